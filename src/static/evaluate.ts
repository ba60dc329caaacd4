import type { MemberExpression, Node, ObjectExpression, SpreadElement } from 'estree-jsx';
import { assignTo } from './assign.ts';
import { boundedText } from './budget.ts';
import { call, callTag, closure, construct } from './call.ts';
import { memberOf } from './members.ts';
import { binary, unary } from './operators.ts';
import { Pattern } from './pattern.ts';
import type { Scope } from './scope.ts';
import { isTrue, Opaque, textOf, unknown, type Value, type ValueMap } from './value.ts';

/**
 * Works out what an expression plainly states. Nothing is executed: operators, functions of the
 * source and the pure methods of texts, lists and objects are followed step by step within a
 * budget, and everything else is `unknown`.
 *
 * @throws Exceeded
 */
export function evaluate(node: Node, scope: Scope): Value {
  const { budget } = scope.reading;
  budget.step();
  const worker = workers.get(node.type);
  return worker === undefined ? unknown : budget.deeper(() => worker(node as never, scope));
}

type Worker<T> = (node: T, scope: Scope) => Value;
type Of<T extends Node['type']> = Extract<Node, { type: T }>;

const workers = new Map<string, Worker<never>>();
const define = <T extends Node['type']>(type: T, worker: Worker<Of<T>>) =>
  workers.set(type, worker as Worker<never>);

define('Literal', (node) => {
  if ('regex' in node && node.regex)
    return Pattern.of(node.regex.pattern, node.regex.flags) ?? unknown;
  return typeof node.value === 'bigint' ? String(node.value) : (node.value as Value);
});

define('TemplateLiteral', (node, scope) => {
  let text = '';
  for (const [index, quasi] of node.quasis.entries()) {
    text += quasi.value.cooked ?? quasi.value.raw;
    const expression = node.expressions[index];
    if (expression === undefined) continue;
    const part = textOf(evaluate(expression, scope));
    if (part === undefined) return unknown;
    text = boundedText(text + part);
  }
  return text;
});

define('Identifier', (node, scope) => {
  if (node.name === 'undefined' && !scope.has('undefined')) return undefined;
  return scope.value(node.name);
});

define('ThisExpression', (_node, scope) => scope.value('this'));
define('UnaryExpression', (node, scope) =>
  unary(node.operator, () => evaluate(node.argument, scope)),
);
define('AwaitExpression', (node, scope) => evaluate(node.argument, scope));

define('ImportExpression', (node, scope) => {
  const specifier = evaluate(node.source, scope);
  return typeof specifier === 'string' ? scope.reading.load(specifier) : unknown;
});

define('BinaryExpression', (node, scope) => {
  if (node.left.type === 'PrivateIdentifier') return unknown;
  return binary(node.operator, evaluate(node.left, scope), evaluate(node.right, scope));
});

define('LogicalExpression', (node, scope) => {
  const left = evaluate(node.left, scope);
  if (left === unknown) return node.operator === '&&' ? trusted([node.right], scope) : unknown;
  if (node.operator === '??') return left ?? evaluate(node.right, scope);
  return isTrue(left) === (node.operator === '||') ? left : evaluate(node.right, scope);
});

define('ConditionalExpression', (node, scope) => {
  const test = isTrue(evaluate(node.test, scope));
  if (test !== undefined) return evaluate(test ? node.consequent : node.alternate, scope);
  return trusted([node.consequent, node.alternate], scope);
});

/** Which of the branches of a condition that is not known places content of the use, or holds all others; nothing where all say nothing. */
function trusted(branches: readonly Node[], scope: Scope): Value {
  const { reading } = scope;
  const values: Value[] = [];
  for (const branch of branches) {
    const before = reading.placed();
    const value = evaluate(branch, scope);
    if (reading.placed() > before) return value;
    values.push(value);
  }
  return reading.isSilent(values) ? undefined : reading.fullest(values);
}

define('SequenceExpression', (node, scope) => {
  let last: Value;
  for (const expression of node.expressions) last = evaluate(expression, scope);
  return last;
});

define('ArrayExpression', (node, scope) => {
  const values: Value[] = [];
  for (const element of node.elements) {
    if (element?.type === 'SpreadElement') {
      const list = evaluate(element.argument, scope);
      if (!Array.isArray(list)) return unknown;
      values.push(...list);
    } else values.push(element ? evaluate(element, scope) : undefined);
  }
  return values;
});

define('ObjectExpression', (node, scope) => objectOf(node, scope));

function objectOf(node: ObjectExpression, scope: Scope): Value {
  const map: ValueMap = new Map();
  for (const property of node.properties) {
    if (property.type !== 'Property') {
      const from = evaluate((property as SpreadElement).argument, scope);
      if (from instanceof Map || from instanceof Opaque)
        for (const [key, value] of from.entries()) map.set(key, value);
      else if (from === unknown) return unknown;
      continue;
    }
    const key = property.computed ? textOf(evaluate(property.key, scope)) : keyOf(property.key);
    if (key === undefined) return unknown;
    map.set(key, evaluate(property.value, scope));
  }
  return map;
}

/** The name that a key which is not computed states. */
export function keyOf(key: Node): string | undefined {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' ? String(key.value) : undefined;
}

define('MemberExpression', (node, scope) => {
  if (node.object.type === 'Super') return unknown;
  const object = evaluate(node.object, scope);
  const key = memberKey(node, scope);
  if (key !== undefined) return memberOf(object, key);
  // One of several drawings says nothing, whichever it is.
  const values = object instanceof Map ? [...object.values()] : [];
  return values.length > 0 && scope.reading.isSilent(values) ? undefined : unknown;
});

export function memberKey(node: MemberExpression, scope: Scope): string | undefined {
  if (node.computed) {
    const key = evaluate(node.property, scope);
    return key === unknown ? undefined : textOf(key);
  }
  return node.property.type === 'Identifier' ? node.property.name : undefined;
}

define('CallExpression', (node, scope) => call(node, scope));
define('TaggedTemplateExpression', (node, scope) => callTag(node, scope));
define('NewExpression', (node, scope) => construct(node, scope));
define('ArrowFunctionExpression', (node, scope) => closure(node, scope));
define('FunctionExpression', (node, scope) => closure(node, scope));
define('AssignmentExpression', (node, scope) => {
  const operator = node.operator.slice(0, -1);
  const given = () => evaluate(node.right, scope);
  if (operator === '') return assignTo(node.left, given(), scope);
  const before = evaluate(node.left as Node, scope);
  if (operator === '??') return before ?? assignTo(node.left, given(), scope);
  if (operator === '||' || operator === '&&') {
    const test = isTrue(before);
    if (test === undefined) return assignTo(node.left, unknown, scope);
    return test === (operator === '&&') ? assignTo(node.left, given(), scope) : before;
  }
  return assignTo(node.left, binary(operator, before, given()), scope);
});

define('UpdateExpression', (node, scope) => {
  const before = evaluate(node.argument, scope);
  const after = binary(node.operator === '++' ? '+' : '-', before, 1);
  assignTo(node.argument as never, after, scope);
  return node.prefix ? after : before;
});

define('MetaProperty', () => importMeta);
define('JSXElement', (node, scope) => scope.reading.markup(node, scope));
define('JSXFragment', (node, scope) => scope.reading.markup(node, scope));
define('JSXEmptyExpression', () => undefined);

/** Wrappings without a value of their own: optional chains, parentheses, types. */
for (const type of [
  'ChainExpression',
  'ParenthesizedExpression',
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
]) {
  workers.set(type, ((node: { expression: Node }, scope: Scope) =>
    evaluate(node.expression, scope)) as Worker<never>);
}

/** `import.meta`: a build for readers, which is what the site is. */
const importMeta: ValueMap = new Map<string, Value>([
  [
    'env',
    new Map<string, Value>([
      ['DEV', false],
      ['PROD', true],
      ['SSR', true],
      ['MODE', 'production'],
    ]),
  ],
]);
