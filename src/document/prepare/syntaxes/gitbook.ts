import { decodeHTML } from 'entities/decode';
import { changedLines, type Edits } from '../edits.ts';
import type { Preparation } from '../preparation.ts';
import { printed } from './markdoc-values.ts';

/** What pages of GitBook contain that have an expression or an annotation. */
export const gitbookSign = /<code class="expression">|\]\(#user-content-fn-/;

const expression = /<code class="expression">(.*?)<\/code>/g;
/** A note on some words is a footnote; the words are no link. */
const annotated = /\[((?:[^[\]]|\[[^[\]]*\])*)\]\(#user-content-fn-([\w-]+)\)(?=\[\^\2\])/g;

/**
 * Puts in what GitBook's expressions give: variables of the space and of the page.
 *
 * https://gitbook.com/docs/create-content/variables-and-expressions
 */
export function gitbookText({ lines, site, frontmatter }: Preparation): Edits {
  const shown = (whole: string, source: string) => {
    const plain = decodeHTML(source).replace(/\\(?=[\\`*_[\]<>])/g, '');
    return printed(site.expression(plain, frontmatter)) ?? whole;
  };
  return changedLines(lines.text, (line, index) =>
    lines.kind[index] === 'text' && gitbookSign.test(line)
      ? line.replace(expression, shown).replace(annotated, '$1')
      : undefined,
  );
}
