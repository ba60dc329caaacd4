import type { Nodes, Root } from 'mdast';
import { endOfLine } from './native-lexer.ts';

/** Code between two fences. */
interface Fenced {
  /** Where the first fence begins. */
  start: number;
  /** Where the code begins … */
  from: number;
  /** … and the line of the last fence. */
  to: number;
}

/** A text whose code is filled, and where that code is. */
export interface Filled {
  text: string;
  fenced: readonly Fenced[];
}

/** Shorter code is left as it is. */
const shortest = 40;

/** What begins code; backticks with others behind them are a span. A pattern that begins with letters is found fast. */
const fence = /(?:```(?<=^[ \t]*```)`*[^`\n]*|~~~(?<=^[ \t]*~~~)~*[^\n]*)\n/gm;
const ofFence = /^`+|^~+/;

/**
 * A text of the same length and as many lines, in which code between fences is one letter, line ends
 * and, where the fence is indented, the blanks before its lines. What seems to be code may be none:
 * `restoreCode` tells. Behind the mark of a quote or an item no code is looked for.
 */
export function fillCode(text: string): Filled {
  const fenced: Fenced[] = [];
  let [filled, end] = ['', 0];
  fence.lastIndex = 0;
  for (let found = fence.exec(text); found !== null; found = fence.exec(text)) {
    const from = fence.lastIndex;
    const to = startOfLastFence(text, from, ofFence.exec(found[0])![0]);
    if (to === -1) break;
    if (to - from >= shortest) {
      const start = found.index;
      const code = text.slice(from, to);
      const isIndented = start > 0 && text[start - 1] !== '\n';
      filled += text.slice(end, from) + (isIndented ? fillingOfLines(code) : fillingOf(code));
      fenced.push({ start, from, to });
      end = to;
    }
    fence.lastIndex = endOfLine(text, to);
  }
  return { text: filled + text.slice(end), fenced };
}

/** The line with nothing but a fence at least as long as the first one, however far it is indented. */
function startOfLastFence(text: string, from: number, first: string): number {
  for (
    let at = text.indexOf(first, from);
    at !== -1;
    at = text.indexOf(first, endOfLine(text, at))
  ) {
    const start = text.lastIndexOf('\n', at) + 1;
    const line = text.slice(start, endOfLine(text, at)).trim();
    if (line === first[0]!.repeat(line.length)) return start;
  }
  return -1;
}

/** Every other line is blank, so that no part of it is long. */
function fillingOf(code: string): string {
  const letters = code.replace(/\n/g, '').length;
  const lines = code.length - letters;
  const pairs = Math.floor(lines / 2);
  const width = pairs === 0 ? 0 : Math.floor(letters / pairs);
  const rest = 'x'.repeat(letters - pairs * width);
  return `${rest}${`${'x'.repeat(width)}\n\n`.repeat(pairs)}${lines % 2 === 0 ? '' : '\n'}`;
}

/** Blanks before a line may decide what it belongs to. */
const fillingOfLines = (code: string): string =>
  code.replace(/\S.*/g, (line) => 'x'.repeat(line.length));

/**
 * Puts the code back.
 *
 * @throws SyntaxError where some of it was no code to native, which then has to read the text itself
 */
export function restoreCode(root: Root, text: string, { text: filled, fenced }: Filled): void {
  let next = 0;
  const restore = (node: Nodes): void => {
    const { start, from, to } = fenced[next]!;
    if (node.type === 'code') {
      const [filling, code] = [filled.slice(from, to - 1), text.slice(from, to - 1)];
      const restored = node.value === filling ? code : restoredLines(node.value, filling, code);
      if (node.position?.start.offset !== start || restored === undefined) return;
      node.value = restored;
      next++;
    } else if ('children' in node) {
      for (const child of node.children) {
        const end = child.position?.end.offset ?? 0;
        if (next < fenced.length && end > fenced[next]!.start) restore(child);
      }
    }
  };
  if (fenced.length > 0) restore(root);
  if (next < fenced.length) throw new SyntaxError('What was filled in is not code');
}

/** Code whose lines may be without the blanks before them; undefined where these are not its lines. */
function restoredLines(value: string, filling: string, code: string): string | undefined {
  const lines = value.split('\n');
  const [filled, whole] = [filling.split('\n'), code.split('\n')];
  if (lines.length !== filled.length) return undefined;
  if (!lines.every((line, at) => filled[at]!.endsWith(line))) return undefined;
  return lines.map((line, at) => whole[at]!.slice(whole[at]!.length - line.length)).join('\n');
}
