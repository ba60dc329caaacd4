import type { Paragraph, PhrasingContent, Root, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { ElementNode } from '../../src/contract/element.ts';
import { walk } from '../../src/document/walk.ts';
import { isFileLike, labelNode } from '../code/meta.ts';
import { isBlank, joined, paragraph, strong, text } from '../nodes.ts';
import { defineRendering, type Names, type RenderEnv } from './rendering.ts';

/**
 * The content alone; `lead` is a fixed bold line above content, `title` names attributes that hold
 * one, `before` and `after` attributes that are said above and below the content.
 */
export const unwrap = defineRendering(
  { lead: 'text', title: 'names', before: 'names', after: 'names' },
  (element, { lead, title, before, after }, env) => {
    const content = env.children(element);
    const led = lead && content.length > 0 ? [text(lead)] : undefined;
    const [titled, above, below] = [title, before, after].map((names) => env.prose(element, names));
    if (!env.flow) return inOneLine([titled, above, content as PhrasingContent[], below]);
    const said = (words: PhrasingContent[] | undefined) => (words ? [paragraph(words)] : []);
    return [...boldLine(led), ...boldLine(titled), ...said(above), ...content, ...said(below)];
  },
);

const titles: ReadonlySet<string> = new Set(['title', 'label', 'header', 'summary', 'headline']);

/**
 * A named part of a component: its title in bold, other parts as they are. `name` names attributes
 * that hold the name of the part, `title` says that it is one.
 */
export const slot = defineRendering(
  { name: 'names', title: 'flag' },
  (element, { name, title }, env) =>
    (title || titles.has(env.text(element, name) ?? '')) && env.flow
      ? boldLine(env.line(element))
      : env.children(element),
);

/** Text that stays as it is written, such as TeX: no mark in it is escaped. `delimiter` stands around it. */
export const verbatim = defineRendering(
  { value: 'names', delimiter: 'text' },
  (element, { value: names, delimiter = '' }, env) => {
    const value = env.text(element, names) ?? env.code(element);
    return value === '' ? [] : [{ type: 'html', value: delimiter + value + delimiter }];
  },
);

/**
 * Markdown that an attribute or an expression holds, as a component shows it that reads it when it runs:
 * https://github.com/remarkjs/react-markdown, https://github.com/nuxt-content/mdc
 */
export const markdown = defineRendering({ value: 'names' }, (element, { value: names }, env) => {
  const isText = element.children.every(({ type }) => /^text$|Expression$/.test(type));
  const value = env.text(element, names) ?? (isText ? env.code(element) : '');
  if (value === '')
    return isText && element.attributes.length > 0 ? env.unknown(element) : env.children(element);
  if (!env.flow) return env.inline(value);
  return env.render(parsedAt(element, value, env).children);
});

/** Markdown whose nodes stand where an element does. */
export function parsedAt({ position }: ElementNode, source: string, { document }: RenderEnv): Root {
  const root = document.parse(source);
  walk(root, (node) => {
    if (position) node.position = position;
  });
  return root;
}

/** What stands in blocks of its own elsewhere, apart from each other by a blank. */
export const inOneLine = (
  parts: readonly (readonly PhrasingContent[] | undefined)[],
  between = ' ',
): PhrasingContent[] =>
  joined(
    parts.flatMap((part = []) => (part.length > 0 ? [part] : [])),
    between,
  );

/**
 * Nothing; with `heading`, the heading above goes too when nothing else stands below it, and with
 * `empty` only elements without content go.
 */
export const drop = defineRendering(
  { heading: 'flag', empty: 'flag' },
  (element, { empty }, env) => (empty ? env.children(element) : []),
);

/** Words in bold, without marks of their own that would double it. */
export function bold(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const flat = nodes.flatMap((node) => (node.type === 'strong' ? node.children : [node]));
  return flat.length > 0 ? [strong(flat)] : [];
}

/** A bold line; nothing where there are no words. */
export const boldLine = (nodes: readonly PhrasingContent[] | undefined): RootContent[] =>
  nodes && nodes.length > 0 ? [paragraph(bold(nodes))] : [];

/** Blocks under a bold label, where they do not begin with the same one. */
export function labelled(
  label: readonly PhrasingContent[] | undefined,
  blocks: readonly RootContent[],
): RootContent[] {
  const [line] = boldLine(label && wordsOfPictures(label));
  if (line === undefined) return [...blocks];
  const [first] = blocks;
  const isLabel = first?.type === 'heading' || (first?.type === 'paragraph' && isBoldLine(first));
  return isLabel && textOf(first) === textOf(line) ? [...blocks] : [line, ...blocks];
}

/** A label of pictures alone, such as the logo of a database, as the words that stand for them. */
function wordsOfPictures(label: readonly PhrasingContent[]): readonly PhrasingContent[] {
  const alts = label.map((node) => (node.type === 'image' ? node.alt : undefined));
  return label.length > 0 && alts.every(Boolean) ? [text(alts.join(' '))] : label;
}

const isBoldLine = ({ children: [only, more] }: Paragraph): boolean =>
  only?.type === 'strong' && more === undefined;

/** A label as it is shown: file names as code, other words as the Markdown that they may hold. */
export const labelWords = (label: string, env: RenderEnv): PhrasingContent[] =>
  isFileLike(label) ? [labelNode(label)] : env.inline(label);

/** The label that one of some attributes holds, as it is shown. */
export function ownLabel(element: ElementNode, names: Names | undefined, env: RenderEnv) {
  const plain = env.text(element, names);
  return plain === undefined ? env.prose(element, names) : labelWords(plain, env);
}

/** Blocks as the content of a list item that begins with some words: a first paragraph of words goes on their line. */
export function itemBlocks(lead: PhrasingContent[], blocks: readonly RootContent[]): RootContent[] {
  const [first, ...rest] = blocks;
  if (first?.type !== 'paragraph' || textOf(first) === '') return [paragraph(lead), ...blocks];
  return [paragraph([...lead, text(': '), ...first.children]), ...rest];
}

/**
 * For an element that is made up of certain parts but holds other nodes as well: all of them in
 * their order, the parts as given, the others as they render. Undefined where there are no others.
 *
 * @param join what becomes of parts with nothing between them, the first of them being the one of a number
 */
export function inOrder(
  element: ElementNode,
  parts: ReadonlyMap<ElementNode, readonly RootContent[]>,
  env: RenderEnv,
  join: (run: readonly (readonly RootContent[])[], first: number) => RootContent[] = (run) =>
    run.flat(),
): RootContent[] | undefined {
  const children = (element.children as RootContent[]).filter((child) => !isBlank(child));
  if (children.every((child) => isPart(child, parts))) return undefined;
  const made: RootContent[] = [];
  let run: (readonly RootContent[])[] = [];
  let count = 0;
  const end = () => {
    if (run.length > 0) made.push(...join(run, count - run.length + 1));
    run = [];
  };
  for (const child of children) {
    const alone = child.type === 'paragraph' && isPart(child, parts) ? child.children : [child];
    for (const node of alone) {
      const part = parts.get(node as ElementNode);
      if (part !== undefined) {
        run.push(part);
        count += 1;
      } else if (!isBlank(node)) {
        end();
        made.push(...env.render([node]));
      }
    }
  }
  end();
  return made;
}

/** Whether a node is a part, or a paragraph of nothing else. */
function isPart(node: RootContent, parts: ReadonlyMap<ElementNode, unknown>): boolean {
  if (parts.has(node as ElementNode)) return true;
  if (node.type !== 'paragraph') return false;
  return node.children.every((child) => isBlank(child) || parts.has(child as ElementNode));
}

/** A text that a component shows as HTML, not as Markdown. */
export const htmlOf = (value: string, env: Pick<RenderEnv, 'parse' | 'render'>): RootContent[] =>
  value.includes('<') ? env.render(env.parse(value).children) : [paragraph([text(value)])];
