import type { Lines } from '../../lines/lines.ts';
import { splitPrefix } from '../../lines/prefix.ts';
import { codeSpans, inSpan } from '../../lines/spans.ts';
import { Edits } from '../edits.ts';
import type { Preparation } from '../preparation.ts';
import { cellsIn } from './kramdown-tables.ts';

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
export function prepareWideRows({ text, kind }: Lines): Edits {
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
