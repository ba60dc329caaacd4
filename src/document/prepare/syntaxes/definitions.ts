import type { SourceSyntax } from '../preparation.ts';
import { prepareBlocks } from './indented.ts';

/** PHP Markdown Extra's definition lists, as Goldmark reads them: `term`, below it `: definition`. */
export const definitions: SourceSyntax = {
  name: 'definitions',
  sign: /^[ ]*:[ ]/m,
  prepare: (preparation) => prepareBlocks(preparation, { boxes: false }),
};
