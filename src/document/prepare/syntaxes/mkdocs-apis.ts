import { splitPrefix } from '../../lines/prefix.ts';
import { attribute, callTag } from '../call.ts';
import { Edits } from '../edits.ts';
import type { Preparation } from '../preparation.ts';

/**
 * Lines in whose place plugins show all that a description of an API holds.
 *
 * - `!!swagger api.json!!`: https://github.com/bharel/mkdocs-render-swagger-plugin
 * - `[OAD(./docs/api.yaml)]`: https://www.neoteroi.dev/mkdocs-plugins/web/oad/
 */
const shown = /^(?:!!swagger(?:-http)?[ \t]+(\S+?)!!|\[OAD\(['"]?([^()'"\n]+?)['"]?\)\])[ \t]*$/;

export function prepareApis(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  for (const [index, line] of text.entries()) {
    if (kind[index] !== 'text' || !/!!swagger|\[OAD\(/.test(line)) continue;
    const { lead, content } = splitPrefix(line);
    const [, file, other = file] = shown.exec(content) ?? [];
    if (other === undefined) continue;
    const attributes = [attribute('src', other)];
    const call = preparation.call({ origin: 'macro', name: 'api', attributes });
    edits.replaceByBlock(index, lead, callTag.alone(call));
  }
  return edits;
}
