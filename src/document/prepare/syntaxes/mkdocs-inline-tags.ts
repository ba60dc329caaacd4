import { inlineNames } from '../../html-names.ts';
import type { Lines } from '../../lines/lines.ts';
import { splitPrefix } from '../../lines/prefix.ts';
import { Edits } from '../edits.ts';

const tagAlone = /^<\/?([a-z][a-z\d]*)(?:\s[^<>]*)?>\s*$/i;
const firstTag = /^<\/?([a-z][a-z\d]*)/i;
/** What begins another block, or none. */
const beginsBlock = /^(?:$|-+8<|[#>|`~=<:{!?]|\/{3}|[-*+] |\d+[.)] )/;

const isInline = (tag: RegExpExecArray | null) => inlineNames.has((tag?.[1] ?? '').toLowerCase());

/**
 * To Python-Markdown, a tag such as `<sup>` on a line of its own belongs to the paragraph; to
 * CommonMark, it begins HTML that goes on to the next blank line.
 */
export function joinInlineTags({ text, kind }: Lines): Edits {
  const edits = new Edits();
  for (let index = 0; index < text.length; index++) {
    if (kind[index] !== 'text' || !text[index]!.includes('<')) continue;
    const { content, quotes } = splitPrefix(text[index]!);
    if (!isInline(tagAlone.exec(content))) continue;
    const next = splitPrefix(text[index + 1] ?? '');
    if (kind[index + 1] === 'fence' || next.content.startsWith('#')) edits.insertAfter(index, '');
    if (kind[index + 1] !== 'text') continue;
    const isText = !beginsBlock.test(next.content) || /^!\[/.test(next.content);
    if (next.quotes !== quotes || !(isText || isInline(firstTag.exec(next.content)))) continue;
    edits.replace(index, `${text[index]!.trimEnd()} ${next.content}`);
    edits.remove(index + 1);
    index++;
  }
  return edits;
}
