import type { Node } from 'estree-jsx';
import { evaluate } from './evaluate.ts';
import type { Scope } from './scope.ts';
import { unknown, type Value, type ValueMap } from './value.ts';

/** An `enum` of TypeScript, which ESTree has no type for. */
interface EnumDeclaration {
  id: { name: string };
  members: { id: { name?: string; value?: unknown }; initializer?: Node }[];
}

export const isEnum = (node: unknown): node is EnumDeclaration =>
  (node as { type: string }).type === 'TSEnumDeclaration';

/** The members by name; one without a value counts on from the one before. */
export function enumOf({ members }: EnumDeclaration, scope: Scope): Value {
  const values: ValueMap = new Map();
  let next: Value = 0;
  for (const { id, initializer } of members) {
    const value: Value = initializer ? evaluate(initializer, scope) : next;
    values.set(String(id.name ?? id.value), value);
    next = typeof value === 'number' ? value + 1 : unknown;
  }
  return values;
}
