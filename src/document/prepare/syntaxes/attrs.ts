import { splitPrefix, trimmed, trimmedEnd } from '../../lines/prefix.ts';
import { codeSpans, inSpan } from '../../lines/spans.ts';
import {
  isAttributeList,
  isOnlyAttributeList,
  takeHeadingId,
  withoutAttributeLists,
} from '../attribute-lists.ts';
import { changedLines, type Edits } from '../edits.ts';
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
  const { text, kind, source } = preparation.lines;
  return changedLines(text, (line, index) => {
    if (kind[index] !== 'text' || !line.includes('}') || line.includes('{{')) return undefined;
    const { lead, content } = splitPrefix(line);
    const rest = isOnlyAttributeList(content)
      ? ''
      : heading.test(content)
        ? takeHeadingId(content, source[index]!, preparation)
        : withoutEnd(withoutAttributeLists(content));
    return rest === content ? undefined : trimmedEnd(lead + rest, ' \t');
  });
}

function withoutEnd(line: string): string {
  const found = atEnd.exec(line);
  if (found === null || !isAttributeList(trimmed(found[1]!))) return line;
  return inSpan(codeSpans(line), found.index) ? line : line.slice(0, found.index);
}

/** Goldmark's `{.class #id}` in a line of its own, below the block that it is about, or right behind the call that makes it. */
export const blockAttributes: SourceSyntax = {
  name: 'block-attributes',
  sign: /(?:^[ \t>]*|[%>]\}\})\{[^{}\n]+\}[ \t]*$/m,
  prepare: prepareBlockAttributes,
};

function prepareBlockAttributes({ lines: { text, kind } }: Preparation): Edits {
  return changedLines(text, (line, index) => {
    if (kind[index] !== 'text' || !line.includes('}')) return undefined;
    const call = /^.*[%>]\}\}(?=\{[^{}]+\}[ \t]*$)/.exec(line)?.[0] ?? '';
    if (!isOnlyAttributeList(line.slice(call.length))) return undefined;
    const isApart = call === '' && (text[index - 1] ?? '').trim() === '';
    if (isApart && !/^[ \t>]*\{[.#]/.test(line)) return undefined;
    return call || splitPrefix(line).lead.trimEnd();
  });
}
