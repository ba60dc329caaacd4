import { Edits } from './edits.ts';
import { Blocks } from './indented.ts';
import type { Preparation } from './preparation.ts';

const kinds = { boxes: false };

/** PHP Markdown Extra's definition lists, as Goldmark reads them: `term`, below it `: definition`. */
export function prepareDefinitions(preparation: Preparation): Edits {
  const { text } = preparation.lines;
  return Blocks.occurIn(text, kinds) ? new Blocks(preparation, kinds).read() : new Edits();
}
