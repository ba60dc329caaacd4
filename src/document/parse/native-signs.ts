import type { Syntax } from '../document.ts';

/**
 * What native may do for a sign, a character of its block at a time, measured with 0.10.5: it reads on
 * to the end, and copies the text before what may be part of a character reference or an address.
 */
const reach = new Uint8Array(128);
for (const [signs, work] of [
  ['<', 1],
  ['{', 2],
  ['&@:.', 10],
] as const) {
  for (const sign of signs) reach[sign.charCodeAt(0)] = work;
}

/**
 * Signs of Markdown, of which native compares each with the others of its block; but for the pipe, which
 * it finds in linear time.
 */
const isSign = new Uint8Array(128);
for (const sign of '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{}~') isSign[sign.charCodeAt(0)] = 1;

/** Less than three seconds, or 400 MB. Of 5,183 real pages none takes more than 36 % of it. */
const maxWork = 4e9;

/** So short a text cannot take so much, and so short a block takes no more than other text. */
const shortText = 20_000;
const shortBlock = 1_000;

/** Tags times lines; where paragraphs leave tags open, two seconds. */
const maxTagLines = 4e8;

/**
 * Whether the signs of a text are too many for native, whose code nobody can end: it takes quadratic
 * time for them. What structure the text has is not asked.
 */
export const hasTooManySigns = (text: string): boolean =>
  text.length >= shortText && (hasCostlyBlock(text) || hasCostlyTags(text));

/** No paragraph goes beyond a blank line or a heading. */
const ends = /\n(?=\n| {0,3}#{1,6}[ \t])/g;

function hasCostlyBlock(text: string): boolean {
  const blocks = longBlocks(text);
  // Of most texts the lengths say enough, of others the lengths and a few blocks.
  let most = blocks.reduce((sum, block) => sum + mostWorkOf(block), 0);
  for (const block of blocks) {
    if (most <= maxWork) return false;
    most += workOf(text, block) - mostWorkOf(block);
  }
  return most > maxWork;
}

type Block = readonly [start: number, end: number];

function longBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let start = 0;
  const add = (end: number) => {
    if (end - start > shortBlock) blocks.push([start, end]);
    start = end + 1;
  };
  for (const { index } of text.matchAll(ends)) add(index);
  add(text.length);
  return blocks;
}

function hasCostlyTags(text: string): boolean {
  const tags = countOf('<', text);
  // Most texts have so few that it does not matter how many lines there are.
  return tags * text.length > maxTagLines && tags * countOf('\n', text) > maxTagLines;
}

/** How often a character stands in a text from a place on. */
export function countOf(character: string, text: string, start = 0): number {
  let count = 0;
  let at = text.indexOf(character, start);
  for (; at !== -1; at = text.indexOf(character, at + 1)) count++;
  return count;
}

/** The square of the length, for the signs, and ten times it, for their reach. */
const mostWorkOf = ([start, end]: Block): number => 11 * (end - start) ** 2;

function workOf(text: string, [start, end]: Block): number {
  let signs = 0;
  let reaches = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7e || isSign[code] === 0) continue;
    signs++;
    reaches += reach[code]!;
  }
  return signs * signs + (end - start) * reaches;
}

/** Whether the parsers read a text differently, whatever else it holds; the reference has to decide. */
export function hasUnsureSigns(text: string, syntax: Syntax): boolean {
  if (text.includes('[^') && hasUnsureFootnote(text)) return true;
  if (text.includes('\uFEFF') && markBesideBom.test(text)) return true;
  if (itemLikeTable.test(text)) return true;
  if (addressBeforePipe.test(text) && rowBelowHead.test(text)) return true;
  if (syntax === 'mdx') return fenceBelowItem.test(text);
  return doubleValue.test(text) || text.lastIndexOf('<!--') > text.lastIndexOf('-->');
}

/** To the reference a byte order mark is a blank, beside which emphasis does not begin or end. */
const markBesideBom = /[*_~]\uFEFF|\uFEFF[*_~]/;

/** Native takes the end of a cell for a part of the address before it. */
const addressBeforePipe = /(?:https?:\/\/|www\.)[^\s|<>`]*(?<!\))\|/i;
const rowBelowHead = /^[-*+> \t\d.)]*\|?[ \t]*:?-+:?[ \t]*(?:\||$)/m;

function hasUnsureFootnote(text: string): boolean {
  if (innerFootnote.test(text) || footnoteBelow.test(text)) return true;
  for (const { index } of text.matchAll(indentedFootnote)) {
    if (mayBeInItem(text, index)) return true;
  }
  return false;
}

/** A footnote in another, or empty in a list: native takes it for text or one of its own, or the list for a loose one. */
const innerFootnote =
  /\[\^[^\]\n]*\]:[ \t]*\[\^|^[ \t>]*(?: {4}|\t)[ \t]*\[\^[^\]\n]*\]:|^[-*+> \t\d.)]*[-*+>\d.)][-*+> \t\d.)]*\[\^[^\]\n]*\]:[ \t]*$/m;

const indentedFootnote = /^ {1,3}\[\^[^\]\n]*\]:[ \t]*$/gm;

/** Blocks above a footnote that are looked at. */
const mostBlocks = 20;

/** Whether an item or a quote begins after the last block without indentation, which ends all of them. */
function mayBeInItem(text: string, at: number): boolean {
  let start = at;
  for (let n = 0; n < mostBlocks && start > 0; n++) {
    start = text.lastIndexOf('\n\n', start - 1);
    if (start <= 0 || /\S/.test(text[start + 2]!)) {
      return itemStart.test(text.slice(Math.max(start, 0), at));
    }
  }
  return true;
}

const itemStart = /^[ \t]*(?:[-*+>]|\d{1,9}[.)]|\[\^)/m;

/** A footnote right below a paragraph; to the reference no list begins in it that may not interrupt one. */
const footnoteBelow =
  /^[ \t>]*[^\s>].*\n[ \t>]*\[\^[^\]\n]*\]:[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]*$|(?!1[.)])\d{1,9}[.)][ \t])/m;

/**
 * An item that is a row of dashes and pipes: native ends the paragraph above before its last line. And
 * such a row that is indented below a line of the paragraph of an item that is not.
 */
const itemLikeTable =
  /\n[ \t>]*-[ \t][-: \t]*\|[-:| \t]*$|^\S[^|\n]*\|.*\n[ \t]+[-:|](?=[^|\n]*\|)[-:| \t]*$/m;

/** A fence below an empty item and a blank line is not of the item; native leaves the code its indentation. */
const fenceBelowItem =
  /(?:^|[ \t>])(?:[-*+]|\d{1,9}[.)])[ \t]*\n(?:[ \t>]*\n)+[ \t>]*[ \t](?:`{3}|~{3})/m;

/** In HTML a value without quotes holds no equals sign; native takes what has one for a tag. */
const doubleValue = /<[A-Za-z][^<>]*\s[\w:.-]+=[^\s"'=<>`]+=/;
