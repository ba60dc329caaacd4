import type { Nodes, Paragraph, PhrasingContent, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { attributeNamed, type ElementNode } from '../../src/contract/element.ts';
import { holds } from '../../src/document/walk.ts';
import { trimLine } from '../clean-mdx/line.ts';
import { isBlank, isElement, link, text } from '../nodes.ts';
import { cardItem } from './card.ts';
import { defineRendering, type OptionsOf, type RenderEnv } from './rendering.ts';

const options = { href: 'names', text: 'names', label: 'text', title: 'names' } as const;
type Options = OptionsOf<typeof options>;

/**
 * A link: the content or the attribute `text` as its words; `label` is a fixed text, and `title` names
 * attributes that say more of it. A link around several blocks is a card.
 */
export const linkTo = defineRendering(options, (element, spec, env) => {
  const url = env.text(element, spec.href);
  if (env.flow && !url && isCard(element)) return env.blocks(element);
  const blocks = env.flow && url ? blocksOf(element, url, env) : undefined;
  return blocks ?? lineOf(element, url, { spec, env });
});

/** A link around blocks: a heading, or a card; undefined where it is one around words. */
function blocksOf(element: ElementNode, url: string, env: RenderEnv): RootContent[] | undefined {
  const shown = withoutPictures(element, (image) => env.text(image, ['alt']));
  if (isOnThisPage(url) && isOnlyHeading(shown)) return env.blocks(shown);
  if (isTitledBox(shown, env)) {
    const [title, ...rest] = env.blocks(shown);
    return cardItem(title ? [withoutBold(title), ...rest] : [], env.url(url));
  }
  if (!isCard(shown)) return undefined;
  const blocks = env.blocks(shown).filter((block) => !isArrow(block));
  // No link is within a link: the one within ends the one around it, which has no words of its own.
  if (beginsElsewhere(blocks, env.url(url))) return blocks;
  // A box without a title that leads to a place of its page is no card: what it shows says all.
  if (element.data?.made && isOnThisPage(url) && !blocks.some(isTitle)) return blocks;
  const isSection = blocks.length > 2 && [...partsIn(shown)].some(({ type }) => type === 'heading');
  return isSection ? linkedSection(blocks, env.url(url)) : cardItem(blocks, env.url(url));
}

function lineOf(
  element: ElementNode,
  url: string | undefined,
  { spec, env }: { spec: Options; env: RenderEnv },
): PhrasingContent[] {
  const line = env.line(element).flatMap(withoutLiteral);
  const inside = line.every(isInvisible) ? [] : line;
  const words: PhrasingContent[] =
    inside.length > 0
      ? inside
      : (env.prose(element, spec.text) ?? (spec.label ? [text(spec.label)] : []));
  if (!url || (words.length === 0 && isOnThisPage(url))) return words;
  // A place that leads to itself is there to be copied.
  const isOfItself = env.text(element, ['id', 'name']) === url.replace(/^#/, '');
  if (isOfItself && (isOnThisPage(url) || words.length === 0)) return words;
  const nested = words.findIndex(hasLink);
  // No link is within a link: the one within ends the one around it.
  if (nested >= 0) return [...linked(words.slice(0, nested), env.url(url)), ...words.slice(nested)];
  const title = env.text(element, spec.title);
  const said = words.map((word) => plainText(word)).join('');
  const isMore = title !== undefined && title.trim() !== said.trim();
  const named = words.length > 0 ? words : env.prose(element, 'aria-label');
  const made = { ...link(env.url(url), named ?? [text(url)]), ...(isMore && { title }) };
  // A link without words is called as the page that it leads to. GitBook shows the title of a page
  // that is mentioned; what is written is the name of its file.
  const isUnnamed = named === undefined || attributeNamed(element, 'data-mention') !== undefined;
  return [isUnnamed ? { ...made, data: { ...made.data, unnamed: true } } : made];
}

/** What is more than a card and has a heading of Markdown, which others may link to: the heading leads there. */
function linkedSection(blocks: RootContent[], url: string): RootContent[] {
  const heading = blocks.find((block) => block.type === 'heading');
  if (heading && !hasLink(heading)) heading.children = [link(url, heading.children)];
  return blocks;
}

/** A sign that there is a page to go to. */
const isArrow = (node: RootContent): boolean => /^[→↗➔➜›»]$/u.test(plainText(node).trim());

/** Characters without width, which stand where a permalink shows an icon. */
const isInvisible = (node: PhrasingContent): boolean =>
  node.type === 'text' && /^[\u200B-\u200D\u2060\uFEFF\s]*$/.test(node.value);

/** An address among the words of a link is no link of its own. */
const withoutLiteral = (node: PhrasingContent): PhrasingContent[] =>
  node.type === 'link' && plainText(node) === node.url ? node.children : [node];

const linked = (words: PhrasingContent[], url: string): PhrasingContent[] => {
  const end = words.at(-1);
  const space = end?.type === 'text' && /\s$/.test(end.value) ? [text(' ')] : [];
  trimLine(words);
  return words.length > 0 ? [link(url, words), ...space] : [];
};

function beginsElsewhere([first]: readonly RootContent[], url: string): boolean {
  const [start] = first?.type === 'paragraph' ? first.children : [];
  return start?.type === 'link' && start.url !== url;
}

const hasLink = (node: Nodes): boolean => holds(node, ({ type }) => type === 'link');

/** Without words, such a link is the permalink of a heading. */
const isOnThisPage = (url: string) => url.startsWith('#');

/** A picture without words of its own decorates the link. */
function withoutPictures(
  element: ElementNode,
  altOf: (image: ElementNode) => string | undefined,
): ElementNode {
  const children = element.children.filter(
    (child) => !(isElement(child) && child.name === 'img' && !altOf(child)),
  );
  return { ...element, children } as ElementNode;
}

/**
 * Whether a link is around several blocks, or a heading and more. Pictures and icons may stand above
 * the heading, and plain boxes around it.
 */
function isCard(element: ElementNode): boolean {
  const [first, ...rest] = [...partsIn(element)];
  return (first !== undefined && rest.length > 0 && isHeading(first)) || hasBlocks(element);
}

/** Whether all that a link is around is a component that has a title and words of its own. */
function isTitledBox(element: ElementNode, env: RenderEnv): boolean {
  const [only, more] = [...partsIn(element)];
  if (only === undefined || more || !isElement(only) || only.children.length === 0) return false;
  return /^\p{Lu}/u.test(only.name ?? '') && env.text(only, ['title', 'heading']) !== undefined;
}

/** The title of a box, which need not be bold in a link. */
function withoutBold(block: RootContent): RootContent {
  const [only, more] = block.type === 'paragraph' ? block.children : [];
  return only?.type === 'strong' && !more ? { type: 'paragraph', children: only.children } : block;
}

/** Whether a link is around a heading alone, as headings that lead to themselves are written in HTML. */
function isOnlyHeading(element: ElementNode): boolean {
  const [first, ...rest] = [...partsIn(element)];
  return first !== undefined && rest.length === 0 && isHeading(first);
}

/** The parts of a link that have content, out of plain boxes. */
function* partsIn({ children }: ElementNode | Paragraph): Generator<RootContent> {
  for (const child of children) {
    const isBox = isElement(child) && /^(?:div|section|span)$/.test(child.name ?? '');
    if (isBox || child.type === 'paragraph') yield* partsIn(child);
    else if (!isPicture(child) && !isBlank(child)) yield child;
  }
}

const isPicture = (node: RootContent): boolean =>
  node.type === 'image' || (isElement(node) && (node.name === 'svg' || node.children.length === 0));

function hasBlocks(element: ElementNode): boolean {
  const isSeen = (child: RootContent) => !isBlank(child) && !isFrame(child) && !isPicture(child);
  const children = element.children.filter(isSeen);
  const [only, more] = children;
  if (only && more === undefined) return isBox(only) && hasBlocks(only as ElementNode);
  const blocks = children.filter(isBlock).length;
  // A line of words beside a block is a block, too.
  return blocks > 1 || (blocks === 1 && children.filter(hasParts).length > 1);
}

const hasParts = (node: RootContent): boolean =>
  !partsIn({ children: [node] } as ElementNode).next().done;

/** A box around nothing but a picture. */
const isFrame = (node: RootContent): boolean =>
  isBox(node) && [...partsIn(node as ElementNode)].length === 0;

const isHeading = (node: Nodes): boolean =>
  node.type === 'heading' || (isElement(node) && /^(?:h[1-6]|header)$/.test(node.name ?? ''));

/** A heading, or a line in bold. */
const isTitle = (node: RootContent): boolean =>
  isHeading(node) || (node.type === 'paragraph' && node.children[0]?.type === 'strong');

const isBox = (node: Nodes): boolean =>
  isElement(node) && /^(?:article|div|section)$/.test(node.name ?? '');

const isBlock = (node: Nodes): boolean =>
  isBox(node) ||
  isHeading(node) ||
  (isElement(node) && /^(?:footer|p|[ou]l)$/.test(node.name ?? ''));
