import type { RootContent } from 'mdast';
import type { MdxJsxAttribute } from 'mdast-util-mdx';
import { toString as plainText } from 'mdast-util-to-string';
import type { ElementNode } from '../../src/contract/element.ts';
import { code, inlineCode, list, paragraph, strong, text } from '../nodes.ts';
import { boldLine, ownLabel } from '../renderings/content.ts';
import { listedPanels } from '../renderings/listed-panels.ts';
import type { Entry, RenderEnv } from '../renderings/rendering.ts';
import { Markup, Rendered, type StaticValue } from '../static-value.ts';
import {
  dedentedCode,
  isComponentName,
  isContent,
  isLongCode,
  isStyle,
  isTyped,
  nameOf,
  typedCode,
} from './attributes.ts';
import { valueNodes } from './expressions.ts';
import { listedItems, listedTexts } from './listed-items.ts';
import type { Place } from './place.ts';

/** Attributes that hold code, be it a single line; an `embedCode` is markup of the page. */
const namesCode = /(?:^c|(?<!^embed)C)ode\d*$/;

/** What attributes say, except the ones in `shown`: a command as code below the attribute's name, a sentence as text, markup as what it shows. */
export function* attributeContent(
  element: ElementNode,
  shown: ReadonlySet<string>,
  env: RenderEnv,
): Generator<RootContent> {
  // What a group is called for those who cannot see it.
  const hidden = element.children.length > 0 ? 'aria-label' : '';
  const unread = element.attributes.filter(
    (one) => one.type === 'mdxJsxAttribute' && !shown.has(one.name) && one.name !== hidden,
  ) as MdxJsxAttribute[];
  // Most elements have none, and what they show need not be read.
  if (unread.length === 0) return;
  let isFirst = true;
  const lang = env.text(element, ['lang', 'language']);
  const said = new Set([plainText(element).trim()]);
  for (const attribute of unread) {
    const name = nameOf(attribute);
    const value = env.attribute(element, name);
    // Of what Vue works out, only code is sure to be for readers.
    const isGuess = name !== attribute.name && !isCode(name, value);
    // What a button copies, say, and shows.
    if (isGuess || (typeof value === 'string' && said.has(value.trim()))) continue;
    yield* listsIn({ name, value }, element, env);
    const isText = typeof value === 'string' && isContent({ ...attribute, name, value });
    const content = isText ? textIn({ name, value }, lang, env) : markupIn({ name, value }, env);
    if (!isText && content.length === 0) continue;
    if (!env.flow && !isFirst) yield text(' ');
    isFirst = false;
    yield* content;
    if (isText && content[0]?.type === 'code') said.add(value.trim());
  }
}

interface Named<Value = StaticValue | undefined> {
  name: string;
  value: Value;
}

/** Panels and items that an attribute lists. */
function* listsIn(
  { name, value }: Named,
  element: ElementNode,
  env: RenderEnv,
): Generator<RootContent> {
  const panels = listedPanels(value, env);
  yield* panels;
  if (!env.flow) return;
  const items = panels.length === 0 ? listedItems(value, env) : [];
  if (element.children.length === 0) items.push(...listedTexts(name, value, env));
  if (items.length > 0) yield list(items);
}

/** The text of an attribute, as code where its name or its form says so. */
function textIn(
  { name, value }: Named<string>,
  lang: string | undefined,
  env: RenderEnv,
): RootContent[] {
  const isCommand = isTyped(name, value);
  if (env.flow && isCommand) {
    if (isCode(name, value)) return [code(dedentedCode(value), lang)];
    const block = typedCode(name, value, lang);
    return namesCode.test(name) ? [block] : [paragraph([strong([text(name)])]), block];
  }
  const isTypedIn = isCommand || namesCode.test(name);
  const line = isTypedIn ? [inlineCode(value.trim())] : env.inline(value);
  return env.flow ? [paragraph(line)] : line;
}

const isCode = (name: string, value: StaticValue | undefined): value is string =>
  typeof value === 'string' && isLongCode(name, value);

/** Of the attributes `among`, which hold prose, those that need not be repeated: what is shown, what says the same, and single words. */
export function shownBy(
  element: ElementNode,
  env: RenderEnv,
  shown: readonly string[],
  among: readonly string[],
): Set<string> {
  const said = shown.map((name) => env.text(element, name));
  const others = among.filter((name) => {
    const words = env.text(element, name);
    return words === undefined || !/\S\s+\S/.test(words) || said.includes(words);
  });
  return new Set([...shown, ...others]);
}

/** What markup shows that an attribute holds; nothing where there are no words in it. */
function markupIn({ name, value }: Named, env: RenderEnv): RootContent[] {
  if (isStyle(name) || !(value instanceof Markup || value instanceof Rendered)) return [];
  const nodes = env.render(valueNodes(value));
  return plainText(nodes).trim() === '' ? [] : nodes;
}

/** Rows of tables whose components say nothing by attributes; what an operation is stands in front matter as well. */
const saidElsewhere: ReadonlySet<string> = new Set(['drop', 'template', 'operation']);

/** Whether an element shows nothing because the site's own template, which was read, prints nothing for it. */
export const isMeantEmpty = ({ name }: ElementNode, { spec }: Entry, { found }: Place): boolean =>
  spec.as === 'layout' && !found.lost.has(name ?? '');

const titles = ['title', 'heading', 'header', 'label'];

/** Nodes for what attributes say: above and below what the element shows. */
interface Unread {
  above: RootContent[];
  below: RootContent[];
}

/**
 * What the attributes of a component say that its row of the table does not read; likewise for a macro
 * whose row gave no `nodes`. With `other`, the row was found by the end of the name only.
 */
export function unreadContent(
  element: ElementNode,
  { spec }: Entry,
  { env, other, nodes }: { env: RenderEnv; other: boolean; nodes: readonly RootContent[] },
): Unread {
  const { name, data } = element;
  const isEmptyMacro = data?.origin === 'macro' && nodes.length === 0;
  const isComponent = data?.origin === undefined ? isComponentName(name) : other || isEmptyMacro;
  const isContainer = data?.origin === 'container';
  if (saidElsewhere.has(spec.as) || !(isComponent || isContainer) || data?.made)
    return { above: [], below: [] };
  // A `cta` is only a caption of the link that is shown, and a `fallback` stands there until the rest does.
  const named = Object.values(spec).flatMap((value) => firstOf(value, element, env));
  const read = new Set(['children', 'cta', 'fallback', ...named] as string[]);
  if (!isComponent) {
    const content = [...attributeContent(element, read, env)];
    return { above: [], below: content.filter(({ type }) => type === 'list') };
  }
  const title = titles.find((one) => !read.has(one) && env.text(element, one) !== undefined);
  if (title === undefined || !env.flow)
    return { above: [], below: [...attributeContent(element, read, env)] };
  const above = boldLine(ownLabel(element, title, env));
  return { above, below: [...attributeContent(element, read.add(title), env)] };
}

/** Of names that are tried in turn, those up to the first that the element has. */
function firstOf(value: unknown, element: ElementNode, env: RenderEnv): unknown[] {
  const isNames = Array.isArray(value) && value.every((name) => typeof name === 'string');
  if (!isNames) return [value].flat();
  const at = value.findIndex((name) => env.text(element, name) !== undefined);
  return at === -1 ? value : value.slice(0, at + 1);
}

export const saysNothing = ({ above, below }: Unread): boolean => above.length + below.length === 0;

/** What it shows, with the sentences among them that it does not show. */
export function withUnread(
  nodes: RootContent[],
  { above, below }: Unread,
  env: RenderEnv,
): RootContent[] {
  if (!env.flow || saysNothing({ above, below })) return nodes;
  const said = nodes.map((node) => plainText(node)).join('\n');
  const isNew = (node: RootContent) => {
    const words = plainText(node).trim();
    return (node.type === 'list' || /\S\s+\S/.test(words)) && !said.includes(words);
  };
  return [...above.filter(isNew), ...nodes, ...below.filter(isNew)];
}
