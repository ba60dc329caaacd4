import { columnsOf, movedLeft } from '../../lines/prefix.ts';
import { Edits } from '../edits.ts';
import type { Preparation } from '../preparation.ts';

export const call = /\{\{[<%]\s*(\/?)\s*([\w./-]+)[^{}]*?(\/?)\s*[>%]\}\}/g;
const startsWithCall = /^[ \t]*\{\{[<%]\s*(\/?)\s*[\w]/;
const fence = /^[ \t]*(?:`{3}|~{3})/;

interface Pair {
  name: string;
  /** Columns before its first tag, and how many its lines lose. */
  column: number;
  shift: number;
  /** Whether nothing but shortcodes stands in it so far. */
  holdsCalls: boolean;
}

/**
 * Shortcodes in a shortcode begin where that one does, and take along what they hold. Hugo puts its
 * HTML in their place before it reads Markdown, to which lines indented by four would be code.
 */
export function levelShortcodes({ lines: { text } }: Preparation): Edits {
  const edits = new Edits();
  const indents = text.map(indentOf);
  const { closed, lastLines } = pairsIn(text);
  const open: Pair[] = [];
  let isCode = false;
  for (const [index, line] of text.entries()) {
    if (fence.test(line)) isCode = !isCode;
    const top = open.at(-1);
    const columns = Math.max(0, indents[index]!);
    const [start, ends] = isCode ? [] : (startsWithCall.exec(line) ?? []);
    const isLevel = start !== undefined && !ends && top?.holdsCalls === true;
    const wanted = isLevel ? columns - top.column : (top?.shift ?? 0);
    const shift = Math.max(0, Math.min(wanted, columns));
    if (shift > 0 && line.trim() !== '') edits.replace(index, movedLeft(line, shift));
    if (top !== undefined && start === undefined && line.trim() !== '') top.holdsCalls = false;
    if (isCode) continue;
    for (const match of line.matchAll(call)) {
      const [whole, end, name = '', alone] = match;
      const at = end ? open.findLastIndex((pair) => pair.name === name) : -1;
      if (at >= 0) open.length = at;
      if (end || alone || !closed.has(name)) continue;
      if (!isLevel && open.length > 0) open.at(-1)!.holdsCalls = false;
      const isFirst = match.index === start?.indexOf('{');
      const isLast = line.slice(match.index + whole.length).trim() === '';
      const last = lastLines.get(keyOf(index, match)) ?? 0;
      let loses = shift;
      for (let at = index + 1; loses > 0 && at < last; at++)
        if (indents[at]! >= 0) loses = Math.min(loses, indents[at]!);
      open.push({ name, column: columns - shift, shift: loses, holdsCalls: isFirst && isLast });
    }
  }
  return edits;
}

/** Columns before the text of a line; -1 for a blank one. */
const indentOf = (line: string): number =>
  line.trim() === '' ? -1 : columnsOf(/^[ \t]*/.exec(line)![0]);

const keyOf = (line: number, { index }: RegExpMatchArray) => `${line}:${index}`;

/** Names that some tag closes, and the lines on which tags that open are closed, by their places. */
function pairsIn(text: readonly string[]): {
  closed: ReadonlySet<string>;
  lastLines: ReadonlyMap<string, number>;
} {
  const closed = new Set<string>();
  const lastLines = new Map<string, number>();
  const open = new Map<string, string[]>();
  for (const [line, content] of text.entries()) {
    for (const match of content.matchAll(call)) {
      const [, end, name = '', alone] = match;
      const places = open.get(name) ?? [];
      if (end) {
        closed.add(name);
        const place = places.pop();
        if (place !== undefined) lastLines.set(place, line);
      } else if (!alone) {
        places.push(keyOf(line, match));
        open.set(name, places);
      }
    }
  }
  return { closed, lastLines };
}

/** Names that some tag closes. */
export const closedNames = (text: readonly string[]): ReadonlySet<string> => pairsIn(text).closed;
