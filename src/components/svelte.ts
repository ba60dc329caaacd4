import type { Node } from 'estree-jsx';
import { namesIn } from '../document/expression.ts';
import { assignTo, bindPattern } from '../static/assign.ts';
import { evaluate } from '../static/evaluate.ts';
import type { Scope } from '../static/scope.ts';
import { runStatements } from '../static/statements.ts';
import { Callable, fn, unknown, type Value, type ValueMap } from '../static/value.ts';
import { templateToJsx } from './astro-template.ts';
import { Component } from './component.ts';
import { isEmpty } from './component-states.ts';
import { scriptMayBringData } from './effects.ts';
import { nodesOf } from './emit.ts';
import { remembered } from './parsed.ts';
import type { Reader } from './reader.ts';
import { readParts } from './script-and-template.ts';
import { moduleScope, ScriptModule } from './script-module.ts';
import { svelteAsAstro } from './svelte-template.ts';

const scripts = /<script\b[^<>]*>([\s\S]*?)<\/script>/g;

const partsOf = remembered((text: string) => {
  // Behind the last end, each beginning would be looked for to the end of the file.
  const end = text.lastIndexOf('</script>') + '</script>'.length;
  const closed = text.slice(0, end);
  const template = closed.replace(scripts, '') + text.slice(end);
  return {
    script: Array.from(closed.matchAll(scripts), ([, script = '']) => script)
      .join('\n')
      .replace(/^([ \t]*)\$:\s*(?=\w+\s*=(?!=))/gm, '$1let ')
      .replaceAll('$derived.by(', '$derivedBy('),
    jsx: `<>${templateToJsx(svelteAsAstro(template.trim()))}</>`,
  };
});

/** A Svelte component as it first shows; unknown where its source cannot be read. */
export function svelteComponent(text: string, path: string, reader: Reader): Value {
  const parts = readParts(partsOf(text, path), path);
  if (parts === undefined) return unknown;
  const { front, template, root, imports, body } = parts;
  return new Component((props, slots) => {
    const { scope } = new ScriptModule(front, reader, { program: imports });
    for (const [name, rune] of runes(props, slots)) scope.define(name, rune);
    scope.define('$slots', new Map(slots));
    for (const node of body) {
      if (!isGiven(node, props, scope)) runStatements([node], scope);
      setMounted(node, scope);
    }
    if (scriptMayBringData(body)) forgetEmpty(body, scope);
    return nodesOf(
      evaluate(root, moduleScope(template, reader, scope)),
      () => path,
      reader.emitter,
    );
  });
}

/** https://svelte.dev/docs/svelte/what-are-runes */
function runes(props: ValueMap, slots: ReadonlyMap<string, Value>): Map<string, Value> {
  const given = new Map(props);
  for (const [name, slot] of slots)
    given.set(
      name === 'default' ? 'children' : name,
      fn(() => slot),
    );
  const same = fn((value) => value);
  return new Map([
    ['$props', fn(() => given)],
    ['$state', same],
    ['$derived', same],
    ['$derivedBy', fn((run) => (run instanceof Callable ? run.call([], undefined) : unknown))],
    ['$bindable', same],
    ['$effect', fn(() => undefined)],
  ]);
}

/** Defines what `export let title = ''` is given, as Svelte 4 names its properties. */
function isGiven(node: Node, props: ValueMap, scope: Scope): boolean {
  const declared = node.type === 'ExportNamedDeclaration' ? node.declaration : undefined;
  if (declared?.type !== 'VariableDeclaration' || declared.kind !== 'let') return false;
  for (const { id, init } of declared.declarations) {
    const isKnown = id.type === 'Identifier' && props.has(id.name);
    const value = isKnown ? props.get(id.name) : init ? evaluate(init, scope) : undefined;
    bindPattern(id, value, scope);
  }
  return true;
}

/** Sets what a hook sets at once as the page is shown: `onMount(() => { mounted = true })`. */
function setMounted(node: Node, scope: Scope): void {
  if (node.type !== 'ExpressionStatement' || node.expression.type !== 'CallExpression') return;
  const { callee, arguments: given } = node.expression;
  const isHook = callee.type === 'Identifier' && /^(?:onMount|\$effect)$/.test(callee.name);
  const [hook] = isHook ? given : [];
  if (hook?.type !== 'ArrowFunctionExpression' && hook?.type !== 'FunctionExpression') return;
  if (hook.body.type !== 'BlockStatement') return;
  for (const statement of hook.body.body) {
    const set = statement.type === 'ExpressionStatement' ? statement.expression : undefined;
    if (
      set?.type === 'AssignmentExpression' &&
      set.operator === '=' &&
      set.right.type === 'Literal'
    )
      assignTo(set.left, evaluate(set.right, scope), scope);
  }
}

/** What begins empty is not known where a script may fill it once the page is shown. */
function forgetEmpty(body: readonly Node[], scope: Scope): void {
  for (const node of body) {
    if (node.type !== 'VariableDeclaration' || node.kind !== 'let') continue;
    for (const name of node.declarations.flatMap(({ id }) => namesIn(id)))
      if (isEmpty(scope.value(name))) scope.define(name, unknown);
  }
}
