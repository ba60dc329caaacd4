import type {
  Blockquote,
  Code,
  Emphasis,
  InlineCode,
  Link,
  List,
  ListItem,
  Nodes,
  Paragraph,
  PhrasingContent,
  RootContent,
  Strong,
  Text,
} from 'mdast';
import type { ElementNode } from '../src/contract/element.ts';
import { isElement, isPhrasing as isPhrasingNode } from '../src/document/parse/node-kinds.ts';
import { proseMarkerText } from '../src/marker.ts';

export { isBlank } from '../src/document/parse/node-kinds.ts';

export { isElement };

/** Builders of the mdast nodes that renderings are made of. */
export const text = (value: string): Text => ({ type: 'text', value });
export const inlineCode = (value: string): InlineCode => ({ type: 'inlineCode', value });
export const strong = (children: PhrasingContent[]): Strong => ({ type: 'strong', children });
export const emphasis = (children: PhrasingContent[]): Emphasis => ({ type: 'emphasis', children });
export const paragraph = (children: PhrasingContent[]): Paragraph => ({
  type: 'paragraph',
  children,
});
export const blockquote = (children: RootContent[]): Blockquote => ({
  type: 'blockquote',
  children: children as Blockquote['children'],
});
export const link = (url: string, children: PhrasingContent[]): Link => ({
  type: 'link',
  url,
  children,
});

/**
 * A link that an attribute of a component gives. Without words it has the end of its path, until the
 * title of its page is known.
 */
export function givenLink(url: string, words?: PhrasingContent[]): Link {
  const data = { given: true, ...(words === undefined && { unnamed: true }) };
  return { ...link(url, words ?? [text(lastSegment(url))]), data };
}

function lastSegment(url: string): string {
  const parts = url.replace(/[?#].*$/s, '').split('/');
  return parts.filter(Boolean).at(-1) ?? url;
}

export const code = (value: string, lang?: string): Code => ({
  type: 'code',
  lang: lang || null,
  meta: null,
  value,
});

/** Parts of a line with a text between each two. */
export const joined = (
  parts: readonly (readonly PhrasingContent[])[],
  separator: string,
): PhrasingContent[] => parts.flatMap((part, at) => (at === 0 ? part : [text(separator), ...part]));

/** ` (a, b)`: what is true of the words before it; nothing where there are no facts. */
export const inBrackets = (facts: readonly (readonly PhrasingContent[])[]): PhrasingContent[] =>
  facts.length === 0 ? [] : [text(' ('), ...joined(facts, ', '), text(')')];

/** The paragraph that says what was left out. */
export const markerLine = (what: string): Paragraph =>
  paragraph([emphasis([text(proseMarkerText(what))])]);

/** An item is loose only when it holds several blocks besides nested lists. */
export function listItem(children: RootContent[], checked?: boolean): ListItem {
  let blocks = 0;
  for (const child of children) if (child.type !== 'list') blocks += 1;
  return {
    type: 'listItem',
    spread: blocks > 1,
    checked: checked ?? null,
    children: children as ListItem['children'],
  };
}

export function list(children: ListItem[], ordered = false): List {
  return {
    type: 'list',
    ordered,
    start: ordered ? 1 : null,
    spread: children.some((item) => item.spread === true),
    children,
  };
}

/** Whether a node stands in a line; the HTML that renderings make does, too. */
export const isPhrasing = (node: Nodes): node is PhrasingContent =>
  node.type === 'html' || isPhrasingNode(node);

/** Whether an element was written as a macro or a container, not as JSX or HTML. */
export const isMacroOrContainer = ({ data }: ElementNode): boolean =>
  data?.origin === 'macro' || data?.origin === 'container';

/** The elements right in another, or in a paragraph of it. */
export const elementsIn = ({ children }: ElementNode): ElementNode[] =>
  children.flatMap((child): ElementNode[] =>
    isElement(child)
      ? [child]
      : child.type === 'paragraph'
        ? child.children.filter((part) => isElement(part))
        : [],
  );
