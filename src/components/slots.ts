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
