import type { JSXAttribute, JSXElement } from 'estree-jsx';
import { groupBy } from '../maps.ts';
import { evaluate } from '../static/evaluate.ts';
import type { Scope } from '../static/scope.ts';
import { Callable, type Value, type ValueMap } from '../static/value.ts';
import { Library } from './content.ts';
import { type Emitter, nodesOf } from './emit.ts';
import { SlotContent, type Use } from './use.ts';

/** The children of a use by slot; those that name what a component gives them are made anew each time. */
export function slotValues({ slots, filled }: Use, emitter: Emitter): Map<string, Value> {
  const { findings } = emitter;
  const values = new Map<string, Value>();
  for (const [name, nodes] of slots) values.set(name, new SlotContent(nodes, name, findings));
  for (const [name, filling] of filled ?? []) {
    const shown = (args: readonly Value[]) =>
      nodesOf(filling.call(args, undefined), () => name, emitter);
    values.set(name, new Callable((args) => new SlotContent(shown(args), name, findings)));
  }
  return values;
}

export type Child = JSXElement['children'][number];

/** `slot`, or Qwik's `q:slot`. */
const isSlotName = (name: JSXAttribute['name']) =>
  name.type === 'JSXNamespacedName'
    ? name.namespace.name === 'q' && name.name.name === 'slot'
    : name.name === 'slot';

/** The children of an element by the slot that they go to. */
export const bySlot = (children: readonly Child[]): ReadonlyMap<string, Child[]> =>
  groupBy(children, slotOf);

function slotOf(child: Child): string {
  if (child.type !== 'JSXElement') return 'default';
  for (const attribute of child.openingElement.attributes) {
    if (attribute.type !== 'JSXAttribute' || !isSlotName(attribute.name)) continue;
    if (attribute.value?.type === 'Literal') return String(attribute.value.value) || 'default';
  }
  return 'default';
}

/** Qwik places the children of a component by `<Slot>`: https://qwik.dev/docs/core/slots/ */
export const isQwikSlot = (target: Value) =>
  target instanceof Library && target.name === 'Slot' && /\bqwik\b/.test(target.specifier);

/** The object that is all that an element holds, for the component to show parts of. */
export function dataIn({ children }: JSXElement, scope: Scope): ValueMap | undefined {
  const [only, more] = children.filter(({ type }) => type === 'JSXExpressionContainer');
  if (only?.type !== 'JSXExpressionContainer' || more) return undefined;
  if (!/^(?:Identifier|MemberExpression|ObjectExpression)$/.test(only.expression.type))
    return undefined;
  const value = evaluate(only.expression, scope);
  return value instanceof Map ? value : undefined;
}
