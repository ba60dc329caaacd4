import type { Lines } from '../../lines/lines.ts';
import type { Edits } from '../edits.ts';

export type Text = Pick<Lines, 'text' | 'kind'>;
export type Changes = Pick<Edits, 'replace' | 'insertAfter'>;

/** Lines of a block quote without their marks. */
interface Quote extends Text {
  from: number;
  lead: string;
}

const quoteMark = /^([ \t]*)> ?/;

/** The block quotes of a text; those within them stay marked. */
export function* quotesIn({ text, kind }: Text): Generator<Quote> {
  for (let from = 0; from < text.length; from++) {
    const [, indent] = (kind[from] === 'text' && quoteMark.exec(text[from]!)) || [];
    if (indent === undefined) continue;
    let end = from;
    while (quoteMark.test(text[end] ?? '')) end++;
    const inner = text.slice(from, end).map((line) => line.replace(quoteMark, ''));
    yield { from, lead: `${indent}> `, text: inner, kind: kind.slice(from, end) };
    from = end - 1;
  }
}

/** Changes to the lines of a quote as changes to those of its document. */
export function changesOf({ from, lead }: Quote, edits: Edits): Changes {
  const quoted = (lines: string[]) => lines.map((line) => (lead + line).trimEnd());
  return {
    replace: (index, ...lines) => edits.replace(from + index, ...quoted(lines)),
    insertAfter: (index, ...lines) => edits.insertAfter(from + index, ...quoted(lines)),
  };
}
