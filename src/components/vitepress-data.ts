import { known } from '../static/globals.ts';
import { Callable, unknown, type Value, type ValueMap } from '../static/value.ts';
import type { Reader } from './reader.ts';
import { Ref } from './vue-ref.ts';

const configFiles = ['ts', 'mts', 'js', 'mjs'].flatMap((end) => [
  `/.vitepress/config.${end}`,
  `/.vitepress/config/index.${end}`,
]);

const inRef = (value: Value): Value => new Ref(() => value);

/**
 * What `useData()` of VitePress says of a page: its front matter, and what the configuration says of the site and of
 * the page's language.
 *
 * https://vitepress.dev/reference/runtime-api#usedata
 */
export function vitepressData(reader: Reader): Value {
  return new Callable(() => {
    const { frontMatter } = reader.host;
    const stated = Object.fromEntries(
      [...siteOf(reader)].filter(([name]) => /^(?:lang|title|description|themeConfig)$/.test(name)),
    );
    const { lang = unknown, themeConfig = unknown } = stated;
    const site = known({ ...stated, themeConfig });
    return known({
      site: inRef(site),
      theme: inRef(themeConfig),
      lang: inRef(lang),
      frontmatter: inRef(frontMatter),
      page: inRef(known({ frontmatter: frontMatter })),
    });
  });
}

/** The settings of the site as the page's language changes them. */
function siteOf({ host, modules }: Reader): ValueMap {
  for (const file of configFiles) {
    const config = modules.imported(file, 'default', host.path);
    if (!(config instanceof Map)) continue;
    const locales = config.get('locales');
    if (!(locales instanceof Map)) return new Map([['lang', 'en-US'], ...config]);
    const [folder = ''] = host.path.split('/');
    const own = locales.get(folder) ?? locales.get('root');
    return new Map([['lang', 'en-US'], ...config, ...(own instanceof Map ? own : [])]);
  }
  return new Map();
}
