import { join, relative } from 'node:path';
import type { Config } from '../config/settings.ts';
import { slashed } from '../files/source-name.ts';
import type { SidebarEntry } from '../site/navigation.ts';
import { addToSite, summaryOf } from './add-to-site.ts';

interface SidebarItem {
  text?: string;
  link?: string;
  base?: string;
  items?: readonly SidebarItem[];
}

/** One list of items, or one a path. */
type Sidebar =
  | readonly SidebarItem[]
  | Readonly<Record<string, SidebarItem | readonly SidebarItem[]>>;

/** The part of VitePress's site configuration that is read. */
export interface VitePressSite {
  srcDir: string;
  outDir: string;
  /** Documents, relative to `srcDir`. */
  pages: readonly string[];
  rewrites: { map: Readonly<Record<string, string | undefined>> };
  site: {
    title: string;
    description: string;
    base: string;
    themeConfig?: { sidebar?: Sidebar };
    locales?: Readonly<Record<string, { themeConfig?: { sidebar?: Sidebar } }>>;
  };
}

/**
 * Adds Markdown twins, `llms.txt` and skills when VitePress has built the site.
 *
 * @param options settings; they win over the configuration file
 * @example
 * // .vitepress/config.js
 * import { contextor } from 'contextor/vitepress';
 * export default { buildEnd: contextor() };
 */
export function contextor(options: Config = {}): (site: VitePressSite) => Promise<void> {
  return async ({ srcDir, outDir, pages, rewrites, site }) => {
    const cwd = process.cwd();
    const result = await addToSite({
      cwd,
      folder: outDir,
      found: {
        src: slashed(relative(cwd, srcDir)) || '.',
        title: site.title,
        description: site.description,
        dialect: 'vitepress',
      },
      options,
      routes: Object.fromEntries(
        pages.map((page) => [join(srcDir, page), routeOf(rewrites.map[page] ?? page)]),
      ),
      sidebar: [site, ...Object.values(site.locales ?? {})].flatMap(({ themeConfig }) =>
        Object.values(themeConfig?.sidebar ?? {})
          .flat()
          .map((item) => entryOf(item)),
      ),
      ...(site.base !== '/' && { path: site.base }),
    });
    console.log(summaryOf(result));
  };
}

const routeOf = (page: string): string =>
  `/${page.replace(/\.md$/, '').replace(/(^|\/)index$/, '$1')}`;

function entryOf({ text, link, base = '', items }: SidebarItem, above = ''): SidebarEntry {
  const own = base || above;
  return {
    title: text,
    route:
      link === undefined ? undefined : routeOf((own + link).replace(/^\/|[?#].*$|\.html$/g, '')),
    items: items?.map((item) => entryOf(item, own)),
  };
}
