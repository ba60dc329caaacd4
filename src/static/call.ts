import type {
  ArrowFunctionExpression,
  FunctionDeclaration,
  FunctionExpression,
  NewExpression,
  Node,
  SimpleCallExpression,
  TaggedTemplateExpression,
} from 'estree-jsx';
import { addressOf } from './address.ts';
import { bindPattern } from './assign.ts';
import { evaluate, memberKey } from './evaluate.ts';
import { formatOf } from './formats.ts';
import { iterable, Namespace } from './globals.ts';
import { memberOf } from './members.ts';
import { momentOf } from './moment.ts';
import { noteHole } from './origin.ts';
import { Pattern } from './pattern.ts';
import { calledBy, within } from './place.ts';
import type { Scope } from './scope.ts';
import { runBody } from './statements.ts';
import {
  Callable,
  isNone,
  isScalar,
  Unknown,
  unknown,
  type Value,
  type ValueMap,
} from './value.ts';

type FunctionNode = ArrowFunctionExpression | FunctionDeclaration | FunctionExpression;

/** A function of the source: called, its body is followed in the scope where it was written. */
export function closure(node: FunctionNode, scope: Scope): Value {
  if (node.generator) return unknown;
  const rest = node.params.findIndex(({ type }) => /^(?:Rest|Assign)/.test(type));
  const made = new Callable(
    (args, self) => {
      const inner = scope.inner();
      if (node.type !== 'ArrowFunctionExpression') inner.define('this', self);
      for (const [index, parameter] of node.params.entries()) {
        if (parameter.type === 'RestElement')
          bindPattern(parameter.argument, args.slice(index), inner);
        else bindPattern(parameter, args[index], inner);
      }
      return within(node, inner, () =>
        node.body.type === 'BlockStatement'
          ? runBody(node.body.body, inner)
          : evaluate(node.body, inner),
      );
    },
    rest < 0 ? node.params.length : rest,
  );
  made.code = node;
  made.name = ('id' in node && node.id?.name) || '';
  return made;
}

export function call(node: SimpleCallExpression, scope: Scope): Value {
  const { callee } = node;
  if (callee.type === 'Super') return unknown;
  let self: Value;
  let target: Value;
  if (callee.type === 'MemberExpression') {
    if (callee.object.type === 'Super') return unknown;
    self = evaluate(callee.object, scope);
    if (isNone(self) && isChained(callee)) return undefined;
    const key = memberKey(callee, scope);
    target = key === undefined ? unknown : memberOf(self, key);
    if (key === 'then' && !(target instanceof Callable)) target = settledWith(self);
  } else target = evaluate(callee, scope);
  if (isNone(target) && [node, callee].some(isOptional)) return undefined;
  const list = calledBy(callee).endsWith('.push') ? self : undefined;
  const args = argumentsOf(node.arguments, scope, list);
  if (args === undefined) return unknown;
  if (target instanceof Callable) return target.call(args, self);
  if (isValidation(node, args)) return args[0];
  const { called } = scope.reading;
  return called ? called(node, target, args) : unknown;
}

/** A promise is read as the value that it gives, so what `then` is given is called with that. */
const settledWith = (value: Value): Value =>
  value instanceof Unknown
    ? value
    : new Callable(([work]) =>
        work instanceof Callable ? work.call([value], undefined) : unknown,
      );

/** `schema.parse(Astro.props)`: libraries that check data, such as zod, give what they are given. */
const isValidation = ({ callee }: SimpleCallExpression, [data, more]: readonly Value[]): boolean =>
  callee.type === 'MemberExpression' &&
  callee.property.type === 'Identifier' &&
  callee.property.name === 'parse' &&
  data instanceof Map &&
  more === undefined;

/** A template with a tag: a call with its texts and its values. */
export function callTag({ tag, quasi }: TaggedTemplateExpression, scope: Scope): Value {
  const target = evaluate(tag, scope);
  if (!(target instanceof Callable)) return unknown;
  const texts = quasi.quasis.map(({ value }) => value.cooked ?? value.raw);
  return target.call([texts, ...quasi.expressions.map((one) => evaluate(one, scope))], undefined);
}

const isOptional = (node: Node): boolean => 'optional' in node && node.optional === true;

/** Whether a chain ends as a whole where it meets nothing: `title?.split('.').pop()`. */
function isChained(node: Node): boolean {
  if (isOptional(node)) return true;
  if (node.type === 'MemberExpression') return isChained(node.object);
  return node.type === 'CallExpression' && isChained(node.callee);
}

/** @param list what the arguments are added to: it may have a gap where a spread is not known */
function argumentsOf(nodes: readonly Node[], scope: Scope, list?: Value): Value[] | undefined {
  const args: Value[] = [];
  for (const node of nodes) {
    if (node.type !== 'SpreadElement') {
      args.push(evaluate(node, scope));
      continue;
    }
    const spread = evaluate(node.argument, scope);
    const items = iterable(spread);
    if (items === undefined && !(list && noteHole(list, spread))) return undefined;
    args.push(...(items ?? []));
  }
  return args;
}

/** Sets are lists without doubles, maps are objects, dates their time; little else is made. */
export function construct(node: NewExpression, scope: Scope): Value {
  const name = node.callee.type === 'Identifier' ? node.callee.name : '';
  const args = argumentsOf(node.arguments, scope);
  if (args === undefined) return unknown;
  if (name === 'Set' || name === 'Map') return collectionOf(name, args[0]);
  if (name === 'RegExp' && args.every(isScalar))
    return new Pattern(String(args[0] ?? '(?:)'), String(args[1] ?? ''), scope.reading.budget);
  if (name === 'Date') return momentOf(args);
  const format = formatOf(calledBy(node.callee), args);
  if (format !== unknown) return format;
  // A configuration reads the text of an address by itself.
  const address = name === 'URL' && scope.reading.shown ? addressOf(args) : unknown;
  if (address !== unknown) return address;
  const type = name === '' ? unknown : scope.value(name);
  if (type instanceof Namespace && type.has('prototype')) return type.member('prototype');
  return scope.reading.called?.(node, unknown, args) ?? unknown;
}

function collectionOf(name: 'Set' | 'Map', given: Value): Value {
  const items = given === undefined ? [] : iterable(given);
  if (items === undefined) return unknown;
  if (name === 'Set') return [...new Set(items)];
  const map: ValueMap = new Map();
  for (const item of items) {
    if (!Array.isArray(item) || typeof item[0] !== 'string') return unknown;
    map.set(item[0], item[1]);
  }
  return map;
}
