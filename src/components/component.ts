import { posix } from 'node:path';
import type { RootContent } from 'mdast';
import { Callable, fn, type Value, type ValueMap } from '../static/value.ts';
import { Content } from './content.ts';

/** A component of a file that has a template of its own (`.astro`, `.vue`): it takes named slots. */
export class Component extends Callable {
  readonly render: (props: ValueMap, slots: ReadonlyMap<string, Value>) => RootContent[];

  constructor(render: Component['render']) {
    super(() => undefined);
    this.render = render;
  }
}

/** A component whose file is read when it is first shown: a site registers hundreds, of which a page shows a few. */
export class Later extends Component {
  /** Its file, as an import names it. */
  readonly file: string;
  readonly load: () => Value;

  constructor(file: string, load: () => Value) {
    super((props, slots) => {
      const component = load();
      const shown = component instanceof Callable ? renderWith(component, props, slots) : undefined;
      return shown instanceof Content ? shown.take() : [];
    });
    this.file = file;
    this.load = load;
  }
}

/** Renders a component with the children that a template gives it. */
export function renderWith(
  component: Callable,
  props: ValueMap,
  slots: ReadonlyMap<string, Value>,
): Value {
  if (component instanceof Component) return new Content(component.render(props, slots));
  const defaults = component.members.get('defaultProps');
  const given = new Map([...(defaults instanceof Map ? defaults : []), ...props]);
  const children = slots.get('default');
  if (children !== undefined) given.set('children', children);
  // https://vuejs.org/guide/extras/render-function.html#functional-components
  const context: ValueMap = new Map<string, Value>([
    ['slots', slotsOf(slots)],
    ['attrs', new Map()],
  ]);
  return component.call([given, context], undefined);
}

/** Slots as Vue 2 (`slots().default`) and Vue 3 (`slots.default()`) give them. */
export function slotsOf(slots: ReadonlyMap<string, Value>): Callable {
  return new (class extends Callable {
    override member(name: string): Value {
      const slot = slots.get(name);
      return slot === undefined || slot instanceof Callable ? slot : fn(() => slot);
    }
  })(() => new Map(slots));
}

/** `show-icon` -> `showIcon`, `cone-06` -> `cone06`. */
export const camelCase = (name: string): string =>
  name.replace(/[-:]([\p{L}\d])/gu, (_, letter: string) => letter.toUpperCase());

/** `show-icon` -> `ShowIcon`. */
export const pascalCase = (name: string): string => {
  const camel = camelCase(name);
  return camel.charAt(0).toUpperCase() + camel.slice(1);
};

/** The path of an image that a component names, as the document that shows it would write it. */
export function assetFor(document: string, specifier: string, component: string): string {
  if (!/^\.\.?\//.test(specifier)) return specifier;
  return pathFrom(document, posix.join(posix.dirname(withoutPart(component)), specifier));
}

/** The path of a file from a document, which a part of it does not take for one from itself. */
export const pathFrom = (document: string, file: string): string =>
  fromPage + posix.relative(posix.dirname(document), file);

/** Begins a path that starts from the page wherever it stands. */
const fromPage = '././';

/** A path as the page would write it, where it starts from there; undefined for others. */
export function ofPage(path: string): string | undefined {
  if (!path.startsWith(fromPage)) return undefined;
  const written = path.slice(fromPage.length);
  return written.startsWith('.') ? written : `./${written}`;
}

/** `a.astro#template` -> `a.astro` */
const withoutPart = (path: string): string => path.replace(/#.*$/, '');

/** What Docusaurus' `useBaseUrl` makes of a path: one from the root of the site; URLs and anchors stay. */
export const fromBase = (path: string): string =>
  path === '' || /^(?:[a-z][a-z\d+.-]*:|[/#])/i.test(path) ? path : `/${path}`;
