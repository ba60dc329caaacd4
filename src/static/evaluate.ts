import type { JSXElement, JSXFragment, MemberExpression, Node, TemplateLiteral } from 'estree-jsx';
import { assignTo } from './assign.ts';
import { oneOf, trusted } from './branches.ts';
import { boundedList, boundedText } from './budget.ts';
import { call, callTag, closure, construct } from './call.ts';
import { offerCompared } from './choices.ts';
import { classComponent } from './classes.ts';
import { memberOf } from './members.ts';
import { objectOf } from './objects.ts';
import { binary, unary } from './operators.ts';
import { offerKeys } from './options.ts';
import { noteHole, originAt } from './origin.ts';
import { Pattern } from './pattern.ts';
import { within } from './place.ts';
import type { Scope } from './scope.ts';
import {
  Choice,
  isNone,
  isNothing,
  isTrue,
  textOf,
  Unknown,
  Unset,
  unknown,
  type Value,
} from './value.ts';

/**
 * Works out what an expression plainly states. Nothing is executed: operators, functions of the
 * source and the pure methods of texts, lists and objects are followed step by step within a
 * budget, and everything else is `unknown`.
 *
 * @throws Exceeded where the reading has no places
 */
export function evaluate(node: Node, scope: Scope): Value {
  return within(node, scope, () => {
    scope.reading.budget.step();
    const worker = workers.get(node.type);
    return worker === undefined ? unknown : worker(node as never, scope);
  });
}

type Worker<T> = (node: T, scope: Scope) => Value;
type Of<T extends Node['type']> = Extract<Node, { type: T }>;

const workers = new Map<string, Worker<never>>();
const define = <T extends Node['type']>(type: T, worker: Worker<Of<T>>) =>
  workers.set(type, worker as Worker<never>);

define('Literal', (node, scope) => {
  if ('regex' in node && node.regex) {
    const { pattern, flags } = node.regex;
    return new Pattern(pattern, flags, scope.reading.budget);
  }
  return typeof node.value === 'bigint' ? String(node.value) : (node.value as Value);
});

define('TemplateLiteral', (node, scope) => template(node, scope));

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
  const [left, right] = [evaluate(node.left, scope), evaluate(node.right, scope)];
  if (/^[!=]==?$/.test(node.operator)) offerCompared([node.left, left], [node.right, right], scope);
  const value = binary(node.operator, left, right);
  return value === unknown && node.operator === '+' ? knownSum(node, [left, right], scope) : value;
});

define('LogicalExpression', (node, scope) => {
  const left = evaluate(node.left, scope);
  if (node.operator === '??') return isNothing(left) ? evaluate(node.right, scope) : left;
  const test = isTrue(left);
  if (test === undefined) {
    return node.operator === '&&' && scope.reading.shown
      ? trusted([node.right], left, scope)
      : left;
  }
  return test === (node.operator === '||') ? left : evaluate(node.right, scope);
});

define('ConditionalExpression', (node, scope) => {
  const asked = evaluate(node.test, scope);
  const test = isTrue(asked);
  if (test === undefined) return trusted([node.consequent, node.alternate], asked, scope);
  const value = evaluate(test ? node.consequent : node.alternate, scope);
  // `isProduction ? 'https://kilns.dev' : process.env.PREVIEW`: what the environment gives elsewhere is not meant.
  return value instanceof Unset ? evaluate(test ? node.alternate : node.consequent, scope) : value;
});

define('SequenceExpression', (node, scope) => {
  let last: Value;
  for (const expression of node.expressions) last = evaluate(expression, scope);
  return last;
});

define('ArrayExpression', (node, scope) => {
  const values: Value[] = [];
  const origin = originAt(node, values, scope);
  for (const element of node.elements) {
    if (element?.type === 'SpreadElement') {
      const list = evaluate(element.argument, scope);
      if (Array.isArray(list)) values.push(...boundedList(list));
      else if (!origin || !noteHole(values, list)) return unknown;
      boundedList(values);
    } else values.push(element ? evaluate(element, scope) : undefined);
  }
  return values;
});

define('ObjectExpression', (node, scope) => objectOf(node, scope));

/** The name that a key which is not computed states. */
export function keyOf(key: Node): string | undefined {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' ? String(key.value) : undefined;
}

define('MemberExpression', (node, scope) => {
  if (node.object.type === 'Super') return unknown;
  const object = evaluate(node.object, scope);
  const key = memberKey(node, scope);
  // What is shown goes on without it; otherwise it ends a program.
  if (isNone(object) && !node.optional && !scope.reading.shown) return unknown;
  if (key !== undefined) return memberOf(object, key);
  const asked = evaluate(node.property, scope);
  offerKeys(asked, object);
  const list = Array.isArray(object) && asked instanceof Choice ? object : [];
  const values = object instanceof Map ? [...object.values()] : list;
  const { shown } = scope.reading;
  if (values.length === 0 || shown === undefined) return unknown;
  // Whichever of several drawings is shown, it says nothing.
  if (shown.isSilent(values)) return undefined;
  return values.length > 1 ? oneOf(values, asked, shown) : unknown;
});

export function memberKey(node: MemberExpression, scope: Scope): string | undefined {
  if (node.computed) {
    const key = evaluate(node.property, scope);
    return key instanceof Unknown ? undefined : textOf(key);
  }
  return node.property.type === 'Identifier' ? node.property.name : undefined;
}

define('CallExpression', (node, scope) => call(node, scope));
define('TaggedTemplateExpression', (node, scope) => callTag(node, scope));
define('NewExpression', (node, scope) => construct(node, scope));
define('ArrowFunctionExpression', (node, scope) => closure(node, scope));
define('FunctionExpression', (node, scope) => closure(node, scope));
define('ClassDeclaration', classComponent);
define('ClassExpression', classComponent);
define('AssignmentExpression', (node, scope) => {
  const operator = node.operator.slice(0, -1);
  const given = () => evaluate(node.right, scope);
  if (operator === '') return assignTo(node.left, given(), scope);
  const before = evaluate(node.left as Node, scope);
  if (operator === '??') return isNothing(before) ? assignTo(node.left, given(), scope) : before;
  if (operator === '||' || operator === '&&') {
    const test = isTrue(before);
    if (test === undefined) return assignTo(node.left, unknown, scope);
    return test === (operator === '&&') ? assignTo(node.left, given(), scope) : before;
  }
  // What a page adds to a state before anybody has changed it.
  const begun = before instanceof Choice ? (before.initial ?? before) : before;
  return assignTo(node.left, binary(operator, begun, given()), scope);
});

define('UpdateExpression', (node, scope) => {
  const before = evaluate(node.argument, scope);
  const after = binary(node.operator === '++' ? '+' : '-', before, 1);
  assignTo(node.argument as never, after, scope);
  return node.prefix ? after : before;
});

define('MetaProperty', (_node, scope) => scope.value('import.meta'));
define('JSXElement', markupOf);
define('JSXFragment', markupOf);
define('JSXEmptyExpression', () => undefined);

function markupOf(node: JSXElement | JSXFragment, scope: Scope): Value {
  const { markup } = scope.reading;
  return markup ? markup(node, scope) : unknown;
}

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

/** The text of a template; where a part is not known, what is known of it in a reading with places. */
function template(node: TemplateLiteral, scope: Scope): Value {
  const { place } = scope.reading;
  let text = '';
  let missing: Value;
  for (const [index, quasi] of node.quasis.entries()) {
    text += quasi.value.cooked ?? quasi.value.raw;
    const expression = node.expressions[index];
    if (expression === undefined) continue;
    const value = evaluate(expression, scope);
    const part = textOf(value);
    if (part === undefined) {
      if (place === undefined) return unknown;
      missing ??= value;
    }
    text = boundedText(text + (part ?? knownPart(value)));
  }
  if (missing === undefined || place === undefined) return text;
  return new Unknown(place(node), missing instanceof Unknown ? missing.why : 'a text', text);
}

/** The same for the sum of a known and an unknown value. */
function knownSum(node: Node, sides: readonly Value[], { reading }: Scope): Value {
  const { place } = reading;
  if (place === undefined) return unknown;
  return new Unknown(place(node), 'a computed value', boundedText(sides.map(knownPart).join('')));
}

const knownPart = (value: Value): string =>
  value instanceof Unknown ? value.known : (textOf(value) ?? '');
