import { outsideSpans } from '../../lines/spans.ts';
import { Edits } from '../edits.ts';
import { frontMatterText } from '../front-matter-text.ts';
import type { Preparation } from '../preparation.ts';

const binding = /\{\{\s*([$\w.]+)(?:\s*\|\|\s*(?:'([^'\n]*)'|"([^"\n]*)"))?\s*\}\}/g;

/**
 * `{{ $doc.version || 'latest' }}` shows a value of the front matter, or what stands behind the bars.
 *
 * https://content.nuxt.com/docs/files/markdown#binding-data-in-markdown
 */
export function prepareBindings(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  for (const [index, line] of text.entries()) {
    if (kind[index] !== 'text' || !line.includes('{{')) continue;
    const made = outsideSpans(line, (part) =>
      part.replace(binding, (whole: string, path: string, single?: string, double?: string) => {
        const [root, ...keys] = path.split('.');
        const ofPage = root === '$doc' ? frontMatterText(preparation.frontmatter, keys) : undefined;
        const value = ofPage ?? single ?? double;
        if (value === undefined && path.startsWith('$doc.')) tell(preparation, index, whole);
        return value ?? whole;
      }),
    );
    if (made !== line) edits.replace(index, made);
  }
  return edits;
}

function tell(preparation: Preparation, index: number, about: string): void {
  const reason = `\`${about}\` names nothing in the front matter, so it was kept as written`;
  preparation.warn(index, { rule: 'preprocessor-text', about, reason });
}
