import { Edits } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';
import { isCodeName } from './data-body.ts';
import { prepareBlocks } from './indented.ts';

const sign = /^[ ]*:[ ]/m;

/** PHP Markdown Extra's definition lists, as Goldmark reads them: `term`, below it `: definition`. */
export const definitions: SourceSyntax = {
  name: 'definitions',
  sign,
  prepare: (preparation) => prepareBlocks(preparation, { boxes: false }),
};

/** The same before shortcodes are read, which are no code where they stand in a definition. */
export const definitionsAroundShortcodes: SourceSyntax = {
  name: 'definitions',
  sign,
  prepare: (preparation) =>
    showsDefinitions(preparation) ? new Edits() : definitions.prepare(preparation),
};

const call = /\{\{[<%]\s*(\/?)\s*([\w./-]+)/g;

/** Whether the code in a shortcode has lines that begin as definitions do. */
function showsDefinitions({ lines: { text } }: Preparation): boolean {
  let inCode = '';
  for (const line of text) {
    if (inCode !== '' && sign.test(line)) return true;
    for (const [, end, name = ''] of line.matchAll(call)) {
      if (end ? name === inCode : inCode === '' && isCodeName(name)) inCode = end ? '' : name;
    }
  }
  return false;
}
