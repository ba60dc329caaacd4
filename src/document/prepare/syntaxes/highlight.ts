import { splitPrefix } from '../../lines/prefix.ts';
import { readArguments } from '../attributes.ts';
import { attribute, callTag } from '../call.ts';
import { Edits } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';

const opening = /^\{%-?\s*highlight(?=[\s%-])([^%]*?)-?%\}$/;
const openRaw = /\{%-?\s*raw\b/;
const closing = /^\{%-?\s*endhighlight\s*-?%\}$/;

/** Liquid is read before Markdown: code between tags in lines of their own, with no Liquid in it, is no kramdown. */
export const highlight: SourceSyntax = { name: 'liquid', sign: /\{%-?\s*highlight\b/, prepare };

function prepare(preparation: Preparation): Edits {
  preparation.apply(withoutPre(preparation));
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  let raw = false;
  for (let index = 0; index < text.length; index++) {
    if (kind[index] !== 'text') continue;
    raw = (raw || openRaw.test(text[index]!)) && !text[index]!.includes('endraw');
    const { lead, content } = splitPrefix(text[index]!);
    const [, given] = opening.exec(content) ?? [];
    if (given === undefined || raw || lead.includes('>')) continue;
    let end = index + 1;
    while (end < text.length && !text[end]!.includes('{%')) end++;
    if (kind[end] !== 'text' || !closing.test(text[end]!.trim())) continue;
    const body = text.slice(index + 1, end);
    if (body.some((line) => line.includes('{{'))) continue;
    // Blanks beyond those of the tag are of the code.
    const margin = new RegExp(`^[ \\t]{0,${lead.length}}`);
    const code = attribute('code', body.map((line) => line.replace(margin, '')).join('\n'));
    const attributes = [...readArguments(given.trim()), code];
    const n = preparation.call({ origin: 'macro', name: 'highlight', attributes });
    edits.replaceByBlock(index, lead, callTag.alone(n));
    edits.remove(index + 1, end);
    index = end;
  }
  return edits;
}

const preBefore = /^\s*<pre(?:\s[^<>]*)?>\s*(?=\{%-?\s*highlight\b)/;
const preBehind = /\{%-?\s*endhighlight\s*-?%\}\s*<\/pre>\s*$/;

/** The lines without `<pre>` right around what is highlighted, which is a `<pre>` of its own. */
function withoutPre({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  for (const [index, line] of text.entries()) {
    if (kind[index] !== 'text') continue;
    if (preBefore.test(`${line}\n${text[index + 1]}`))
      edits.replace(index, line.replace(/^\s*<pre[^<>]*>\s*/, ''));
    else if (preBehind.test(`${text[index - 1]}\n${line}`))
      edits.replace(index, line.replace(/\s*<\/pre>\s*$/, ''));
  }
  return edits;
}
