import type { PhrasingContent, RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { code, isBlank, isElement } from '../nodes.ts';
import type { StaticValue } from '../static-value.ts';
import { chosenVariants } from './audience.ts';
import { bold, boldLine, labelled, labelWords, ownLabel } from './content.ts';
import { listedPanels } from './listed-panels.ts';
import {
  defineRendering,
  type Names,
  namesOf,
  type OptionsOf,
  type RenderEnv,
  type Spec,
} from './rendering.ts';

const tabsOptions = {
  items: 'names',
  labels: 'map',
  /** Attributes that make any child a tab of that name. */
  named: 'names',
  title: 'names',
} as const;
type TabsOptions = OptionsOf<typeof tabsOptions>;

const tabOptions = {
  label: 'names',
  value: 'names',
  /** Attribute that holds the content as raw code, and its language. */
  code: 'names',
  language: 'names',
  /** Attribute that names the file which a tab without content shows. */
  include: 'names',
} as const;
type TabOptions = OptionsOf<typeof tabOptions>;

interface Tab {
  element: ElementNode;
  name: string;
  blocks: readonly RootContent[];
}

/**
 * Tabs, one below the other, each under its label in bold. `items` names the attributes of the
 * group that list labels (strings, or objects with `label` and `value`); `labels` spells out slot names;
 * `named` are attributes that make any child a tab.
 */
export const tabs = defineRendering(tabsOptions, (element, spec, env) => {
  const children = element.children as RootContent[];
  const title = boldLine(env.prose(element, spec.title));
  const found: Tab[] = [];
  const panels = panelsIn(children, env);
  const lists = new Map(
    children.map((child) => {
      const panel = panels.get(child);
      const opener: [string, PhrasingContent[]][] = panel
        ? [[panel, env.line(child as ElementNode)]]
        : triggersIn(child, env);
      return [child, opener] as const;
    }),
  );
  const triggers = new Map([...lists.values()].flat());
  for (const child of children) {
    if (!isElement(child) || panels.has(child)) continue;
    const label = isTab(child, env) ? undefined : env.text(child, spec.named);
    if (label !== undefined) found.push(namedTab(child, label, { spec, env }));
    else if (isTab(child, env))
      found.push(readTab(child, found.length, { group: element, spec, env, triggers }));
  }
  if (found.length === 0)
    return [...title, ...(listedIn(element, spec, env) ?? env.children(element))];
  const { kept, marker } = chosenVariants(found, env);
  const tabs = new Map(found.map((tab) => [tab.element, tab] as const));
  const nodes = children.flatMap((child): readonly RootContent[] => {
    const tab = tabs.get(child as ElementNode);
    if (tab) return kept.includes(tab) ? tab.blocks : [];
    return isBlank(child) || lists.get(child)!.length > 0 ? [] : env.render([child]);
  });
  return [...title, ...nodes, ...marker];
});

/** What a group without tabs lists: its panels, or the labels of its blocks. */
function listedIn(element: ElementNode, spec: TabsOptions, env: RenderEnv) {
  const panels = namesOf(spec.items).flatMap((name) =>
    listedPanels(env.attribute(element, name), env),
  );
  return panels.length > 0 ? panels : listedBlocks(element, spec, env);
}

/** The slots `panel.x` whose labels are slots of their own, by the elements in these: `<Fragment slot="tab.x">`. */
function panelsIn(children: readonly RootContent[], env: RenderEnv): Map<RootContent, string> {
  const slots = new Map(children.filter(isElement).map((child) => [child, slotOf(child, env)]));
  const names = new Set(slots.values());
  const panels = new Map<RootContent, string>();
  for (const [child, slot = ''] of slots) {
    const panel = slot.replace(/^tab\./, 'panel.');
    if (panel !== slot && names.has(panel)) panels.set(child, panel);
  }
  return panels;
}

/** The labels of tabs by their values, of a list of what opens them: `<TabsTrigger value="a">A</TabsTrigger>`. */
function triggersIn(node: RootContent, env: RenderEnv): [string, PhrasingContent[]][] {
  if (!('children' in node) || (isElement(node) && isTab(node, env))) return [];
  const value = isElement(node) && /Trigger$/.test(node.name ?? '') && env.text(node, 'value');
  if (typeof value === 'string') return [[value, env.line(node as ElementNode)]];
  return (node.children as RootContent[]).flatMap((child) => triggersIn(child, env));
}

/**
 * Blocks that are no tabs, each below the label that the group lists for it, where it lists one for
 * each and no fence names its tab itself.
 */
export function listedBlocks(
  element: ElementNode,
  { items }: TabsOptions,
  env: RenderEnv,
): RootContent[] | undefined {
  const blocks = (element.children as RootContent[]).filter((child) => !isBlank(child));
  const lists = namesOf(items).map((name) => env.attribute(element, name));
  const isListed = lists.some((list) => Array.isArray(list) && list.length === blocks.length);
  if (!isListed || !env.flow || blocks.length < 2 || blocks.some(namesItsTab)) return undefined;
  return blocks.flatMap((block, index) => {
    const label = listedLabel(element, { value: undefined, index }, { items, env });
    return labelled(label, env.render([block]));
  });
}

/** ` ```ts tab="Client" `, as in Fumadocs. */
const namesItsTab = (block: RootContent): boolean =>
  block.type === 'code' && /(?:^|\s)tab=/.test(block.meta ?? '');

/** One tab outside a known group, or a group's tab where the group is not known. */
export const tab = defineRendering(tabOptions, (element, spec, env) => {
  const label = ownLabel(element, spec.label, env) ?? words(env.text(element, spec.value), env);
  return env.flow
    ? labelled(label, contentOf(element, spec, env))
    : [...bold(label ?? []), ...env.children(element)];
});

function contentOf(element: ElementNode, spec: TabOptions, env: RenderEnv): RootContent[] {
  const path = element.children.length > 0 ? undefined : env.text(element, spec.include);
  if (path !== undefined) return env.include(element, { path: path.trim() });
  const value = env.text(element, spec.code);
  return value === undefined
    ? env.blocks(element)
    : [code(value, env.text(element, spec.language))];
}

const slotOf = (element: ElementNode, env: RenderEnv) => env.text(element, 'slot');

const isTab = (element: ElementNode, env: RenderEnv): boolean =>
  env.entry(element)?.spec.as === 'tab' || slotOf(element, env) !== undefined;

/** Another component below the name that it has in the group. */
export function namedTab(
  element: ElementNode,
  name: string,
  { spec, env }: { spec: Pick<TabsOptions, 'named'>; env: RenderEnv },
): Tab {
  const isName = (attribute: ElementNode['attributes'][number]) =>
    attribute.type === 'mdxJsxAttribute' && namesOf(spec.named).includes(attribute.name);
  const attributes = element.attributes.filter((one) => !isName(one));
  const content = env.render([{ ...element, attributes } as RootContent]);
  return { element, name, blocks: labelled(labelWords(name, env), content) };
}

function readTab(
  element: ElementNode,
  index: number,
  {
    group,
    spec,
    env,
    triggers,
  }: {
    group: ElementNode;
    spec: Spec & TabsOptions;
    env: RenderEnv;
    triggers: ReadonlyMap<string, PhrasingContent[]>;
  },
): Tab {
  const own = (env.entry(element)?.spec ?? { as: 'tab' }) as Spec & TabOptions;
  const slot = slotOf(element, env);
  const value = env.text(element, own.value) ?? slot;
  const listed =
    triggers.get(value ?? '') ?? listedLabel(group, { value, index }, { items: spec.items, env });
  const spelled =
    slot && spec.labels && Object.hasOwn(spec.labels, slot) ? spec.labels[slot] : value;
  const given = ownLabel(element, own.label, env);
  const isLabelled = slot !== undefined && listed !== undefined;
  const name =
    env.text(element, own.label) ??
    (isLabelled ? undefined : value) ??
    firstText(given ?? listed ?? []);
  const content = contentOf(element, own, env);
  // A tab that the group lists by its value bears that name; its own title is one of what it holds.
  const isListed = listed !== undefined && value !== undefined && firstText(listed) === value;
  const blocks =
    isListed && given !== undefined
      ? labelled(listed, labelled(given, content))
      : labelled(given ?? listed ?? words(spelled, env) ?? [], content);
  return { element, name: isListed ? value : name, blocks };
}

const words = (label: string | undefined, env: RenderEnv) =>
  label === undefined ? undefined : labelWords(label, env);

const firstText = ([first]: PhrasingContent[]) => (first && 'value' in first ? first.value : '');

/** The label that the group lists for a tab: by its value, else by its position. */
function listedLabel(
  group: ElementNode,
  { value, index }: { value: string | undefined; index: number },
  { items, env }: { items: Names | undefined; env: RenderEnv },
): PhrasingContent[] | undefined {
  for (const name of typeof items === 'string' ? [items] : (items ?? [])) {
    const list = env.attribute(group, name);
    if (!Array.isArray(list)) continue;
    const entries = list as readonly StaticValue[];
    const byValue =
      value === undefined
        ? undefined
        : entries.find((entry) => entry instanceof Map && entry.get('value') === value);
    const byName = entries.find((entry) => value !== undefined && entry === value);
    const entry = (byValue ?? byName) || (value === undefined ? entries[index] : undefined);
    const label = entry instanceof Map ? (entry.get('label') ?? entry.get('name')) : entry;
    if (typeof label === 'string') return labelWords(label, env);
    const nodes = env.valueProse(label);
    if (nodes) return nodes;
  }
  return undefined;
}
