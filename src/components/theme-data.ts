import { known } from '../static/globals.ts';
import { Callable, fn, unknown, type Value, type ValueMap } from '../static/value.ts';
import { elementOf, nodesOf } from './emit.ts';
import { Route } from './page-address.ts';
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
    const { frontMatter, path } = reader.host;
    const title = (frontMatter instanceof Map && frontMatter.get('title')) || unknown;
    const page = { frontmatter: frontMatter, title, relativePath: path, filePath: path };
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
      page: inRef(known(page)),
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

/** What VuePress says of a page: https://vuepress.vuejs.org/reference/client-api.html */
export function vuepressExport(name: string, reader: Reader): Value {
  const { frontMatter, path } = reader.host;
  const title = (frontMatter instanceof Map && frontMatter.get('title')) || unknown;
  const address = { path: new Route(reader).member('path'), filePathRelative: path };
  const hooks: Record<string, Value> = {
    usePageData: known({ ...address, frontmatter: frontMatter, title }),
    usePageFrontmatter: frontMatter,
  };
  const given = Object.hasOwn(hooks, name) ? hooks[name] : undefined;
  return given && fn(() => inRef(given));
}

/** What the hooks of Rspress say of a page: https://rspress.rs/ui/hooks */
export function rspressExport(name: string, { host, modules }: Reader): Value {
  const { frontMatter, locale } = host;
  const stated = (key: string): Value =>
    (frontMatter instanceof Map ? frontMatter.get(key) : undefined) ?? unknown;
  const page = known({
    frontmatter: frontMatter,
    title: stated('title'),
    description: stated('description'),
  });
  const siteData = known({ lang: locale?.main ?? unknown });
  // https://rspress.rs/guide/basic/i18n
  const phrase = fn((key, language = locale?.language) => {
    const phrases = modules.imported('/i18n.json', 'default', host.path);
    const phrase = phrases instanceof Map ? phrases.get(String(key)) : undefined;
    return (phrase instanceof Map ? phrase.get(String(language)) : undefined) ?? unknown;
  });
  const hooks: Record<string, Value> = {
    useI18n: phrase,
    useLang: locale?.language ?? unknown,
    useFrontmatter: known({ frontmatter: frontMatter }),
    usePage: known({ page, siteData }),
    usePageData: known({ page, siteData }),
  };
  const given = Object.hasOwn(hooks, name) ? hooks[name] : undefined;
  return given && new Callable(() => given);
}

const elements =
  'a blockquote code h1 h2 h3 h4 h5 h6 hr li ol p pre strong table tbody td th thead tr ul';

/** What `getCustomMDXComponent()` of the theme gives: functions that make the elements of a page, `h1({ children: 'Kilns' })`. */
export function rspressElements(reader: Reader): Value {
  const { emitter } = reader;
  const make = (name: string) =>
    new Callable(([given]) => {
      const props: ValueMap = new Map(given instanceof Map ? given : []);
      const children = nodesOf(props.get('children'), () => `children of <${name}>`, emitter);
      return reader.content([elementOf(name, props, children, emitter)]);
    });
  return new Callable(() => new Map(elements.split(' ').map((name) => [name, make(name)])));
}
