import { join } from 'node:path';
import type { Config } from '../config/settings.ts';
import { addToSite, summaryOf } from './add-to-site.ts';

/** A page of a content plugin: its source as `@site/docs/intro.md`, and its path on the host. */
interface ContentPage {
  source?: string;
  permalink?: string;
}

/** The part of Docusaurus's account of a build that is read. */
export interface DocusaurusSite {
  siteDir: string;
  outDir: string;
  baseUrl: string;
  siteConfig: { title: string; tagline?: string; url: string };
  i18n: { currentLocale: string; defaultLocale: string };
  plugins: readonly { content?: unknown }[];
}

/** A plugin, as Docusaurus takes it. */
export interface DocusaurusPlugin {
  name: 'contextor';
  postBuild(site: DocusaurusSite): Promise<void>;
}

/**
 * Adds Markdown twins, `llms.txt` and skills when Docusaurus has built the site in its default language.
 *
 * @param options settings; they win over the configuration file
 * @example
 * // docusaurus.config.js
 * export default { plugins: [['contextor/docusaurus', { exclude: ['drafts/**'] }]] };
 */
export default function contextor(
  _context: unknown,
  { id: _id, ...options }: Config & { id?: string } = {},
): DocusaurusPlugin {
  return {
    name: 'contextor',
    async postBuild({ siteDir, outDir, baseUrl, siteConfig, i18n, plugins }) {
      if (i18n.currentLocale !== i18n.defaultLocale) return;
      const { title, tagline, url } = siteConfig;
      const result = await addToSite({
        cwd: siteDir,
        folder: outDir,
        found: {
          src: 'docs',
          title,
          dialect: 'docusaurus',
          ...(tagline && { description: tagline }),
        },
        options,
        routes: Object.fromEntries(
          plugins
            .flatMap(({ content }) => pagesOf(content))
            .map(({ source, permalink }) => [
              join(siteDir, source!.slice('@site/'.length)),
              `/${permalink!.slice(baseUrl.length)}`,
            ]),
        ),
        base: new URL(baseUrl, url).href.replace(/\/+$/, ''),
      });
      console.log(summaryOf(result));
    },
  };
}

/** The pages of the plugins for documents, blogs and single pages. */
function pagesOf(content: unknown): ContentPage[] {
  const { loadedVersions = [], blogPosts = [] } = (content ?? {}) as {
    loadedVersions?: { docs: ContentPage[] }[];
    blogPosts?: { metadata: ContentPage }[];
  };
  return [
    ...loadedVersions.flatMap(({ docs }) => docs),
    ...blogPosts.map(({ metadata }) => metadata),
    ...(Array.isArray(content) ? (content as ContentPage[]) : []),
  ].filter(({ source, permalink }) => source?.startsWith('@site/') && permalink !== undefined);
}
