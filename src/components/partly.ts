import type { ConditionalExpression, LogicalExpression, Node } from 'estree-jsx';
import type { RootContent } from 'mdast';
import { evaluate } from '../static/evaluate.ts';
import { type Scope, sourceOf } from '../static/scope.ts';
import {
  Callable,
  Choice,
  Flag,
  isScalar,
  isTrue,
  textOf,
  unknown,
  type Value,
} from '../static/value.ts';
import { showsSomething } from './accessible.ts';
import { Content, isMarkedIcon } from './content.ts';
import { type Emitter, repeats } from './emit.ts';

export const isButton = (name: string) => /(?:^|\.)\w*[bB]utton$/.test(name);
export const isChoice = (node: Node): node is ConditionalExpression | LogicalExpression =>
  node.type === 'ConditionalExpression' || node.type === 'LogicalExpression';

/** The names that a use gives to a button, whichever of them it shows at the moment. */
export function namesGiven(
  choice: ConditionalExpression | LogicalExpression,
  scope: Scope,
  { findings }: Emitter,
): RootContent[] {
  const names = branchesOf(choice)
    .map((branch) => evaluate(branch, scope))
    .filter((name): name is string => typeof name === 'string' && findings.show(name));
  return names.length > 0 ? [{ type: 'text', value: names.join(' / ') }] : [];
}

const branchesOf = (choice: ConditionalExpression | LogicalExpression): Node[] =>
  choice.type === 'LogicalExpression' ? [choice.right] : [choice.consequent, choice.alternate];

/** Whether a condition that is not known shows nothing but pictures that stand before it: `{open && <Dialog>…</Dialog>}`. */
export function opensAgain(node: Node, scope: Scope, before: readonly RootContent[]): boolean {
  if (!isChoice(node) || before.length === 0) return false;
  const test = node.type === 'LogicalExpression' ? node.left : node.test;
  if (isTrue(evaluate(test, scope)) !== undefined) return false;
  const values = branchesOf(node).map((branch) => evaluate(branch, scope) ?? null);
  const isAgain = (value: Value) => value instanceof Content && repeats(value.nodes, before);
  return values.some(isAgain) && values.every((value) => value === null || isAgain(value));
}

/** Which words are shown at first of those that depend on a flag: `{copied ? 'Copied' : ''}`. */
function wordsAtFirst(choice: ConditionalExpression | LogicalExpression, scope: Scope): Value {
  const isLogical = choice.type === 'LogicalExpression';
  if (isLogical && choice.operator !== '&&') return unknown;
  const flag = evaluate(isLogical ? choice.left : choice.test, scope);
  const words = branchesOf(choice).map((branch) => evaluate(branch, scope));
  const isKnown = words.every((word) => isScalar(word) || word === undefined || word === null);
  return flag instanceof Flag && isKnown ? words[flag.initial ? 0 : 1] : unknown;
}

const passingName =
  /^(?:is|has|show)?_?(?:load(?:ing|Error)|fetching|pending|err(?:or)?(?:Message)?)$/i;

/**
 * Whether a page shows something only while it loads or where that fails, or an icon or what stands in for one:
 * `{loading && <Spinner />}`, `{error}`, `{KilnIcon ? <KilnIcon /> : <i>Ki</i>}`.
 */
export function isPassing(node: Node): boolean {
  if (node.type === 'ConditionalExpression')
    return node.test.type === 'Identifier' && /Icon$/.test(node.test.name);
  const asked = node.type === 'LogicalExpression' && node.operator === '&&' ? node.left : node;
  return asked.type === 'Identifier' && passingName.test(asked.name);
}

/** Whether what a condition decides on says more than icons that tell of a state: `<Check v-if="copied" />`. */
export const saysMore = (nodes: readonly RootContent[], condition: Value): boolean =>
  nodes.some((node) => !(condition instanceof Flag && isMarkedIcon(node)) && showsSomething(node));

/** Code in which single values are not known: these stay as they are written, `${version}`, and are noted. */
export function partly(node: Node, scope: Scope, { findings }: Emitter): RootContent[] | undefined {
  if (node.type !== 'TemplateLiteral') return undefined;
  const parts = node.quasis.map(({ value }, index) => {
    const inner = node.expressions[index];
    const text = inner && textOf(evaluate(inner, scope));
    if (!inner || text !== undefined) return (value.cooked ?? '') + (text ?? '');
    const written = `\${${sourceOf(inner, scope.reading)}}`;
    findings.note(written);
    return (value.cooked ?? '') + written;
  });
  return [{ type: 'text', value: parts.join('') }];
}

/** What an expression among children shows: `<BrowserOnly>{() => …}</BrowserOnly>` calls the function in it. */
export function childValue(node: Node, scope: Scope, inside = ''): Value {
  const value = evaluate(node, scope);
  // `0 of 5 copied`: what a page counts as it runs.
  if (value instanceof Choice && typeof value.initial === 'number') return value.initial;
  if (value === unknown && isChoice(node) && !isButton(inside)) return wordsAtFirst(node, scope);
  const isCalled = /Function/.test(node.type) && value instanceof Callable && value.length === 0;
  return isCalled ? value.call([], undefined) : value;
}
