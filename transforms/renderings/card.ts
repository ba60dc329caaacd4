import type { Link, PhrasingContent, RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { builtList } from '../clean-mdx/blocks.ts';
import { givenLink, link, listItem, paragraph, text } from '../nodes.ts';
import { boldLine, itemBlocks } from './compose.ts';
import { defineRendering, type Names } from './rendering.ts';

interface Options extends Record<string, unknown> {
  title?: Names;
  href?: Names;
  description?: Names;
  note?: Names;
}

/**
 * A card that leads somewhere becomes an item `[title](href) (note): description`; neighbours become
 * one list. A card without a link is its title in bold above its content.
 */
export const card = defineRendering<Options>(
  { title: 'names', href: 'names', description: 'names', note: 'names' },
  (element, spec, env) => {
    const url = env.text(element, spec.href);
    const described = env.prose(element, spec.description);
    const own = env.prose(element, spec.title);
    const inside = env.flow ? env.blocks(element) : env.children(element);
    const content: RootContent[] = described ? [paragraph(described), ...inside] : inside;
    if (!env.flow) return url ? [linkOf(element, env.url(url), own)] : [...(own ?? []), ...content];
    if (!url) return [...boldLine(own), ...content];
    const { title, rest } = own ? { title: own, rest: content } : titleWithin(content);
    const note = env.prose(element, spec.note);
    const lead: PhrasingContent[] = [linkOf(element, env.url(url), title)];
    if (note) lead.push(text(' ('), ...note, text(')'));
    return [builtList([listItem(itemBlocks(lead, ': ', rest))], 'card')];
  },
);

/** What `href` says is an address; where another attribute leads, only the component knows. */
function linkOf(element: ElementNode, url: string, words?: PhrasingContent[]): Link {
  const made = givenLink(url, words);
  const { attributes } = element;
  const isAddress = attributes.some((one) => one.type === 'mdxJsxAttribute' && one.name === 'href');
  return isAddress ? { ...made, data: { ...made.data, given: false } } : made;
}

/** A card of blocks without attributes: the item that it becomes. */
export function cardItem(content: RootContent[], url: string): RootContent {
  const { title, rest } = titleWithin(content);
  const lead = title === undefined ? givenLink(url) : link(url, title);
  return builtList([listItem(itemBlocks([lead], ': ', rest))], 'card');
}

/** A card without a title is named by what it begins with. */
function titleWithin(content: RootContent[]) {
  const [first, ...rest] = content;
  const isTitle =
    (first?.type === 'paragraph' || first?.type === 'heading') &&
    !first.children.some((node) => node.type === 'link');
  return isTitle ? { title: first.children, rest } : { rest: content };
}
