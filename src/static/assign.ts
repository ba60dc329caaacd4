import type { ArrayPattern, MemberExpression, Node, Pattern } from 'estree-jsx';
import { evaluate, keyOf, memberKey } from './evaluate.ts';
import { memberOf, setMember } from './members.ts';
import { asCopy, originOf } from './origin.ts';
import type { Scope } from './scope.ts';
import { textOf, Unset, unknown, type Value } from './value.ts';

type Bind = (name: string, value: Value) => void;

/** Defines the names of a pattern: a name, or a destructuring with defaults and a rest. */
export function bindPattern(pattern: Node, value: Value, scope: Scope): void {
  bind(pattern, value, { scope, set: (name, part) => scope.define(name, part) });
}

/** Assigns to a name, a member or a destructuring; gives the value. */
export function assignTo(target: Pattern | Node, value: Value, scope: Scope): Value {
  bind(target, value, { scope, set: (name, part) => scope.assign(name, part) });
  return value;
}

function bind(pattern: Node, value: Value, to: { scope: Scope; set: Bind }): void {
  const { scope } = to;
  switch (pattern.type) {
    case 'Identifier':
      to.set(pattern.name, value);
      break;
    case 'AssignmentPattern':
      bind(
        pattern.left,
        value === undefined || value instanceof Unset ? evaluate(pattern.right, scope) : value,
        to,
      );
      break;
    case 'ArrayPattern':
      if (isBlindSwap(pattern, scope)) break;
      for (const [index, element] of pattern.elements.entries()) {
        if (element?.type === 'RestElement') bind(element.argument, restOf(value, index), to);
        else if (element) bind(element, itemOf(value, index), to);
      }
      break;
    case 'ObjectPattern':
      bindObject(pattern, value, to);
      break;
    case 'MemberExpression': {
      const key = memberKey(pattern, scope);
      if (key !== undefined && pattern.object.type !== 'Super') {
        const object = evaluate(pattern.object, scope);
        setMember(object, key, value);
        if (scope.reading.place) originOf(object)?.members.set(key, scope.reading.place(pattern));
      }
    }
  }
}

/** Whether two items of a list change places of which one is not known: they are shuffled, and the list has all of them still. */
const isBlindSwap = ({ elements }: ArrayPattern, scope: Scope): boolean =>
  elements.length === 2 &&
  elements.every((one) => one?.type === 'MemberExpression') &&
  elements.some((one) => memberKey(one as MemberExpression, scope) === undefined);

function bindObject(
  pattern: Extract<Node, { type: 'ObjectPattern' }>,
  value: Value,
  to: { scope: Scope; set: Bind },
): void {
  const taken = new Set<string>();
  for (const property of pattern.properties) {
    if (property.type === 'RestElement') {
      const others =
        value instanceof Map ? [...value].filter(([key]) => !taken.has(key)) : undefined;
      bind(property.argument, others ? asCopy(new Map(others), value) : unknown, to);
      continue;
    }
    const key = property.computed ? textOf(evaluate(property.key, to.scope)) : keyOf(property.key);
    if (key !== undefined) taken.add(key);
    bind(property.value, key === undefined ? unknown : memberOf(value, key), to);
  }
}

const itemOf = (value: Value, index: number): Value =>
  Array.isArray(value) ? value[index] : unknown;
const restOf = (value: Value, index: number): Value =>
  Array.isArray(value) ? value.slice(index) : unknown;
