import { readArguments } from '../attributes.ts';
import { textValue } from '../call.ts';
import { Edits } from '../edits.ts';
import type { Preparation } from '../preparation.ts';

const start = /^([ \t]*)\{\{[<%]\s*card\s/;
const end = /[>%]\}\}\s*$/;
const closing = /^\s*\{\{[<%]\s*\/\s*card\s*[>%]\}\}/;

/** The lines of the longest tag of a card. */
const longest = 20;

/** What a card of Docsy holds is code where it says `code=true`: https://www.docsy.dev/docs/content/shortcodes/#shortcode-card-programming-code */
export function fenceCodeCards({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  for (let index = 0; index < text.length; index++) {
    const lead = kind[index] === 'text' ? start.exec(text[index]!)?.[1] : undefined;
    if (lead === undefined) continue;
    const height = text.slice(index, index + longest).findIndex((line) => end.test(line));
    const tag = text.slice(index, index + height + 1).join(' ');
    if (!/\scode=["']?true\b/.test(tag)) continue;
    const from = index + height + 1;
    const to = text.findIndex((line, at) => at >= from && closing.test(line));
    const body = text.slice(from, to);
    if (to === -1 || body.length === 0 || body.some((line) => /^\s*(?:`{3}|~{3})/.test(line)))
      continue;
    const lang = textValue(readArguments(tag.replace(start, '')), 'lang') ?? '';
    edits.insertBefore(from, `${lead}\`\`\`${lang}`);
    edits.insertBefore(to, `${lead}\`\`\``);
    index = to;
  }
  return edits;
}
