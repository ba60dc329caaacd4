import type { RootContent } from 'mdast';
import type { MdxJsxAttribute } from 'mdast-util-mdx-jsx';
import type { Dialect, RenderingSpec } from '../../src/contract/dialect.ts';
import type { ElementNode } from '../../src/contract/element.ts';
import { withDashedNames } from '../../src/document/html-names.ts';
import { firstOf } from '../../src/first-of.ts';
import { getOrMake } from '../../src/maps.ts';
import { isPhrasing } from '../nodes.ts';
import { renderings } from '../renderings/index.ts';
import { type Entry, type Names, namesOf, type Spec } from '../renderings/rendering.ts';
import { readsAll } from './attributes.ts';
import type { Place } from './place.ts';

/** One table, ready for look-ups. */
interface Table {
  readonly names: ReadonlyMap<string, Entry>;
  /** Keys such as `*Tabs`: names by their ending, the longest first; `*` is every other name. */
  readonly endings: readonly (readonly [string, Entry])[];
}

/** A dialect's tables, ready for look-ups; made once for each dialect. */
export interface Tables {
  readonly components: Table;
  /** Keys such as `.badge`, `div.label` and `[v-for]`: elements by class or attribute. */
  readonly classes: ReadonlyMap<string, Entry>;
  readonly containers: Table;
  readonly macros: Table;
  /** Components by what tags of Markdoc that render them are called. */
  readonly tags: ReadonlyMap<string, Entry>;
}

const compiled = new WeakMap<Dialect, Tables>();

export const tablesOf = (dialect: Dialect): Tables =>
  getOrMake(compiled, dialect, () => compile(dialect));

function compile(dialect: Dialect): Tables {
  const { components = {}, syntaxes } = dialect;
  const isVue = syntaxes?.includes('vue') === true;
  const rows = [...entries(isVue ? withDashedNames(components) : components)];
  return {
    components: tableOf(rows.filter(([name]) => !isSelector(name))),
    classes: new Map(rows.filter(([name]) => isSelector(name))),
    containers: tableOf(lowerCased(entries(dialect.containers))),
    macros: tableOf(lowerCased(entries(dialect.macros))),
    tags: new Map(syntaxes?.includes('markdoc') ? asTags(entries(components)) : []),
  };
}

function tableOf(rows: Iterable<[string, Entry]>): Table {
  const names = new Map<string, Entry>();
  const endings: [string, Entry][] = [];
  for (const [name, entry] of rows) {
    if (name.startsWith('*')) endings.push([name.slice(1), entry]);
    else names.set(name, entry);
  }
  return { names, endings: endings.sort(([a], [b]) => b.length - a.length) };
}

/** `div.label` and `.label` ask for a class, `[v-for]` and `label[hidden]` for an attribute; `Tabs.Tab` is a component of that name. */
const isSelector = (name: string) => /^[a-z\d]*[.[]/.test(name);

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

/** A tag of Markdoc renders the component of its name: `{% code-group %}` and `{% codegroup %}` are `CodeGroup`. */
function* asTags(rows: Iterable<[string, Entry]>): Generator<[string, Entry]> {
  for (const [name, entry] of rows) {
    if (!/^\p{Lu}\w*$/u.test(name)) continue;
    yield [name.toLowerCase(), entry];
    yield [inKebabCase(name), entry];
  }
}

const inKebabCase = (name: string) =>
  name.replace(/(?<=[\p{Ll}\d])(?=\p{Lu})/gu, '-').toLowerCase();

/** The name by which a table may know a container or macro: `CodeGroup` is `code-group`, too. */
function nameIn({ names }: Table, name: string): string {
  const kebab = inKebabCase(name);
  return names.has(kebab) ? kebab : name.toLowerCase();
}

/** What the tables say of an element; undefined where they do not know it. */
export function entryOf(element: ElementNode, tables: Tables): Entry | undefined {
  const name = element.name ?? '';
  const origin = element.data?.origin;
  if (origin === 'container') return byName(nameIn(tables.containers, name), tables.containers);
  if (origin === 'macro') return macroEntry(element, nameIn(tables.macros, name), tables);
  const isChildless = element.children.length === 0;
  const { components } = tables;
  return (
    byClass(element, name, tables) ??
    components.names.get(name) ??
    ofMember(element, components) ??
    byName(name, components, isChildless)
  );
}

/** What only shows its content says nothing without any, as pictures and links without an address: a template of the site may say what stands there. */
function macroEntry(
  element: ElementNode,
  name: string,
  { macros, tags }: Tables,
): Entry | undefined {
  const tag = tags.get(name);
  const entry = byName(name, macros) ?? (tag && readsAll(element, tag) ? tag : undefined);
  const { as, ...more }: Partial<Spec> = entry?.spec ?? {};
  const isBare = as === 'unwrap' && Object.keys(more).length === 0;
  const other = macros.endings.find(([ending]) => ending === '')?.[1];
  const isOwn = isBare || (lacksAddress(element, entry) && other?.spec.as === 'layout');
  return isOwn && element.children.length === 0 ? (other ?? entry) : entry;
}

/** Whether a link or picture is given none of the attributes that hold its address. */
function lacksAddress({ attributes }: ElementNode, entry: Entry | undefined): boolean {
  const { as, src, href = src }: Partial<Spec> = entry?.spec ?? {};
  const names = namesOf(href as Names);
  const isGiven = attributes.some((own) => 'name' in own && names.includes(own.name));
  return /^(?:image|link)$/.test(as ?? '') && !isGiven;
}

/** `CodeTabs.TabItem` of a component of the site is the framework's `TabItem`, where that says all of it. */
function ofMember(element: ElementNode, { names }: Table): Entry | undefined {
  const [, member] = /^\p{Lu}\w*\.(\p{Lu}\w*)$/u.exec(element.name ?? '') ?? [];
  const entry = member === undefined ? undefined : names.get(member);
  return entry && readsAll(element, entry) ? entry : undefined;
}

/** Whether a table names an element itself, not only the ending of its name. */
export function isNamed({ name, data }: ElementNode, tables: Tables): boolean {
  const known = name ?? '';
  if (data?.origin === 'container')
    return tables.containers.names.has(nameIn(tables.containers, known));
  if (data?.origin === 'macro') return tables.macros.names.has(nameIn(tables.macros, known));
  return tables.components.names.has(known);
}

/** Renderings that say less of a component than its own source does. */
const weakRenderings: ReadonlySet<string> = new Set('template badge icon unwrap drop'.split(' '));

/** Whether a table reads by the name of an element all that it says. */
export const isTold = (
  element: ElementNode,
  tables: Tables,
  entry = entryOf(element, tables),
): boolean =>
  entry !== undefined &&
  isNamed(element, tables) &&
  !weakRenderings.has(entry.spec.as) &&
  !lacksAddress(element, entry) &&
  readsAll(element, entry);

/** Whether the tables know a container only as one of all others, by `*`. */
export const isOther = (element: ElementNode, tables: Tables): boolean =>
  element.data?.origin === 'container' && !isNamed(element, tables);

/** An ending says what a component does with its children; without any, it says nothing. */
function byName(name: string, { names, endings }: Table, isChildless = false): Entry | undefined {
  const entry = names.get(name);
  if (entry || endings.length === 0) return entry;
  for (const [ending, found] of endings) {
    if (isChildless && found.spec.as !== 'drop') continue;
    if (name.length > ending.length && name.endsWith(ending)) return found;
  }
  return undefined;
}

/** Whether an attribute is there for sure: not `hidden={isClosed}`, nor around blocks, which a script may show. */
const isSet = ({ name, value }: MdxJsxAttribute, { children }: ElementNode): boolean =>
  (typeof value !== 'object' || value === null || value.value.trim() === 'true') &&
  (name !== 'hidden' || (children as RootContent[]).every(isPhrasing));

function byClass(element: ElementNode, name: string, { classes }: Tables): Entry | undefined {
  if (classes.size === 0) return undefined;
  for (const attribute of element.attributes) {
    if (attribute.type !== 'mdxJsxAttribute') continue;
    const key = `[${attribute.name}]`;
    const byAttribute = isSet(attribute, element) && (classes.get(name + key) ?? classes.get(key));
    if (byAttribute) return byAttribute;
    if (typeof attribute.value !== 'string') continue;
    if (attribute.name !== 'class' && attribute.name !== 'className') continue;
    const ofWord = (word: string) => classes.get(`${name}.${word}`) ?? classes.get(`.${word}`);
    const entry = firstOf(attribute.value.split(/\s+/), ofWord);
    if (entry) return entry;
  }
  return undefined;
}

/** Modules of frameworks: what a default import of theirs is called is the last part of their path. */
const frameworks =
  /^(?:next|nextra[\w-]*|fumadocs-[\w-]+|@astrojs\/[\w-]+|astro|@theme(?:-original)?|@docusaurus|@?rspress)(?:[/:]|$)/;

/** What the tables say of a framework's component that the file imports under a name of its own. */
export function renamedEntry(
  element: ElementNode,
  place: Place,
  tables: Tables,
): Entry | undefined {
  const [local = '', ...members] = (element.name ?? '').split('.');
  if (element.data?.origin !== undefined || !/^\p{Lu}/u.test(local)) return undefined;
  const { specifier = '', name = '' } = place.naming(local).scope.imported(local) ?? {};
  if (!frameworks.test(specifier)) return undefined;
  const own = name === 'default' ? capitalised(specifier.split('/').at(-1) ?? '') : name;
  if (own === local) return undefined;
  return entryOf({ ...element, name: [own, ...members].join('.') } as ElementNode, tables);
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
