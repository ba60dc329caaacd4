import type { LineKinds } from '../lines/lines.ts';
import { columnOf, movedLeft } from '../lines/prefix.ts';
import { type Closed, endsBefore, findElements } from './closed-elements.ts';
import { Edits } from './edits.ts';

const closesLine = /<\/[a-z][a-z\d]*>\s*$/i;
const rule = /^\s*<hr\b[^<>]*>\s*$/i;
const indented = /^\s+\S/;
/** A picture or a break alone in its line. To both it begins a paragraph. */
const inline = /^ {0,3}<(?:img|br)\b[^<>]*>\s*$/i;
const words = /^ {0,3}[^\s<>]/;
/** What stands before HTML that is in no list: nothing, or the marks of quotes. */
const outermost = /^ {0,3}(?:> ?)*$/;
const inItem = /^\s*(?:[-*+]|\d{1,9}[.)])[ \t]+$/;
const indentedWords = /^[ \t]{2,}[^\s<>]/;

/**
 * To Python-Markdown and kramdown, a block of HTML ends with the tag that closes it, and `<hr>` with
 * itself; to CommonMark, it goes on to the next blank line, and what is indented below that is code.
 */
export function prepareHtmlEnds(lines: LineKinds): Edits {
  const edits = new Edits();
  const { text, kind } = lines;
  const alone = new Set(linesIn(0, text.length).filter((at) => isAlone(lines, at)));
  if (alone.size === 0 && !text.some((line) => closesLine.test(line))) return edits;
  let last: Closed | undefined;
  for (const element of findElements(lines, { all: true })) {
    const { lead, close } = element;
    const isInside = last !== undefined && !endsBefore(last, element);
    if (isInside) continue;
    last = element;
    const { index, to } = close;
    for (const at of linesIn(element.index + 1, index + 1)) alone.delete(at);
    if (element.mode === 'raw') levelTags(lines, element, edits);
    const below = text[index + 1] ?? '';
    const ends = text[index]!.slice(to).trim() === '' && kind[index] === 'text';
    const goesOn = below.startsWith(lead) && words.test(below.slice(lead.length));
    if (ends && goesOn && outermost.test(lead)) edits.insertAfter(index, lead.trimEnd());
    if (ends && inItem.test(lead) && indentedWords.test(below)) edits.insertAfter(index, '');
  }
  for (const at of alone) edits.insertAfter(at, '');
  return edits;
}

const isAlone = ({ text, kind }: LineKinds, at: number): boolean => {
  const [above = '', line = '', below = ''] = [text[at - 1], text[at], text[at + 1]];
  const isInline = inline.test(line) && above.trim() === '' && words.test(below);
  return kind[at] === 'text' && (isInline || rule.test(line));
};

const linesIn = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, at) => from + at);

const preformatted = /<(\/?)pre\b/i;
const fence = /^\s*(?:`{3}|~{3})/;

/** A line that is empty once its template tags have run. */
const blank = /^\s*(?:\{%[^%{}]*%\}\s*)*$/;

/** Moves what stands below blank lines within HTML to the left, where it would be code. */
function levelTags({ text }: LineKinds, element: Closed, edits: Edits): void {
  if (!/^ {0,3}$/.test(element.lead)) return;
  let isKept = element.name === 'pre';
  /** Columns by which the fence that is open moves. */
  let moved = 0;
  for (const at of linesIn(element.index + 1, element.close.index + 1)) {
    const line = text[at]!;
    const moves = !isKept && blank.test(text[at - 1]!) && indented.test(line);
    if (moves) edits.replace(at, line.trimStart());
    else if (isKept && moved > 0) edits.replace(at, movedLeft(line, moved));
    const end = preformatted.exec(line)?.[1];
    if (end !== undefined) isKept = end === '';
    else if (fence.test(line)) {
      isKept = !isKept;
      moved = isKept && moves ? columnOf(line) : 0;
    }
  }
}
