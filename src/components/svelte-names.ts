import type { JSXElement, Node, Pattern } from 'estree-jsx';
import { bindPattern } from '../static/assign.ts';
import { evaluate } from '../static/evaluate.ts';
import type { Scope } from '../static/scope.ts';
import { Callable, type Value } from '../static/value.ts';
import type { Child } from './slots.ts';

/** Elements that stand for what names something: `{#snippet row(item)}`, `{@const sum = a + b}`. */
export const snippetElement = 'SvelteSnippet';
export const constElement = 'SvelteConst';

const isNamed = (child: Child, name: string): child is JSXElement =>
  child.type === 'JSXElement' &&
  child.openingElement.name.type === 'JSXIdentifier' &&
  child.openingElement.name.name === name;

/** Whether a child only names something. */
export const namesOnly = (child: Child): boolean =>
  isNamed(child, snippetElement) || isNamed(child, constElement);

function attributeOf(element: JSXElement, name: string): Node | undefined {
  for (const one of element.openingElement.attributes) {
    if (one.type !== 'JSXAttribute' || one.name.name !== name || !one.value) continue;
    return one.value.type === 'JSXExpressionContainer' ? one.value.expression : one.value;
  }
  return undefined;
}

const withoutParentheses = (node: Node): Node =>
  'expression' in node && (node.type as string) === 'ParenthesizedExpression'
    ? (node.expression as Node)
    : node;

/** The snippets among children: https://svelte.dev/docs/svelte/snippet */
export function snippetsIn(children: readonly Child[], scope: Scope): Map<string, Callable> {
  const found = new Map<string, Callable>();
  for (const child of children) {
    if (!isNamed(child, snippetElement)) continue;
    const [name, work] = [attributeOf(child, 'name'), attributeOf(child, 'of')];
    const value: Value = work && evaluate(work, scope);
    if (name?.type === 'Literal' && value instanceof Callable) found.set(String(name.value), value);
  }
  return found;
}

/** Defines what children name for each other: https://svelte.dev/docs/svelte/@const */
export function defineNames(children: readonly Child[], scope: Scope): void {
  for (const [name, snippet] of snippetsIn(children, scope)) scope.define(name, snippet);
  for (const child of children) {
    const given = isNamed(child, constElement) ? attributeOf(child, 'of') : undefined;
    const stated = given && withoutParentheses(given);
    if (stated?.type === 'AssignmentExpression')
      bindPattern(stated.left as Pattern, evaluate(stated.right, scope), scope);
  }
}
