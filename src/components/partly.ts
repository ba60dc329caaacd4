import type { ConditionalExpression, LogicalExpression, Node } from 'estree-jsx';
import type { RootContent } from 'mdast';
import { evaluate } from '../static/evaluate.ts';
import { type Scope, sourceOf } from '../static/scope.ts';
import { Callable, textOf, type Value } from '../static/value.ts';
import type { Emitter } from './emit.ts';

export const isButton = (name: string) => /(?:^|\.)\w*[bB]utton$/.test(name);
export const isChoice = (node: Node): node is ConditionalExpression | LogicalExpression =>
  node.type === 'ConditionalExpression' || node.type === 'LogicalExpression';

/** The names of a button that the use gives, whichever it has just now. */
export function namesGiven(
  choice: ConditionalExpression | LogicalExpression,
  scope: Scope,
  { findings }: Emitter,
): RootContent[] {
  const branches =
    choice.type === 'LogicalExpression' ? [choice.right] : [choice.consequent, choice.alternate];
  const names = branches
    .map((branch) => evaluate(branch, scope))
    .filter((name): name is string => typeof name === 'string' && findings.show(name));
  return names.length > 0 ? [{ type: 'text', value: names.join(' / ') }] : [];
}

/** Code in which single values are not known: these stay as they are written, `${version}`. */
export function partly(node: Node, scope: Scope): RootContent[] {
  if (node.type !== 'TemplateLiteral') return [];
  const parts = node.quasis.map(({ value }, index) => {
    const inner = node.expressions[index];
    const text = inner && textOf(evaluate(inner, scope));
    return (value.cooked ?? '') + (inner ? (text ?? `\${${sourceOf(inner, scope.reading)}}`) : '');
  });
  return [{ type: 'text', value: parts.join('') }];
}

/** What an expression among children shows: `<BrowserOnly>{() => …}</BrowserOnly>` calls the function in it. */
export function childValue(node: Node, scope: Scope): Value {
  const value = evaluate(node, scope);
  const isCalled = /Function/.test(node.type) && value instanceof Callable && value.length === 0;
  return isCalled ? value.call([], undefined) : value;
}
