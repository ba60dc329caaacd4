import { blockNames } from '../html-names.ts';
import type { Lines } from '../lines/lines.ts';
import { columnOf, itemMarks, movedLeft, splitPrefix } from '../lines/prefix.ts';
import { Edits } from './edits.ts';
import { withCodeOfTags } from './syntaxes/liquid-bodies.ts';

export const looseTag = /^[ \t]*<(?:br|img)\b[^<>]*>[ \t]*$/im;

/** What no paragraph goes on with. */
const apart = /^[ \t]*(?:$|<|\||#{1,6}[ \t]|>|(?:[-*+]|\d{1,9}[.)])[ \t])/;

/**
 * To CommonMark, a line with nothing but `<br>` or `<img>` goes on with the paragraph of the item above
 * it, however it is indented; micromark has it begin a block of HTML, in which Markdown is text.
 */
export function prepareLooseTags({ text, kind }: Lines): Edits {
  const edits = new Edits();
  const isLoose = (at: number) => kind[at] === 'text' && looseTag.test(text[at]!);
  for (let index = 1; index < text.length; index++) {
    if (!isLoose(index)) continue;
    const above = text[index - 1]!;
    const first = index;
    while (isLoose(index + 1)) index++;
    const content = above.trimStart();
    const words = content.replace(itemMarks, '');
    const column = columnOf(above) + content.length - words.length;
    if (kind[first - 1] !== 'text' || apart.test(words) || apart.test(text[index + 1] ?? ''))
      continue;
    for (let at = first; at <= index; at++)
      if (columnOf(text[at]!) < column) edits.replace(at, ' '.repeat(column) + text[at]!.trim());
  }
  return edits;
}

export const brokenEnd = /<\/[a-z][\w.:-]*[ \t]*\n[ \t]*>/i;

const longestTag = 2_000;
const endOfLine = /<\/[a-z][\w.:-]*[ \t]*$/i;

/** Closing tags that go on in the next line, as Prettier writes them (`</a`, below it `>`), which would begin a quote there. */
export function prepareBrokenEnds({ text, kind }: Lines): Edits {
  const edits = new Edits();
  let whole = '';
  let first = 0;
  for (const [index, line] of text.entries()) {
    const isOpen = whole.length < longestTag && endOfLine.test(whole);
    const goesOn = isOpen && kind[index] === 'text' && /^[ \t]*>/.test(line);
    if (goesOn) {
      whole = whole.trimEnd() + line.trimStart();
      edits.replace(first, whole);
      edits.remove(index);
    } else {
      whole = kind[index] === 'text' ? line : '';
      first = index;
    }
  }
  return edits;
}

export const tightFence = />[ \t]*\n[ \t>]*(?:`{3}|~{3})/;

const endsInTag = /^<(?:.*<)?\/?([a-z][a-z\d]*)(?:\s[^<>]*)?>$/i;

/** Code right below tags of blocks, such as `</summary>`: to CommonMark it is text of their HTML, its lines run together. */
export function prepareTightFences(lines: Lines): Edits {
  const edits = new Edits();
  const { text, kind } = withCodeOfTags(lines);
  for (let at = kind.indexOf('fence', 1); at !== -1; at = kind.indexOf('fence', at + 1)) {
    if (kind[at - 1] !== 'text') continue;
    let end = at + 1;
    while (kind[end] === 'code') end++;
    if (kind[end] !== 'fence') continue;
    const { lead, content } = splitPrefix(text[at - 1]!);
    const name = endsInTag.exec(content)?.[1]?.toLowerCase() ?? '';
    if (blockNames.has(name) && name !== 'pre') edits.insertAfter(at - 1, lead.trimEnd());
  }
  return edits;
}

export const deepFence = />[ \t]*\n(?: {4}| {0,3}\t)[ \t]*(?:`{3}|~{3})/;

/** Lines that are looked through for the end of a fence. */
const longestCode = 1_000;

const opensFence = /^(?: {4}| {0,3}\t)[ \t]*(`{3,}|~{3,})[^`]*$/;

/** The same code indented so far that it does not even begin a fence: it stands where the block of HTML begins. */
export function prepareDeepFences({ text, kind }: Lines): Edits {
  const edits = new Edits();
  let start = 0;
  for (let index = 0; index < text.length - 1; index++) {
    if (kind[index] !== 'text' || text[index]!.trim() === '') start = index + 1;
    const fence = opensFence.exec(text[index + 1]!)?.[1];
    if (fence === undefined || kind[index] !== 'text' || kind[index + 1] !== 'text') continue;
    const name = endsInTag.exec(text[index]!.trim())?.[1]?.toLowerCase() ?? '';
    if (!blockNames.has(name)) continue;
    const column = columnOf(text[index + 1]!);
    const isCode = (line: string) => line.trim() === '' || columnOf(line) >= column;
    let end = index + 2;
    const limit = Math.min(text.length, end + longestCode);
    while (end < limit && isCode(text[end]!) && text[end]!.trim() !== fence) end++;
    if (text[end]?.trim() !== fence || !/^[ \t]*</.test(text[start]!)) continue;
    const lead = ' '.repeat(columnOf(text[start]!));
    for (let at = index + 1; at <= end; at++)
      edits.replace(at, (lead + movedLeft(text[at]!, column)).trimEnd());
    index = end;
    start = end + 1;
  }
  return edits;
}

export const innerPre = /<pre[\s>]/i;

const pre = /^((?:[ \t]*<[^<>]+>)*[ \t]*)(<pre(?:\s[^<>]*)?>.*)$/i;

/** `<pre>` inside a block of HTML: to CommonMark, the first blank line in its code ends the block, but a comment does not; one that begins a block goes on to its closing tag. */
export function prepareInnerPres({ text, kind }: Lines): Edits {
  const edits = new Edits();
  const closing = text.flatMap((line, index) => (/<\/pre>/i.test(line) ? index : []));
  let next = 0;
  let end = 0;
  for (const [index, line] of text.entries()) {
    if (index < end || kind[index] !== 'text') continue;
    const { lead, content } = splitPrefix(line);
    const [element, tags] = pre.exec(content) ?? [];
    const isInside = tags !== '' || /^<.*>$/.test(splitPrefix(text[index - 1] ?? '').content);
    if (element === undefined || !isInside) continue;
    while (closing[next]! < index) next++;
    end = closing[next] ?? index;
    for (let at = index + 1; at < end; at++)
      if (splitPrefix(text[at]!).content === '') edits.replace(at, `${lead}<!-- -->`);
  }
  return edits;
}
