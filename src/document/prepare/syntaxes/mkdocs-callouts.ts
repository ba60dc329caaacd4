import { Edits } from '../edits.ts';
import type { Preparation } from '../preparation.ts';

const callout = /^( *)(?:(>)([!?])? ?)?([A-Z]{2,}):(?: (.*))?$/;
const quoteMark = /^ *> ?/;
const boldTitle = /^(\*\*|__)(?=\S)(.+?)\.?\s*\1\s*/;
const boxes: Readonly<Record<string, string>> = { '': '!!!', '?': '???', '!': '???+' };

/**
 * `NOTE: text` and `> NOTE: **Title** text` of the extension callouts become the boxes of Material that it
 * makes of them: https://oprypin.github.io/markdown-callouts/. Behind `>?` and `>!` stand folded ones.
 */
export function prepareCallouts({ lines, site }: Preparation): Edits {
  const edits = new Edits();
  const { text, kind } = lines;
  if (!text.some((line) => callout.test(line)) || !site.mkdocs.callouts()) return edits;
  for (let index = 0; index < text.length; index++) {
    const [whole, lead = '', quote, folded = '', type = '', first = ''] =
      (kind[index] === 'text' && callout.exec(text[index]!)) || [];
    const before = (text[index - 1] ?? '').replace(quoteMark, '');
    if (whole === undefined || (quote === undefined && before.trim() !== '')) continue;
    const [bold = '', , title] = boldTitle.exec(first) ?? [];
    const opener = `${boxes[folded]} ${type.toLowerCase()}${title ? ` "${title}"` : ''}`;
    const body = (line: string) => `${lead}    ${line}`.trimEnd();
    edits.replace(index, lead + opener, body(first.slice(bold.length)));
    while ((text[index + 1] ?? '').trim() !== '') {
      index++;
      edits.replace(
        index,
        body(quote ? text[index]!.replace(quoteMark, '') : text[index]!.trimStart()),
      );
    }
  }
  return edits;
}
