import { isComparison, logical, operatorOf } from './conditions.ts';
import { filledText } from './format-string.ts';
import { functionIn, parametersOf } from './functions.ts';
import { attributeOf } from './methods.ts';
import { operators } from './operators.ts';
import { betweenCommas, inBrackets, type PythonNode } from './parse.ts';
import { Scope } from './scope.ts';
import { partsOfLiteral, unescaped } from './text.ts';
import {
  type Arguments,
  entryOf,
  functionOf,
  isTruthy,
  itemsOf,
  NotKnown,
  numberOf,
  textOf,
  tuple,
  unknown,
  type Value,
} from './value.ts';

type Evaluate = (node: PythonNode, scope: Scope) => Value;

/**
 * The value of an expression.
 *
 * @throws NotKnown where it is not known
 */
export function evaluate(node: PythonNode, scope: Scope): Value {
  scope.step();
  const read = Object.hasOwn(expressions, node.type) ? expressions[node.type] : undefined;
  const value = read === undefined ? unknown : read(node, scope);
  if (value === unknown) throw new NotKnown();
  return value;
}

/** How each kind of expression is read. */
const expressions: Readonly<Record<string, Evaluate>> = {
  ArrayComprehensionExpression: (node, scope) => [...comprehended(inBrackets(node), scope)],
  ArrayExpression: (node, scope) => listed(inBrackets(node), scope),
  BinaryExpression: binary,
  Boolean: ({ text }) => text === 'True',
  CallExpression: called,
  ComprehensionExpression: (node, scope) => [...comprehended(inBrackets(node), scope)],
  ConditionalExpression({ children: [then, , asked, , otherwise] }, scope) {
    return evaluate(isTruthy(evaluate(asked!, scope)) ? then! : otherwise!, scope);
  },
  ContinuedString: ({ children }, scope) =>
    children.map((part) => textOf(evaluate(part, scope))).join(''),
  DictionaryComprehensionExpression: (node, scope) =>
    new Map([...comprehended(inBrackets(node), scope)].map(itemsOf).map(([k, v]) => [k!, v!])),
  DictionaryExpression: (node, scope) =>
    new Map(betweenCommas(inBrackets(node)).flatMap((part) => entriesOf(part, scope))),
  FormatString: (node, scope) => filledText(node, (part) => evaluate(part, scope)),
  LambdaExpression({ children }, scope) {
    const parameters = children.find(({ type }) => type === 'ParamList');
    const given = parameters ? parametersOf(parameters, (one) => evaluate(one, scope)) : [];
    return functionIn(scope, given, (inner) => evaluate(children.at(-1)!, inner));
  },
  MemberExpression: memberOf,
  None: () => null,
  Number({ text }) {
    if (!/^\d[\d_]*$|^\d*\.\d*[1-9]$/.test(text)) return unknown;
    return Number(text.replaceAll('_', ''));
  },
  ParenthesizedExpression: (node, scope) => evaluate(inBrackets(node)[0]!, scope),
  SetExpression: (node, scope) => tuple(listed(inBrackets(node), scope)),
  String({ text }) {
    const { prefix, body } = partsOfLiteral(text);
    return unescaped(body, prefix);
  },
  TupleExpression: (node, scope) => tuple(listed(inBrackets(node), scope)),
  UnaryExpression(node, scope) {
    const [sign, operand] = node.children;
    if (sign!.text === 'not') return logical(node, (part) => evaluate(part, scope));
    return sign!.text === '-' ? -numberOf(evaluate(operand!, scope)) : unknown;
  },
  VariableName: ({ text }, scope) => scope.get(text),
};

/** Values between commas; more than one of them without brackets are a tuple. */
export function evaluateAll(nodes: readonly PythonNode[], scope: Scope): Value {
  const [only, more] = nodes;
  if (only === undefined) return null;
  return more === undefined ? evaluate(only, scope) : tuple(listed(nodes, scope));
}

const listed = (nodes: readonly PythonNode[], scope: Scope): Value[] =>
  betweenCommas(nodes).flatMap(([first, second]) =>
    first!.type === '*' ? itemsOf(evaluate(second!, scope)) : [evaluate(first!, scope)],
  );

function entriesOf(part: readonly PythonNode[], scope: Scope): [Value, Value][] {
  const [key, colon, value] = part;
  if (key!.type === '**') {
    const spread = evaluate(colon!, scope);
    if (!(spread instanceof Map)) throw new NotKnown();
    return [...spread];
  }
  return [[evaluate(key!, scope), evaluate(value!, scope)]];
}

function binary(node: PythonNode, scope: Scope): Value {
  const { children } = node;
  const [left, right] = [children[0]!, children.at(-1)!];
  const operator = operatorOf(children);
  if (operator === 'and' || operator === 'or')
    return logical(node, (part) => evaluate(part, scope));
  const first = evaluate(left, scope);
  // `a < b < c` compares `b` with both.
  const isChain =
    left.type === 'BinaryExpression' && [operator, operatorOf(left.children)].every(isComparison);
  if (isChain && first === false) return false;
  const before = isChain ? evaluate(left.children.at(-1)!, scope) : first;
  return apply(operator, before, evaluate(right, scope));
}

export function apply(operator: string, a: Value, b: Value): Value {
  if (!Object.hasOwn(operators, operator)) throw new NotKnown();
  return operators[operator]!(a, b);
}

function called({ children: [callee, list] }: PythonNode, scope: Scope): Value {
  const run = functionOf(evaluate(callee!, scope));
  return run(argumentsOf(list!, scope));
}

export function argumentsOf(list: PythonNode, scope: Scope): Arguments {
  const inner = inBrackets(list);
  if (inner.some(({ type }) => type === 'for'))
    return { list: [[...comprehended(inner, scope)]], named: new Map() };
  const values: Value[] = [];
  const named = new Map<string, Value>();
  for (const part of betweenCommas(inner)) {
    const [first, second, third] = part as [PythonNode, PythonNode?, PythonNode?];
    if (first.type === '*') values.push(...itemsOf(evaluate(second!, scope)));
    else if (first.type === '**')
      for (const [name, value] of entriesOf(part, scope)) named.set(textOf(name), value);
    else if (second?.type === 'AssignOp') named.set(first.text, evaluate(third!, scope));
    else values.push(evaluate(first, scope));
  }
  return { list: values, named };
}

function memberOf({ children: [object, sign, name, ...more] }: PythonNode, scope: Scope): Value {
  const value = evaluate(object!, scope);
  if (sign!.type === '.') return attributeOf(value, name!.text);
  const inner = [name!, ...more].slice(0, -1);
  if (inner.some(({ type }) => type === ':')) return slice(value, inner, scope);
  return itemAt(value, evaluateAll(inner, scope));
}

function itemAt(value: Value, key: Value): Value {
  if (value instanceof Map) return entryOf(value, key, unknown);
  const item = itemsOf(value).at(numberOf(key));
  return item === undefined ? unknown : item;
}

function slice(value: Value, parts: readonly PythonNode[], scope: Scope): Value {
  const bounds: (number | undefined)[] = [undefined];
  for (const part of parts) {
    if (part.type === ':') bounds.push(undefined);
    else bounds[bounds.length - 1] = numberOf(evaluate(part, scope));
  }
  const [from, to, step = 1] = bounds;
  if (step !== 1 || value instanceof Map) throw new NotKnown();
  const items = itemsOf(value).slice(from, to);
  if (typeof value === 'string') return items.join('');
  return Object.isFrozen(value) ? tuple(items) : items;
}

/** The values of `x for x in y if z`; of a dictionary, pairs. */
function* comprehended(nodes: readonly PythonNode[], scope: Scope): Generator<Value> {
  const first = nodes.findIndex(({ type }) => type === 'for');
  const [value, ...pair] = nodes.slice(0, first);
  const inner = new Scope(scope.program, scope);
  for (const _ of looped(nodes.slice(first), inner)) {
    if (pair.length > 0) yield tuple([evaluate(value!, inner), evaluate(pair.at(-1)!, inner)]);
    else yield evaluate(value!, inner);
  }
}

/** Sets the names of the loops in a comprehension, once for each of its values. */
function* looped(nodes: readonly PythonNode[], scope: Scope): Generator<void> {
  if (nodes.length === 0) {
    yield;
    return;
  }
  const next = nodes.findIndex(({ type }, at) => at > 0 && (type === 'for' || type === 'if'));
  const [own, rest] = next === -1 ? [nodes, []] : [nodes.slice(0, next), nodes.slice(next)];
  if (own[0]!.type === 'if') {
    if (isTruthy(evaluate(own[1]!, scope))) yield* looped(rest, scope);
    return;
  }
  const at = own.findIndex(({ type }) => type === 'in');
  for (const item of itemsOf(evaluate(own[at + 1]!, scope))) {
    assign(own.slice(1, at), item, scope);
    yield* looped(rest, scope);
  }
}

/** Gives the value to a name, or its parts to the names between commas. */
export function assign(targets: readonly PythonNode[], value: Value, scope: Scope): void {
  const parts = betweenCommas(targets.filter(({ type }) => type !== 'TypeDef'));
  const isOne = !targets.some(({ type }) => type === ',');
  const values = isOne ? [value] : itemsOf(value);
  if (values.length !== parts.length || parts.some(({ length }) => length > 1))
    throw new NotKnown();
  for (const [at, [part]] of parts.entries()) assignOne(part!, values[at]!, scope);
}

function assignOne(target: PythonNode, value: Value, scope: Scope): void {
  if (target.type === 'VariableName') scope.set(target.text, value);
  else if (target.type === 'MemberExpression') assignMember(target, value, scope);
  else if (/^(?:Tuple|Parenthesized|Array)Expression$/.test(target.type))
    assign(inBrackets(target), value, scope);
  else throw new NotKnown();
}

function assignMember({ children }: PythonNode, value: Value, scope: Scope): void {
  const [object, sign, ...name] = children;
  const owner = evaluate(object!, scope);
  const key = sign!.type === '.' ? name[0]!.text : evaluateAll(name.slice(0, -1), scope);
  if (owner instanceof Map) owner.set(key, value);
  else if (Array.isArray(owner) && !Object.isFrozen(owner)) owner.splice(numberOf(key), 1, value);
  else throw new NotKnown();
}
