import { bodyOf } from '../output/publish/page.ts';
import { portable, type TwinLinks } from './links.ts';
import type { TwinPage } from './page.ts';

/**
 * The text of a twin: the front matter of the output, a line that names the index, and the body with
 * links that hold on the site.
 *
 * @param output the whole `.mdc`
 * @param index address of `llms.txt`
 */
export function renderTwin(
  output: string,
  page: TwinPage,
  { index, links }: { index: string; links: TwinLinks },
): string {
  const body = bodyOf(output);
  const front = output.slice(0, output.length - body.length).trimEnd();
  const head = front === '' ? '' : `${front}\n\n`;
  return `${head}> All pages of this documentation: [llms.txt](${index})\n\n${portable(body, page, links)}`;
}
