import type { Chunk } from './chunks.ts';
import type { OwnField } from './postings.ts';

const fence = /^([ \t>]*)(`{3,})[^\n]*\n([\s\S]*?)^[ \t>]*\2`*[ \t]*$/gm;
const inlineCode = /(`+)([^`\n][^\n]*?)\1(?!`)/g;
const target = /\]\((?:[^()\s\\]|\\.|\([^()\s]*\))*(?:\s+"[^"\n]*")?\)/g;
const address = /<?https?:\/\/[^\s)>\]]+>?/g;
const comment = /<!--[\s\S]*?-->/g;

/**
 * The searchable text of a chunk by field; addresses are left out.
 *
 * @param about what the page says of itself, for its opening
 */
export function fieldsOf(
  { path, headings, text }: Pick<Chunk, 'path' | 'headings' | 'text'>,
  about: readonly string[] = [],
): Record<OwnField, string> {
  const code: string[] = [];
  const keep = (part: string): string => {
    code.push(part);
    return ' ';
  };
  let prose = text.replace(/^#{1,6} [^\n]*\n?/, '');
  const hasCode = prose.includes('`');
  if (hasCode) prose = prose.replace(fence, (_, _indent, _ticks, lines: string) => keep(lines));
  if (prose.includes('<!--')) prose = prose.replace(comment, ' ');
  if (prose.includes('](')) prose = prose.replace(target, '] ');
  if (prose.includes('://')) prose = prose.replace(address, ' ');
  if (hasCode) prose = prose.replace(inlineCode, (_, _ticks, words: string) => keep(words));
  return {
    title: `${headings[0]!}\n${path.replace(/\.\w+$/, '')}`,
    heading: headings.at(-1)!,
    above: headings.slice(1, -1).join('\n'),
    code: code.join('\n'),
    text: [...about, prose].join('\n'),
  };
}
