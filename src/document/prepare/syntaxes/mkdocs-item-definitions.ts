import type { Lines } from '../../lines/lines.ts';
import { withoutListAtEnd } from '../attribute-lists.ts';
import { Edits } from '../edits.ts';

const item = /^ *(?:[-*+]|\d{1,9}[.)]) +\S/;
const definition = /^ *: {1,3}(\S.*)$/;

/** To Python-Markdown, the words of an item are a term where `: definition` stands right below them. */
export function joinItemDefinitions({ text, kind }: Lines): Edits {
  const edits = new Edits();
  for (const [index, line] of text.entries()) {
    const defined = index > 0 && kind[index] === 'text' ? definition.exec(line) : null;
    const term = text[index - 1] ?? '';
    if (defined === null || kind[index - 1] !== 'text' || !item.test(term)) continue;
    edits.replace(index - 1, `${withoutListAtEnd(term.trimEnd())}: ${defined[1]}`);
    edits.remove(index);
  }
  return edits;
}
