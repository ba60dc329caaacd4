import { outsideSpans } from '../../lines/spans.ts';
import { changedLines, type Edits } from '../edits.ts';
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
  return changedLines(text, (line, index) => {
    if (kind[index] !== 'text' || !line.includes('::')) return undefined;
    return outsideSpans(line, (words) =>
      words.replace(icon, (_, before: string, after: string) => before && after && ' '),
    );
  });
}
