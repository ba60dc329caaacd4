import { decodeHTML } from 'entities/decode';
import type { Heading, PhrasingContent, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { withoutControls } from '../../src/contract/safe-text.ts';
import { inlineCode, text } from '../nodes.ts';

interface TitleSource {
  /** Title in the front matter, where there is one. */
  title?: string | undefined;
  /** Title for search engines, of a page that has no other. */
  fallback?: string | undefined;
  /** What the site calls a page that says nothing itself: by its navigation, or by the name of its file. */
  name: () => string;
}

const isHeading = (node: RootContent): node is Heading => node.type === 'heading';
/** An H1 inside a component is a part of what it stands in. */
const isInner = (node: Heading): boolean => node.data !== undefined && 'inner' in node.data;
/** Marks an H1 that opens its page: above it are components alone, which show a badge or a banner. */
export function markOpening(children: readonly RootContent[]): void {
  const isSilent = (node: RootContent) =>
    /^mdx/.test(node.type) && plainText(node, { includeImageAlt: false }).trim() === '';
  const first = children.find((node) => !isSilent(node));
  if (first?.type === 'heading') first.data = Object.assign({ opens: true }, first.data);
}

const opens = ({ data }: Heading): boolean => data !== undefined && 'opens' in data;
const isTitle = (node: RootContent): node is Heading =>
  isHeading(node) && node.depth === 1 && !isInner(node);

/**
 * One H1 at the start, and levels without gaps below it. The page's own first H1 is the title, unless
 * the front matter has one and further H1s show that they are sections; else that of the front matter,
 * else a heading that opens the page, or stands below links alone, and has no equal, else the name of
 * the file.
 */
export function withTitle(children: readonly RootContent[], source: TitleSource): RootContent[] {
  freeTitle(children.filter(isHeading));
  const found = ownTitle(children, source);
  const title: Heading = found ?? titleHeading(source);
  const name = wordsOf(title);
  const opening = found ? children[children.indexOf(found) + 1] : children[0];
  const isRepeated = opening && isTitle(opening) && wordsOf(opening) === name;
  const rest = children.filter((node) => node !== found && !(isRepeated && node === opening));
  title.depth = 1;
  if (rest[0] && isOnlyText(rest[0]) && wordsOf(rest[0]) === name) rest.shift();
  closeGaps(rest);
  return [title, ...rest];
}

/** The only H1 is the page's, though a component wraps it with the sections below it, as a provider does. */
function freeTitle([top, ...others]: readonly Heading[]): void {
  const { data } = top ?? {};
  const isWrapped = data !== undefined && 'hasSections' in data && data.hasSections === true;
  if (isWrapped && others.every(({ depth }) => depth > 1))
    delete (data as { inner?: unknown }).inner;
}

/** The words of a node, as those of a title are written. */
const wordsOf = (node: RootContent): string => withoutControls(plainText(node)).trim();

/** Whether a node is a paragraph that leads nowhere and shows no picture, such as a logo below the title. */
const isOnlyText = (node: RootContent): boolean =>
  node.type === 'paragraph' &&
  node.children.every(({ type }) => /^(?:text|emphasis|strong|inlineCode)$/.test(type));

/** Whether a heading says what a title says before the name of the site: `Kilns`, `Kilns | Acme`. */
const isNameOf = (name: string, title = ''): boolean =>
  name !== '' && title.startsWith(name) && /^(?: [|·–—-] |$)/.test(title.slice(name.length));

/** The heading of the body that is its title. */
function ownTitle(children: readonly RootContent[], { title }: TitleSource): Heading | undefined {
  const headings = children.filter(isHeading);
  const [top] = headings;
  const [first] = children;
  const names = new Set(headings.filter(isTitle).map((node) => plainText(node).trim()));
  const isSection = title !== undefined && names.size > 1;
  const h1 = top?.depth === 1 ? top : undefined;
  const isSame = h1 && isNameOf(plainText(h1).trim(), title);
  const isOwn = isSection ? isSame && h1 === first : isSame || (h1 && opens(h1));
  const named = isOwn ? h1 : undefined;
  if (first && isTitle(first) && !isSection) return first;
  if (named || title) return named;
  if (!top || isInner(top)) return undefined;
  const isOnly = headings.every((node) => node === top || node.depth > top.depth);
  const isFirst = () => children.slice(0, children.indexOf(top)).every(isWayBack);
  return isOnly && (top.depth === 1 || isFirst()) ? top : undefined;
}

/** Whether a node says nothing but where links of words lead, such as `Back to the overview` above a page. */
const isWayBack = (node: RootContent): boolean =>
  node.type === 'paragraph' &&
  node.children.every((child) =>
    child.type === 'link'
      ? plainText(child, { includeImageAlt: false }) !== ''
      : child.type === 'text' && !/[\p{L}\p{N}]/u.test(child.value),
  );

function titleHeading({ title, fallback, name }: TitleSource): Heading {
  return {
    type: 'heading',
    depth: 1,
    children: titleText(withoutControls(title ?? fallback ?? name())),
  };
}

/** Front matter is plain text but for code, which authors mark there, too, tags, which are code, and entities of HTML. */
function titleText(title: string): PhrasingContent[] {
  return title
    .trim()
    .split(/(`[^`]+`|<>[^<>]*<\/>|<\/?[A-Za-z][^<>]*>)/)
    .filter((part) => part !== '')
    .map((part) =>
      /^(?:`.+`$|<)/.test(part) ? inlineCode(part.replace(/^`|`$/g, '')) : text(decodeHTML(part)),
    );
}

/** Each heading is at most one level below the one that it belongs to; further H1s are sections. */
function closeGaps(children: readonly RootContent[]): void {
  const open: number[] = [];
  for (const heading of children.filter(isHeading)) {
    if (isInner(heading)) {
      heading.depth = Math.min(6, open.length + 2) as Heading['depth'];
      continue;
    }
    while (open.length > 0 && open.at(-1)! >= heading.depth) open.pop();
    open.push(heading.depth);
    heading.depth = Math.min(6, open.length + 1) as Heading['depth'];
  }
}
