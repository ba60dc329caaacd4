import type { Dialect, RenderingSpec } from '../dialect.ts';
import type { ElementNode } from '../element.ts';
import { renderings } from '../renderings/index.ts';
import type { Entry, Spec } from '../renderings/rendering.ts';

/** A dialect's tables, ready for look-ups; made once for each dialect. */
export interface Tables {
  readonly components: ReadonlyMap<string, Entry>;
  /** Keys such as `.badge` and `div.label`: elements by class. */
  readonly classes: ReadonlyMap<string, Entry>;
  /** Keys such as `*Tabs`: components by the end of their name. */
  readonly endings: readonly (readonly [string, Entry])[];
  readonly containers: ReadonlyMap<string, Entry>;
  readonly macros: ReadonlyMap<string, Entry>;
}

const compiled = new WeakMap<Dialect, Tables>();

export function tablesOf(dialect: Dialect): Tables {
  let tables = compiled.get(dialect);
  if (!tables) {
    tables = compile(dialect);
    compiled.set(dialect, tables);
  }
  return tables;
}

function compile(dialect: Dialect): Tables {
  const components = new Map<string, Entry>();
  const classes = new Map<string, Entry>();
  const endings: [string, Entry][] = [];
  for (const [name, entry] of entries(dialect.components)) {
    if (name.startsWith('*')) endings.push([name.slice(1), entry]);
    else if (isClassSelector(name)) classes.set(name, entry);
    else components.set(name, entry);
  }
  return {
    components,
    classes,
    endings,
    containers: new Map(lowerCased(entries(dialect.containers))),
    macros: new Map(lowerCased(entries(dialect.macros))),
  };
}

/** `div.label` and `.label` ask for a class; `Tabs.Tab` is a component of that name. */
const isClassSelector = (name: string) => /^[a-z\d]*\./.test(name);

function* entries(table: Readonly<Record<string, RenderingSpec>> = {}): Generator<[string, Entry]> {
  for (const [name, given] of Object.entries(table)) {
    const spec: Spec = typeof given === 'string' ? { as: given } : given;
    const definition = renderings.get(spec.as);
    if (definition) yield [name, { spec, definition }];
  }
}

function* lowerCased(rows: Iterable<[string, Entry]>): Generator<[string, Entry]> {
  for (const [name, entry] of rows) yield [name.toLowerCase(), entry];
}

/** What the tables say of an element; undefined where they do not know it. */
export function entryOf(element: ElementNode, tables: Tables): Entry | undefined {
  const name = element.name ?? '';
  const origin = element.data?.origin;
  if (origin === 'container') return tables.containers.get(name.toLowerCase());
  if (origin === 'macro') return tables.macros.get(name.toLowerCase());
  return (
    byClass(element, name, tables) ?? tables.components.get(name) ?? byEnding(name, tables.endings)
  );
}

function byClass(element: ElementNode, name: string, { classes }: Tables): Entry | undefined {
  if (classes.size === 0) return undefined;
  for (const attribute of element.attributes) {
    if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'string') continue;
    if (attribute.name !== 'class' && attribute.name !== 'className') continue;
    for (const word of attribute.value.split(/\s+/)) {
      const entry = classes.get(`${name}.${word}`) ?? classes.get(`.${word}`);
      if (entry) return entry;
    }
  }
  return undefined;
}

function byEnding(name: string, endings: Tables['endings']): Entry | undefined {
  for (const [ending, entry] of endings) {
    if (name.length > ending.length && name.endsWith(ending)) return entry;
  }
  return undefined;
}
