import { join, relative, sep } from 'node:path';
import type { Config } from '../config/settings.ts';
import { addToSite, summaryOf } from './add-to-site.ts';

/** The part of VitePress's site configuration that is read. */
export interface VitePressSite {
  srcDir: string;
  outDir: string;
  /** Documents, relative to `srcDir`. */
  pages: readonly string[];
  rewrites: { map: Readonly<Record<string, string | undefined>> };
  site: { title: string; description: string; base: string };
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
        src: relative(cwd, srcDir).split(sep).join('/') || '.',
        title: site.title,
        description: site.description,
        dialect: 'vitepress',
      },
      options,
      routes: Object.fromEntries(
        pages.map((page) => [join(srcDir, page), routeOf(rewrites.map[page] ?? page)]),
      ),
      ...(site.base !== '/' && { path: site.base }),
    });
    console.log(summaryOf(result));
  };
}

function routeOf(page: string): string {
  return `/${page.replace(/\.md$/, '').replace(/(^|\/)index$/, '$1')}`;
}
