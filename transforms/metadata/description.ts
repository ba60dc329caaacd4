import { decodeHTML } from 'entities/decode';
import type { Blockquote, Paragraph, PhrasingContent, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { inLine } from '../../src/contract/safe-text.ts';
import { firstOf } from '../../src/first-of.ts';
import { isRecord } from '../../src/is-record.ts';
import { isNote } from '../compress/blocks.ts';
import { sentencesOf } from '../compress/plain-sentences.ts';
import { isBlank } from '../nodes.ts';
import { sameFields } from '../openapi/schema.ts';

/** Front matter keys that hold a description; the first found counts. */
const keys = ['description', 'summary', 'excerpt', 'intro', 'subtitle', 'lead'];
const headNames = ['description', 'og:description', 'twitter:description'];

/**
 * What the page says it is about: front matter, a meta tag in it, else the first paragraph that says
 * something; whole sentences of it within the limit, where there are any. What is given and only
 * repeats the title stands back for a sentence above all code. Empty where nothing says anything.
 */
export function descriptionOf(
  tree: Root,
  frontmatter: Readonly<Record<string, unknown>>,
  title: string,
): string {
  const texts = keys.map((key) => frontmatter[key]);
  const given = [...texts, fromSeo(frontmatter['seo']), fromHead(frontmatter['head'])]
    .filter(isFilled)
    .map(plain)
    .find((text) => text !== '' && !isResidue(text.replace(/`[^`]*`/g, '')));
  if (given === undefined) return shortened(firstSentences(tree.children));
  if (!bareWords(title).includes(bareWords(given))) return shortened(given);
  const code = tree.children.findIndex(({ type }) => type === 'code');
  const opening = code === -1 ? tree.children : tree.children.slice(0, code);
  const instead = firstSentences(opening);
  return shortened(/[.!?。！？]$/.test(instead) ? instead : given);
}

/** Whether the description of a page is all that a key of its front matter says. */
export function isDescription(
  key: string,
  frontmatter: Readonly<Record<string, unknown>>,
): boolean {
  const text = frontmatter[key];
  const first = keys.find((one) => isFilled(frontmatter[one]));
  return key === first && isFilled(text) && plain(text).length <= longestDescription;
}

const bareWords = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/** A sentence of so many characters says more than with the announcement that follows it. */
const shortestBefore = 20;

const attributeList = /(?<!\s)\s*\{\s*(?:[.#:][\w-][^{}]*|[\w-]+=[^{}]*)\}/g;
const reference = /(?<![\w\])])\[([^[\]]+)\]\[[^[\]]*\]/g;
const tag = /<x-call[^<>]*>|<\/x-call>|\{%[^%]*%\}|\{\{[<%][^{}]*[>%]\}\}/g;

/** One line without marks of the source. A colon at its end announces what is not there. */
function plain(text: string): string {
  const words = text.replace(attributeList, '').replace(tag, '').replace(reference, '$1');
  const line = oneLine(decodeHTML(words));
  if (!/[:：]$/.test(line)) return line;
  const before = sentencesOf(line).slice(0, -1).join('').trimEnd();
  if (before.length >= shortestBefore) return before;
  const whole = line.replace(/(?<!\s)\s*[:：]$/, '');
  return whole.length >= shortest ? whole : '';
}

/** `seo: { description: … }`: https://redocly.com/docs/realm/config/seo */
const fromSeo = (seo: unknown): unknown =>
  typeof seo === 'object' && seo !== null && 'description' in seo ? seo.description : undefined;

/** `head` lists the tags of a page, as `[name, attributes]` or `{ tag, attrs }`. */
function fromHead(head: unknown): string | undefined {
  return firstOf(Array.isArray(head) ? head : [], (tag) => {
    const attributes: unknown = Array.isArray(tag) ? tag[1] : tag?.attrs;
    const { name, property, content } = isRecord(attributes) ? attributes : {};
    const isMeant = headNames.includes(String(property ?? name)) && isFilled(content);
    return isMeant ? content : undefined;
  });
}

/** From this heading on, the first text of a page is about a part of it. */
const headingOfParts = 4;

/** The first paragraph that is a text; where there is none, the first one of a quotation. A greeting says little. */
function firstSentences(blocks: Root['children']): string {
  const headings = blocks.filter(({ type }) => type === 'heading');
  const end = headings[headingOfParts - 1];
  const nodes = end === undefined ? blocks : blocks.slice(0, blocks.indexOf(end));
  const quoted = nodes.flatMap((node) =>
    node.type === 'blockquote' && !isAlert(node) ? node.children : [],
  );
  let greeting = '';
  for (const node of [...nodes, ...quoted]) {
    if (node.type !== 'paragraph' || isNote(node) || isAside(node)) continue;
    const text = plain(sentenceOf(node));
    if (text === '' || isLabel(text) || text.startsWith(sameFields)) continue;
    const sentences = sentencesOf(text);
    const start = sentences.findIndex((sentence) => !greets.test(sentence));
    if (start !== -1) return sentences.slice(start).join('');
    greeting ||= text;
  }
  return greeting;
}

const greets = /^(?:welcome to|thank you for|thanks for|please (?:start|begin|read|see))\b/i;

const isAlert = ({ children: [first] }: Blockquote): boolean =>
  first?.type === 'paragraph' && marker.test(textOf(first));

const asideLabel =
  /^\W*(?:note|nota bene|n\.?b|warning|caution|tip|hint|important|danger|info|attention|deprecated)\b/i;
const call =
  /^[^\p{L}\p{N}]*(?:sign up|subscribe to|join (?:us|our)|star us|follow us|register (?:now|for)|buy |sponsor (?:us|this)|we(?:'|’)re hiring|try .{0,40}\bfree\b|get \d+ ?% off|save \d+ ?%)/iu;

/** An alert that is written as a paragraph, a call to do something elsewhere, or what a template left. */
function isAside({ children, data }: Paragraph): boolean {
  const [first] = children.filter((node) => !isBlank(node));
  if (first?.type === 'strong' && asideLabel.test(textOf(first))) return true;
  const words = children
    .filter(({ type }) => type !== 'inlineCode')
    .map(wordsOf)
    .join('');
  const isCall =
    call.test(words) &&
    (data?.unlinked !== undefined || children.some(({ type }) => type === 'link'));
  return isCall || isResidue(words);
}

/** `{{ page.title }}`, `{% include %}`, `::: tip`, `${name}`: what a template would have replaced. */
const isResidue = (text: string): boolean => /\{\{|\}\}|\{%|%\}|<%|%>|^:::|\$\{/.test(text);

/** `Preview`, `Since 2.0 · Experimental`, `Loading the list...`: few words that are not a sentence. */
const isLabel = (words: string): boolean =>
  (words.length < shortest && /(?:\.{3}|…)$/.test(words)) ||
  (!/[.!?…。！？:：]$/.test(words) &&
    (words.includes(' · ') || /^\S+(?:\s+\S+){0,2}$/.test(words)));

const marker = /^\[!\w+\]\s*/;
const byline =
  /^(?:\d{4}-\d{2}-\d{2}|(?:\d{1,2}\S* )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\.? (?:\d{1,2}\S* )?\d{4})\b/iu;
const longestByline = 100;

/** The words of a paragraph, unless it is a label, facts after labels, a date with its author, links alone or the way to the page. */
function sentenceOf(paragraph: Paragraph): string {
  const parts = paragraph.children.filter(
    (node) => !isBlank(node) && !(node.type === 'text' && node.value.replace(marker, '') === ''),
  );
  // Alternative texts of images (badges, logos) say nothing about the page.
  const words = oneLine(paragraph.children.map(wordsOf).join('')).replace(marker, '');
  const isSentence = /[.!?…]$/.test(words);
  const only = (...types: PhrasingContent['type'][]) =>
    parts.every(({ type }) => types.includes(type));
  if (only('link', 'image') || paragraph.data?.unlinked === 'all') return '';
  if (!isSentence && (only('strong', 'inlineCode') || isFact(parts) || isTrail(parts))) return '';
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

/** `[API](..) / [box](.) / open`: where the page stands. */
const isTrail = ([first, second]: readonly PhrasingContent[]): boolean =>
  first?.type === 'link' && second?.type === 'text' && /^\s+[/•›»>|→·]\s/.test(second.value);

/** Most characters of a description. */
const longestDescription = 160;
/** A shorter sentence says too little to stand alone where more follows. */
const shortest = 40;

/** As many whole sentences as fit; one that is too long by itself is cut after a word. */
function shortened(line: string): string {
  if (line.length <= longestDescription) return line;
  let whole = '';
  for (const sentence of sentencesOf(line)) {
    if ((whole + sentence).trimEnd().length > longestDescription) break;
    whole += sentence;
  }
  return whole.length >= shortest ? whole.trimEnd() : clipped(line);
}

function clipped(line: string): string {
  const head = line.slice(0, longestDescription - 1);
  const end = head.lastIndexOf(' ');
  const cut = end > longestDescription / 2 ? head.slice(0, end) : head;
  return `${cut.replace(/[\ud800-\udbff]$/, '').replace(/[\s,;:.–—-]+$/, '')}…`;
}

/** Text on one line, without what controls a terminal or turns the direction of what follows. */
export const oneLine = (text: string): string => inLine(text).trim();

/** A text that says something. */
export const isFilled = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '';
