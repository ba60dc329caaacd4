import { splitPrefix, trimmed, trimmedEnd } from '../../lines/prefix.ts';
import { codeSpans, inSpan } from '../../lines/spans.ts';
import {
  isAttributeList,
  isOnlyAttributeList,
  takeHeadingId,
  withoutAttributeLists,
} from '../attribute-lists.ts';
import { Edits } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';

const heading = /^#{1,6}[ \t]/;
const atEnd = /[ \t]\{([^{}\n]*)\}[ \t]*$/;

/**
 * Attribute lists of markdown-it, which VitePress has by default: after a piece of a line
 * (`![](a.png){.dark}`), at the end of a block (`Text {.lead}`) or a cell, or in a line of their own below it.
 */
export const attrs: SourceSyntax = {
  name: 'attrs',
  sign: /[^{}]\}[ \t]*(?:$|\|)|[)`*_>\]=~^+:]\{/m,
  prepare: prepareAttrs,
};

function prepareAttrs(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text, kind, source } = preparation.lines;
  for (const [index, line] of text.entries()) {
    if (kind[index] !== 'text' || !line.includes('}') || line.includes('{{')) continue;
    const { lead, content } = splitPrefix(line);
    const rest = isOnlyAttributeList(content)
      ? ''
      : heading.test(content)
        ? takeHeadingId(content, source[index]!, preparation)
        : withoutEnd(withoutAttributeLists(content));
    if (rest !== content) edits.replace(index, trimmedEnd(lead + rest, ' \t'));
  }
  return edits;
}

function withoutEnd(line: string): string {
  const found = atEnd.exec(line);
  if (found === null || !isAttributeList(trimmed(found[1]!))) return line;
  return inSpan(codeSpans(line), found.index) ? line : line.slice(0, found.index);
}

/** Goldmark's `{.class #id}` in a line of its own, right below the block that it is about, or right behind the call that makes it. */
export const blockAttributes: SourceSyntax = {
  name: 'block-attributes',
  sign: /(?:^[ \t>]*|[%>]\}\})\{[^{}\n]+\}[ \t]*$/m,
  prepare: prepareBlockAttributes,
};

function prepareBlockAttributes({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  for (const [index, line] of text.entries()) {
    if (kind[index] !== 'text' || !line.includes('}')) continue;
    const call = /^.*[%>]\}\}(?=\{[^{}]+\}[ \t]*$)/.exec(line)?.[0] ?? '';
    if (!isOnlyAttributeList(line.slice(call.length))) continue;
    if (call === '' && (text[index - 1] ?? '').trim() === '') continue;
    edits.replace(index, call || splitPrefix(line).lead.trimEnd());
  }
  return edits;
}
