import type { Lines } from '../../lines/lines.ts';
import { columnOf, movedLeft } from '../../lines/prefix.ts';
import { dedent, linesOf } from '../../lines/some-lines.ts';
import { readAttributes } from '../attributes.ts';
import { textValue } from '../call.ts';
import { changedLines, Edits } from '../edits.ts';
import { OpenFence } from './open-fence.ts';
import { tablesIn } from './writerside-tables.ts';

/** Elements of Writerside that stand as blocks. */
export const blockTag =
  '(?:category|chapter|compare|def|deflist|if|list|note|procedure|seealso|snippet|step|tab|tabs|tip|tldr|warning)';

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};
export const unescaped = (text: string): string =>
  text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name) => entities[name]!);

const codeElement = /<code-block\b([^<>]*?)(?:\/>|>([\s\S]*?)<\/code-block>)/g;

/** The text of the file that an element of code names; undefined where there is none. */
type FileOf = (src: string, index: number) => string | undefined;

/** Elements of code, whatever stands beside them, become fences; in tables no fence can stand. */
export function placeElements({ text }: Lines, fileOf: FileOf): Edits {
  const edits = new Edits();
  const fence = new OpenFence();
  let tables = 0;
  let isUnclosed = false;
  for (let index = 0; index < text.length; index++) {
    const line = text[index]!;
    fence.track(line);
    if (fence.isOpen) continue;
    const first = index;
    if (line.includes('<code-block') && !isUnclosed && !line.trimStart().startsWith('>')) {
      const last = lastOf(text, index);
      isUnclosed = last === -1;
      if (isUnclosed) continue;
      index = last;
      const element = text.slice(first, last + 1).join('\n');
      const made = (tables > 0 ? element.replace(codeElement, inCell) : undefined)?.split('\n');
      edits.replaceBy(first, made ?? fencesIn(element, (src) => fileOf(src, first)));
      edits.remove(first + 1, last);
    }
    for (let at = first; at <= index; at++) tables += tablesIn(text[at]!);
  }
  return edits;
}

/** The line on which the last element of code ends that one begins; -1 where that never ends. */
function lastOf(text: readonly string[], from: number): number {
  const isOpen = (part: string) => /<code-block\b/.test(part.replace(codeElement, ''));
  const ends = (at: number) => text[at]!.includes('</code-block>') || text[at]!.includes('/>');
  let part = text[from]!;
  for (let at = from; at < text.length; at++) {
    if (at > from) part += `\n${text[at]}`;
    if (ends(at) && !isOpen(part)) return at;
  }
  return -1;
}

function fencesIn(element: string, fileOf: (src: string) => string | undefined): string[] {
  const [lead] = /^[ \t]*/.exec(element)!;
  const indented = (line: string) => (line === '' ? '' : lead + line);
  const made: string[] = [];
  let end = 0;
  for (const { 0: whole, 1: given = '', 2: code = '', index } of element.matchAll(codeElement)) {
    made.push(...besides(element.slice(end, index)).map(indented));
    made.push('', ...fenceOf(given, code, fileOf).map(indented), '');
    end = index + whole.length;
  }
  return [...made, ...besides(element.slice(end)).map(indented)];
}

/** What stands beside an element of code. */
const besides = (text: string): string[] => {
  const lines = text.trim();
  return lines === '' ? [] : lines.split('\n').map((line) => line.trimEnd());
};

function fenceOf(
  given: string,
  code: string,
  fileOf: (src: string) => string | undefined,
): string[] {
  const attributes = readAttributes(given) ?? [];
  const src = textValue(attributes, 'src');
  const { lang, lines } = codeOf(given, code);
  const wanted = textValue(attributes, 'include-lines');
  const file = src && fileOf(src)?.trimEnd().split('\n');
  const named = src === undefined ? lines : [src];
  const shown = file ? dedent(wanted ? linesOf(file, wanted) : file) : named;
  const marks = shown.map((line) => /^\s*(`{3,})/.exec(line)?.[1]?.length ?? 0);
  const fence = '`'.repeat(Math.max(3, ...marks.map((length) => length + 1)));
  return [fence + lang, ...shown, fence];
}

function inCell(_: string, given: string, code = ''): string {
  const { lang, lines } = codeOf(given, code);
  const escaped = lines.join('\n').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  // A blank line would end the table.
  return `<pre lang="${lang}">\n${escaped.replace(/\n(?=\n)/g, '&#10;')}\n</pre>`;
}

/** What a `code-block` shows; in a section of characters nothing is escaped. */
function codeOf(given: string, code: string): { lang: string; lines: readonly string[] } {
  const lang = textValue(readAttributes(given) ?? [], 'lang')?.toLowerCase() ?? '';
  const plain = code.replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, '');
  const text = plain === code ? unescaped(code) : plain;
  return { lang, lines: dedent(text.replace(/^(?:\s*\n)+|\s+$/g, '').split('\n')) };
}

const severalTags = new RegExp(String.raw`^[ \t]*(?:</?${blockTag}(?:\s[^<>]*)?>[ \t]*){2,}$`);
const betweenTags = /(?<=>)[ \t]*(?=<)/;
const openerWithText = new RegExp(
  String.raw`^[ \t]*<(${blockTag})(?:\s[^<>]*)?(?<!/)>(?=[ \t]*\S)`,
);
const closerWithText = new RegExp(String.raw`(?<=\S[ \t]*)</(${blockTag})>[ \t]*$`);

/** Tags of blocks that begin or end a line with something else in it, each on a line of its own. */
export function tagsApart({ text }: Lines): Edits {
  const edits = new Edits();
  const fence = new OpenFence();
  let tables = 0;
  for (const [index, line] of text.entries()) {
    fence.track(line);
    if (fence.isOpen || !line.includes('<')) continue;
    tables += tablesIn(line);
    const [lead] = /^[ \t]*/.exec(line)!;
    const parts = tables > 0 || /^[ \t]*>/.test(line) ? [] : partsOf(line);
    if (parts.length > 1) edits.replace(index, ...parts.map((part) => lead + part.trim()));
  }
  return edits;
}

function partsOf(line: string): string[] {
  if (severalTags.test(line)) return line.trim().split(betweenTags);
  const [opener, opened] = openerWithText.exec(line) ?? [];
  if (opener !== undefined && !line.includes(`</${opened}>`))
    return [opener, ...partsOf(line.slice(opener.length))];
  const closing = closerWithText.exec(line);
  if (closing !== null && !line.includes(`<${closing[1]}`))
    return [...partsOf(line.slice(0, closing.index)), closing[0]];
  return [line];
}

const holder = new RegExp(
  String.raw`<(/?)(${blockTag}|table|thead|tbody|tr|t[dh]|li|ul|ol|p|div)(?:\s[^<>]*?)?(/?)>`,
  'g',
);
const blockLine = new RegExp(`^<${blockTag}[\\s>]`);
/** Lines are not moved for elements that stand deeper. */
const deepest = 50;

/** Indentation says nothing in XML: what an element holds begins in the column of its tag, lists and code in it stay as deep as they are. */
export function elementsAtMargin({ text }: Lines): Edits {
  const made = [...text];
  const { elements, holders } = elementsOf(text);
  for (const [first, last] of elements) {
    const column = columnOf(made[first]!);
    const closes = made[last]!.trimStart().startsWith('</');
    const inner = made.slice(first + 1, closes ? last : last + 1);
    const columns = inner.filter((line) => line.trim() !== '').map(columnOf);
    const shift = Math.max(0, Math.min(...columns) - column);
    if (closes) made[last] = ' '.repeat(column) + made[last]!.trimStart();
    let above = '<';
    for (const [at, line] of inner.entries()) {
      const content = line.trim();
      if (content === '') continue;
      // A tag below another one belongs to no item of a list.
      const isChild = holders[first + 1 + at] === first;
      const isFree = isChild && above.startsWith('<') && blockLine.test(content);
      made[first + 1 + at] = isFree ? ' '.repeat(column) + content : movedLeft(line, shift);
      above = content;
    }
  }
  return changedLines(text, (_, index) => made[index]);
}

interface Elements {
  /** First and last lines of those that begin a line and go on below it, the outer ones first. */
  elements: [number, number][];
  /** For each line the first line of the innermost one that it stands in. */
  holders: (number | undefined)[];
}

function elementsOf(text: readonly string[]): Elements {
  const elements: [number, number][] = [];
  const holders: (number | undefined)[] = [];
  const open: { name: string; index: number; begins: boolean }[] = [];
  const fence = new OpenFence();
  for (const [index, line] of text.entries()) {
    holders.push(open.at(-1)?.index);
    fence.track(line);
    if (fence.isOpen || !line.includes('<')) continue;
    const start = line.length - line.trimStart().length;
    for (const { 1: closes, 2: name = '', 3: isAlone, index: at } of line.matchAll(holder)) {
      if (isAlone) continue;
      if (!closes) {
        open.push({ name, index, begins: at === start });
        continue;
      }
      const opener = open.findLastIndex((one) => one.name === name);
      if (opener === -1) continue;
      const { index: first, begins } = open[opener]!;
      open.length = opener;
      if (begins && first < index && open.length < deepest) elements.push([first, index]);
    }
  }
  return { elements: elements.sort(([a], [b]) => a - b), holders };
}
