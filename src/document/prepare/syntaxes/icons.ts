import { outsideSpans } from '../../lines/spans.ts';
import { Edits } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';

const size = String.raw` =[\w.]+`;
const colour = String.raw` \/[^\s:]+`;

/** `::mdi:fire::`, `::fire =24px /red::`. A name alone may be one of a program, `::std::`. */
const icon = new RegExp(
  String.raw`([ \t]?)(?<![\w:\\])::(?:[a-z]+ )?[a-z\d][a-z\d-]*(?::[a-z\d][a-z\d-]*(?:${size})?(?:${colour})?|(?:${size})(?:${colour})?|${colour})::(?![\w:])([ \t]?)`,
  'g',
);

/** Icons of VuePress's and VitePress's plugins: https://ecosystem.vuejs.press/plugins/features/icon.html */
export const icons: SourceSyntax = { name: 'icons', sign: /::\w/, prepare: prepareIcons };

function prepareIcons({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  for (const [index, line] of text.entries()) {
    if (kind[index] !== 'text' || !line.includes('::')) continue;
    const rest = outsideSpans(line, (words) =>
      words.replace(icon, (_, before: string, after: string) => before && after && ' '),
    );
    if (rest !== line) edits.replace(index, rest);
  }
  return edits;
}
