import type { Link, PhrasingContent, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { attributeNamed, type ElementNode } from '../../src/contract/element.ts';
import { builtList } from '../clean-mdx/blocks.ts';
import { givenLink, link, listItem, paragraph, text } from '../nodes.ts';
import { boldLine, inOneLine, itemBlocks, ownLabel } from './content.ts';
import { defineRendering, type Names, type RenderEnv } from './rendering.ts';

/**
 * A card that leads somewhere becomes an item `[title](href) (note): description`; neighbours become
 * one list. A card without a link is its title in bold above its content. A `header` stands above
 * the title, or is the title; a `footer` ends the content.
 */
export const card = defineRendering(
  {
    title: 'names',
    href: 'names',
    description: 'names',
    note: 'names',
    /** A picture above the title. */
    image: 'names',
    header: 'names',
    footer: 'names',
  },
  (element, spec, env) => {
    const url = env.text(element, spec.href);
    const inside = env.flow ? env.blocks(element) : env.children(element);
    const { title, header, described, footer } = wordsOf(element, spec, { inside, env });
    const own = title ?? header;
    const note = env.prose(element, spec.note);
    const noted = note ? [text(' ('), ...note, text(')')] : [];
    const above = title && header ? boldLine(header) : [];
    const said = (words: PhrasingContent[] | undefined) => (words ? [paragraph(words)] : []);
    const content = [
      ...pictureOf(element, spec.image, env),
      ...said(described),
      ...inside,
      ...said(footer),
    ];
    if (!env.flow) {
      const words = inOneLine([described, inside as PhrasingContent[], footer]);
      if (url && !own && words.length > 0) return [link(env.url(url), words)];
      const lead = url ? [linkOf(element, env.url(url), own)] : (own ?? []);
      return inOneLine([[...lead, ...noted], words], ': ');
    }
    if (!url) return [...above, ...boldLine(own && [...own, ...noted]), ...content];
    const named = own ? { title: own, rest: [...above, ...content] } : titleWithin(content);
    const inner = linksIn(named.title ?? []);
    const target = linkOf(element, env.url(url), inner.length > 0 ? undefined : named.title);
    // No link is within a link: where the card leads stands beside the links of its title.
    const beside = inner.includes(url) ? [] : [text(' '), target];
    const lead: PhrasingContent[] = inner.length > 0 ? [...named.title!, ...beside] : [target];
    return [builtList([listItem(itemBlocks([...lead, ...noted], named.rest))], 'card')];
  },
);

/** What a card says beside its content; of code, its title may name a file. */
function wordsOf(
  element: ElementNode,
  names: Readonly<
    Partial<Record<'title' | 'header' | 'description' | 'footer', Names | undefined>>
  >,
  { inside, env }: { inside: readonly RootContent[]; env: RenderEnv },
) {
  const prose = (given: Names | undefined) => env.prose(element, given);
  const isOfCode = inside[0]?.type === 'code';
  const label = (given: Names | undefined) =>
    isOfCode ? ownLabel(element, given, env) : prose(given);
  return {
    title: label(names.title),
    header: label(names.header),
    described: prose(names.description),
    footer: prose(names.footer),
  };
}

function pictureOf(element: ElementNode, names: Names | undefined, env: RenderEnv): RootContent[] {
  const source = env.text(element, names);
  return source && env.flow ? [paragraph([{ type: 'image', url: env.url(source), alt: '' }])] : [];
}

const linksIn = (nodes: readonly PhrasingContent[]): string[] =>
  nodes.flatMap((node) =>
    node.type === 'link' ? [node.url] : 'children' in node ? linksIn(node.children) : [],
  );

/** What `href` says is an address; where another attribute leads, only the component knows. */
function linkOf(element: ElementNode, url: string, words?: PhrasingContent[]): Link {
  const made = givenLink(url, words);
  return attributeNamed(element, 'href') ? { ...made, data: { ...made.data, given: false } } : made;
}

/** A card of blocks without attributes: the item that it becomes, or a line where it is only that. */
export function cardItem(content: RootContent[], url: string): RootContent[] {
  const [first, ...others] = content;
  if (first?.type === 'paragraph') {
    // A title that leads there itself.
    const isLinked = linksIn(first.children).includes(url);
    if (isLinked && others.length === 0) return [first];
    if (isLinked) return [builtList([listItem(itemBlocks(first.children, others))], 'card')];
    if (others.length === 0) return [paragraph([link(url, first.children)])];
  }
  const { words, blocks } = headingFirst(content);
  const { title, rest } = titleWithin(blocks);
  const lead = title === undefined ? givenLink(url) : link(url, title);
  return [builtList([listItem(itemBlocks([...words, lead], rest))], 'card')];
}

/** The words above the heading of a card stand before its link, as on the page, and the pictures at its end. */
function headingFirst(content: RootContent[]) {
  const at = Math.max(
    content.findIndex((block) => block.type === 'heading'),
    0,
  );
  const [words, blocks]: [PhrasingContent[], RootContent[]] = [[], content.slice(at)];
  for (const block of content.slice(0, at)) {
    if (block.type === 'paragraph' && hasWords(block)) words.push(...block.children, text(' '));
    else blocks.push(block);
  }
  return { words, blocks };
}

/** A card without a title is named by the first words in it; a picture above them stands below. */
function titleWithin(content: RootContent[]) {
  const named = content.findIndex(hasWords);
  const first = content[named];
  const isTitle =
    (first?.type === 'paragraph' || first?.type === 'heading') &&
    !first.children.some((node) => node.type === 'link');
  return isTitle
    ? { title: first.children, rest: [...content.slice(named + 1), ...content.slice(0, named)] }
    : { rest: content };
}

const hasWords = (node: RootContent): boolean =>
  /[\p{L}\p{N}]/u.test(plainText(node, { includeImageAlt: false }));
