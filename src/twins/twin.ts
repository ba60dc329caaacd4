import ignore from 'ignore';
import type { Settings } from '../config/settings.ts';
import type { Message } from '../contract/message.ts';
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

/** Routes and globs of the setting `site` that are about no page. */
export function unmatchedIn(site: Settings['site'], pages: readonly TwinPage[]): Message[] {
  const paths = new Set(pages.map(({ path }) => path));
  const unmatched = (about: string, name: string): Message => {
    const reason = `"${about}" names ${JSON.stringify(name)}, and no page matches it`;
    return { severity: 'warning', rule: 'setting-unmatched', about, path: '.', reason };
  };
  const routes = Object.keys(site?.routes ?? {}).filter((path) => !paths.has(path));
  const globs = (site?.optional ?? []).filter((glob) => {
    const matches = ignore({ ignorecase: true }).add(glob);
    return !glob.startsWith('!') && ![...paths].some((path) => matches.ignores(path));
  });
  return [
    ...routes.map((path) => unmatched('site.routes', path)),
    ...globs.map((glob) => unmatched('site.optional', glob)),
  ];
}
