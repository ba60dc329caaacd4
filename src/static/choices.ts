import type { Node } from 'estree-jsx';
import { evaluate } from './evaluate.ts';
import { isName, nameKeys, nameOf } from './options.ts';
import type { Scope } from './scope.ts';
import { Choice, isScalar, type Value } from './value.ts';

/** A comparison of a choice offers what it is compared with: `active === tab.id`, `tab.id === active`. */
export function offerCompared(left: Side, right: Side, scope: Scope): void {
  offerOne(left[1], right, scope);
  offerOne(right[1], left, scope);
}

/** One side of a comparison, and its value. */
type Side = readonly [Node, Value];

function offerOne(choice: Value, [node, key]: Side, scope: Scope): void {
  if (!(choice instanceof Choice)) return;
  if (isScalar(key)) choice.offer(key, nameBeside(node, scope));
}

/** What the object is called of which a key is a member, or which was taken apart: `({ id, label }) => …`. */
function nameBeside(key: Node, scope: Scope): string | undefined {
  if (key.type === 'MemberExpression') return nameOf(evaluate(key.object, scope));
  if (key.type !== 'Identifier') return undefined;
  const names = nameKeys.filter((name) => scope.has(name)).map((name) => scope.value(name));
  return names.find(isName);
}
