import type { JSXAttribute, JSXElement } from 'estree-jsx';
import { Callable, type Value } from '../static/value.ts';
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
export function bySlot(children: readonly Child[]): ReadonlyMap<string, Child[]> {
  const slots = new Map<string, Child[]>();
  for (const child of children) {
    const name = slotOf(child);
    const given = slots.get(name);
    if (given) given.push(child);
    else slots.set(name, [child]);
  }
  return slots;
}

function slotOf(child: Child): string {
  if (child.type !== 'JSXElement') return 'default';
  for (const attribute of child.openingElement.attributes) {
    if (attribute.type !== 'JSXAttribute' || !isSlotName(attribute.name)) continue;
    if (attribute.value?.type === 'Literal') return String(attribute.value.value) || 'default';
  }
  return 'default';
}
