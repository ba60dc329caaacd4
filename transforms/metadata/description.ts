import type { Paragraph, PhrasingContent, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { isNote } from '../compress/blocks.ts';
import { isBlank } from '../nodes.ts';
import { isFilled, oneLine } from './values.ts';

/** Front matter keys that hold a description; the first found counts. */
const keys = ['description', 'summary', 'excerpt', 'intro'];
const headNames = ['description', 'og:description', 'twitter:description'];

/** What the page says it is about: front matter, a meta tag in it, else the first sentence on it. */
export function descriptionOf(tree: Root, frontmatter: Readonly<Record<string, unknown>>): string {
  const given = keys.map((key) => frontmatter[key]).find(isFilled);
  return plain(given ?? fromHead(frontmatter['head']) ?? firstSentence(tree));
}

const attributeList = /\s*\{\s*(?:[.#:][\w-][^{}]*|[\w-]+=[^{}]*)\}/g;
const tag = /<x-call[^<>]*>|<\/x-call>|\{%[^%]*%\}|\{\{[<%][^{}]*[>%]\}\}/g;

/** One line without marks of the source; a colon at its end announces what is not there. */
const plain = (text: string): string =>
  oneLine(text.replace(attributeList, '').replace(tag, '')).replace(/\s*[:：]$/, '');

/** `head` lists the tags of a page, as `[name, attributes]` or `{ tag, attrs }`. */
function fromHead(head: unknown): string | undefined {
  if (!Array.isArray(head)) return undefined;
  for (const tag of head) {
    const attributes: unknown = Array.isArray(tag) ? tag[1] : tag?.attrs;
    if (typeof attributes !== 'object' || attributes === null) continue;
    const { name, property, content } = attributes as Record<string, unknown>;
    if (headNames.includes(String(property ?? name)) && isFilled(content)) return content;
  }
  return undefined;
}

/** The first paragraph that is a text; where there is none, the first one inside an alert. */
function firstSentence({ children }: Root): string {
  let label = '';
  const quoted = children.flatMap((node) => (node.type === 'blockquote' ? node.children : []));
  for (const node of [...children, ...quoted]) {
    if (node.type !== 'paragraph' || isNote(node)) continue;
    const sentence = sentenceOf(node);
    if (sentence !== '' && !isLabel(sentence)) return sentence;
    label ||= sentence;
  }
  return label;
}

/** `Preview`, `Since 2.0 · Experimental`: few words that are no sentence; a label where a sentence follows. */
const isLabel = (words: string): boolean =>
  !/[.!?…。！？:：]$/.test(words) && (words.includes(' · ') || /^\S+(?:\s+\S+){0,2}$/.test(words));

const marker = /^\[!\w+\]\s*/;
const byline =
  /^(?:\d{4}-\d{2}-\d{2}|(?:\d{1,2}\S* )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\.? (?:\d{1,2}\S* )?\d{4})\b/iu;
const longestByline = 100;

/** The words of a paragraph, unless it is a label, facts behind labels, a date with its author, or links alone. */
function sentenceOf(paragraph: Paragraph): string {
  const parts = paragraph.children.filter(
    (node) => !isBlank(node) && !(node.type === 'text' && node.value.replace(marker, '') === ''),
  );
  // Alternative texts of images (badges, logos) say nothing about the page.
  const words = oneLine(paragraph.children.map(wordsOf).join('')).replace(marker, '');
  const isSentence = /[.!?…]$/.test(words);
  const only = (...types: PhrasingContent['type'][]) =>
    parts.every(({ type }) => types.includes(type));
  if (only('link', 'image')) return '';
  if (!isSentence && (only('strong', 'inlineCode') || isFact(parts))) return '';
  return words.length <= longestByline && byline.test(words) ? '' : words;
}

const wordsOf = (node: PhrasingContent): string =>
  node.type === 'break' ? ' ' : textOf(node, { includeImageAlt: false });

/** `**Type:** text`, `**Added in**: 2.0`. */
function isFact([first, second]: readonly PhrasingContent[]): boolean {
  if (first?.type !== 'strong') return false;
  return (
    /[:：]\s*$/.test(textOf(first)) || (second !== undefined && /^\s*[:：]/.test(textOf(second)))
  );
}
