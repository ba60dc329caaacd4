import type { RootContent } from 'mdast';
import { Callable, type Value, type ValueMap } from '../static/value.ts';
import { Content } from './content.ts';

/** A component of a file that has a template of its own (`.astro`, `.vue`): it takes named slots. */
export class Component extends Callable {
  readonly render: (props: ValueMap, slots: ReadonlyMap<string, Value>) => RootContent[];

  constructor(render: Component['render']) {
    super(() => undefined);
    this.render = render;
  }
}

/** Renders a component with the children that a template gives it. */
export function renderWith(
  component: Callable,
  props: ValueMap,
  slots: ReadonlyMap<string, Value>,
): Value {
  if (component instanceof Component) return new Content(component.render(props, slots));
  const given = new Map(props);
  const children = slots.get('default');
  if (children !== undefined) given.set('children', children);
  return component.call([given], undefined);
}
