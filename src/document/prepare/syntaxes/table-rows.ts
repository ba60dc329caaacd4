import type { LineKinds } from '../../lines/lines.ts';
import { splitPrefix } from '../../lines/prefix.ts';
import { codeSpans, inSpan } from '../../lines/spans.ts';
import { Edits } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';

/** The line below the head of a table. */
export const delimiters = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/;

/** In the tables of Python-Markdown, a `|` within code ends no cell; CommonMark's want a backslash before it. */
export function prepareTables({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  for (let index = 1; index < text.length; index++) {
    const { content } = splitPrefix(text[index]!);
    if (kind[index] !== 'text' || !content.includes('|') || !delimiters.test(content)) continue;
    const end = text.findIndex((line, at) => at > index && line.trim() === '');
    const last = end === -1 ? text.length : end;
    for (let at = index - 1; at < last; at++) {
      const made = withMarkedPipes(text[at]!);
      if (made !== text[at]) edits.replace(at, made);
    }
    index = last;
  }
  return edits;
}

export function withMarkedPipes(line: string): string {
  const spans = codeSpans(line);
  return line.replace(/(?<!\\)\|/g, (sign, at: number) => (inSpan(spans, at) ? '\\|' : sign));
}

export const pipeInCode = /`[^`\n]*\|[^`\n]*`/;

/** Rows of tables that have too many cells only because a `|` within code ends some, as it does not in older parsers. */
export function prepareWideRows({ text, kind }: LineKinds): Edits {
  const edits = new Edits();
  for (let index = 1; index < text.length; index++) {
    const { content } = splitPrefix(text[index]!);
    if (kind[index] !== 'text' || !content.includes('|') || !delimiters.test(content)) continue;
    const columns = cellsIn(content).length;
    for (let at = index - 1; kind[at] === 'text' && text[at]!.includes('|'); at++) {
      const row = text[at]!;
      if (!pipeInCode.test(row) || cellsIn(row).length <= columns) continue;
      const made = withMarkedPipes(row);
      if (cellsIn(made).length <= columns) edits.replace(at, made);
    }
  }
  return edits;
}

const farRight = /^(?: {4}| {0,3}\t)\s*/;

/**
 * To Goldmark, the head of a table may have fewer cells than delimiters stand below it, and all lines up
 * to a blank one are rows, however far to the right: https://github.com/yuin/goldmark/blob/master/extension/table.go
 */
export const shortHeads: SourceSyntax = {
  name: 'short-heads',
  sign: /-[ \t]*\|[ \t:]*-/,
  prepare: ({ lines: { text, kind } }) => {
    const edits = new Edits();
    for (const [index, line] of text.entries()) {
      const above = text[index - 1] ?? '';
      if (kind[index] !== 'text' || !line.includes('|') || !above.includes('|')) continue;
      const { lead, content } = splitPrefix(line);
      if (kind[index - 1] !== 'text' || !delimiters.test(content)) continue;
      const [cells, columns] = [above, content].map((row) => cellsIn(row).length);
      if (cells! < columns!) edits.replace(index - 1, withCells(above, columns!, ' '));
      for (let at = index + 1; text[at]?.trim() && !farRight.test(line); at++)
        if (farRight.test(text[at]!)) edits.replace(at, text[at]!.replace(farRight, lead));
    }
    return edits;
  },
};

/** The cells of a row: what stands between its signs, of which the first and the last may be left out. */
export function cellsIn(line: string): string[] {
  const { content } = splitPrefix(line);
  return content.replace(/^\||(?<!\\)\|$/g, '').split(/(?<!\\)\|/);
}

export function withCells(line: string, columns: number, filling: string): string {
  const cells = cellsIn(line);
  if (cells.length === columns) return line;
  const made = [...cells.slice(0, columns), ...Array(columns).fill(filling)].slice(0, columns);
  return `${splitPrefix(line).lead}|${made.join('|')}|`;
}
