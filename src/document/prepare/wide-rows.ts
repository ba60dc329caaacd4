import type { Lines } from '../lines/lines.ts';
import { splitPrefix } from '../lines/prefix.ts';
import { Edits } from './edits.ts';
import { cellsIn } from './syntaxes/kramdown-tables.ts';
import { delimiters, withMarkedPipes } from './syntaxes/mkdocs-tables.ts';

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
