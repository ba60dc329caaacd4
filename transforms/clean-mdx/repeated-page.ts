import type { RootContent } from 'mdast';
import { save, savingValue } from '../../src/contract/savings.ts';
import { isBlank } from '../nodes.ts';
import { markerLine } from '../renderings/variants.ts';
import type { Place } from './place.ts';

const silent: ReadonlySet<string> = new Set(['mdxjsEsm', 'yaml', 'toml', 'definition']);

/**
 * A page that is nothing but another page has its text in that page's output already; a marker says
 * which one that is. Undefined where the included text has to stand here.
 */
export function repeatedPage(
  included: { path: string; text: string },
  place: Place,
): RootContent[] | undefined {
  const { settings, site, tree } = place.document;
  if (savingValue(settings, 'included-pages') === false || place.isIncluded) return undefined;
  const shown = tree.children.filter((node) => !silent.has(node.type) && !isBlank(node));
  if (shown.length !== 1) return undefined;
  const page = site.pageByPath(included.path);
  if (page?.path !== included.path) return undefined;
  save(place.savings, 'included-pages', included.text.length);
  return [markerLine(`the text of ${page.out}`)];
}
