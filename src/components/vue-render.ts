import type { RootContent } from 'mdast';
import { Callable, fn, unknown, type Value, type ValueMap } from '../static/value.ts';
import { slotsOf } from './component.ts';
import { nodesOf } from './emit.ts';
import type { Reader } from './reader.ts';
import { ScriptModule } from './script-module.ts';
import { elementMaker } from './vue-element.ts';
import { addDefaults } from './vue-script.ts';

/** What a component without a template shows by its `render(h)`, or by the function that its `setup` returns. */
export function renderedBy(
  script: string,
  given: { path: string; props: ValueMap; slots: ReadonlyMap<string, Value> },
  reader: Reader,
): RootContent[] {
  const { path, slots } = given;
  const module = new ScriptModule({ text: script, path: `${path}#script`, lang: 'ts' }, reader);
  const make = elementMaker(reader);
  // Plugins import them where they are used.
  for (const [name, value] of [
    ['h', make],
    ['defineComponent', fn((one) => one)],
  ] as const)
    if (!module.scope.has(name)) module.scope.define(name, value);
  const options = module.exported('default');
  const [render, setup] =
    options instanceof Map ? [options.get('render'), options.get('setup')] : [];
  const props = addDefaults(new Map(given.props), options instanceof Map && options.get('props'));
  const held = slotsOf(slots);
  const context: ValueMap = new Map<string, Value>([
    ['props', props],
    ['slots', held],
    ['children', slots.get('default')],
    ['attrs', new Map()],
    ['data', new Map()],
    ['listeners', new Map()],
    ['parent', unknown],
  ]);
  const self: ValueMap = new Map<string, Value>([
    ...props,
    ['$slots', held],
    ['$scopedSlots', held],
  ]);
  const made = setup instanceof Callable ? setup.call([props, context], self) : undefined;
  const shown =
    render instanceof Callable
      ? render.call([make, context], self)
      : made instanceof Callable
        ? made.call([], self)
        : unknown;
  return nodesOf(shown, () => 'what it returns', reader.emitter);
}
