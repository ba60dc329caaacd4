import { attribute, callTag } from '../call.ts';
import { Edits } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';
import { withoutIndentedCode } from './without-indented-code.ts';

/**
 * Slate: indented lines are text, and the front matter names the parts that follow the page, `endpoints/kilns` for
 * `includes/endpoints/_kilns.md`. https://github.com/slatedocs/slate/wiki/Using-Slate-Natively
 */
export const slate: SourceSyntax = { name: 'slate', prepare };

function prepare(preparation: Preparation): Edits {
  withoutIndentedCode(preparation);
  const edits = new Edits();
  const { includes } = preparation.frontmatter;
  if (!Array.isArray(includes)) return edits;
  const last = preparation.lines.text.length - 1;
  for (const name of includes.filter((one) => typeof one === 'string')) {
    const path = `./includes/${name.replace(/[^/]*$/, '_$&.md')}`;
    const n = preparation.call({
      origin: 'macro',
      name: 'include',
      attributes: [attribute('path', path)],
    });
    edits.insertAfter(last, '', callTag.alone(n), '');
  }
  return edits;
}
