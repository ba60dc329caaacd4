import type { StaticValue } from '../static-value.ts';
import type { Place } from './place.ts';

const configFiles = ['js', 'ts', 'mjs', 'mts', 'cjs'].map((end) => `/.vuepress/config.${end}`);

/**
 * What Vue knows under names of its own on every page, of those that the page uses: the page, and in
 * VuePress what the configuration says of the site.
 *
 * https://v1.vuepress.vuejs.org/guide/global-computed.html
 */
export function* vueGlobals(
  place: Place,
  matter: StaticValue | undefined,
): Generator<[string, StaticValue]> {
  const { text, path, site } = place.document;
  if (text.includes('$page')) {
    const { title, address } = site.pageByPath(path) ?? {};
    const known = Object.entries({ frontmatter: matter, title, path: address });
    yield ['$page', new Map(known.filter((one): one is [string, StaticValue] => one[1] != null))];
  }
  if (!/\$(?:site|themeConfig)\b/.test(text)) return;
  for (const specifier of configFiles) {
    const config = place.own.data({ specifier, name: 'default' }, place);
    if (!(config instanceof Map)) continue;
    yield ['$site', config];
    yield ['$themeConfig', config.get('themeConfig') ?? new Map()];
    return;
  }
}
