import { join, relative } from 'node:path';
import type { Config } from '../config/settings.ts';
import { isInside } from '../files/inside.ts';
import { slashed } from '../files/source-name.ts';
import type { SidebarEntry } from '../site/navigation.ts';
import { addToSite, summaryOf } from './add-to-site.ts';

/** A page of a content plugin: its source as `@site/docs/intro.md`, and its path on the host. */
interface ContentPage {
  id?: string;
  source?: string;
  permalink?: string;
}

/** A document, a group of entries, or a link elsewhere. */
interface SidebarItem {
  id?: string;
  label?: string;
  items?: readonly SidebarItem[];
  link?: { id?: string };
}

interface Version {
  versionName?: string;
  /** Absolute folder of its documents in the default language. */
  contentPath?: string;
  docs: readonly ContentPage[];
  sidebars?: Record<string, readonly SidebarItem[]>;
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
): { name: 'contextor'; postBuild(site: DocusaurusSite): Promise<void> } {
  return {
    name: 'contextor',
    async postBuild({ siteDir, outDir, baseUrl, siteConfig, i18n, plugins }) {
      if (i18n.currentLocale !== i18n.defaultLocale) return;
      const { title, tagline, url } = siteConfig;
      const described = tagline ? { description: tagline } : {};
      const contents = plugins.map(({ content }) => contentOf(content));
      const routeOf = ({ permalink }: ContentPage) => `/${permalink!.slice(baseUrl.length)}`;
      const fileOf = ({ source }: ContentPage) => join(siteDir, source!.slice('@site/'.length));
      const pages = contents.flatMap((content) => content.pages);
      const result = await addToSite({
        cwd: siteDir,
        folder: outDir,
        found: { src: sourcesOf(contents, siteDir), title, dialect: 'docusaurus', ...described },
        options,
        routes: Object.fromEntries(pages.map((page) => [fileOf(page), routeOf(page)])),
        sidebar: contents.flatMap(({ versions }) =>
          versions.flatMap(({ docs, sidebars = {} }) => {
            const routes = new Map(docs.map((page) => [page.id, routeOf(page)]));
            return Object.values(sidebars).flatMap((items) => items.map(entryIn(routes)));
          }),
        ),
        base: new URL(baseUrl, url).href.replace(/\/+$/, ''),
      });
      console.log(summaryOf(result));
    },
  };
}

/** What the plugins for documents, blogs and single pages have read. */
function contentOf(content: unknown): { pages: ContentPage[]; versions: readonly Version[] } {
  const { loadedVersions: versions = [], blogPosts = [] } = (content ?? {}) as {
    loadedVersions?: readonly Version[];
    blogPosts?: readonly { metadata: ContentPage }[];
  };
  const pages = [
    ...versions.flatMap(({ docs }) => docs),
    ...blogPosts.map(({ metadata }) => metadata),
    ...(Array.isArray(content) ? (content as ContentPage[]) : []),
  ].filter(({ source, permalink }) => source?.startsWith('@site/') && permalink !== undefined);
  return { pages, versions };
}

/** The folders of documents of each instance of the docs plugin, in its current version, else in its first. */
function sourcesOf(
  contents: readonly { versions: readonly Version[] }[],
  siteDir: string,
): NonNullable<Config['src']> {
  const folders = contents.flatMap(({ versions }) => {
    const main = versions.find(({ versionName }) => versionName === 'current') ?? versions[0];
    return main?.contentPath ?? [];
  });
  const sources = [...new Set(folders)]
    .filter((folder) => !folders.some((other) => other !== folder && isInside(other, folder)))
    .map((folder) => ({ src: slashed(relative(siteDir, folder)) || '.' }));
  return sources.length > 1 ? sources : (sources[0]?.src ?? 'docs');
}

const entryIn =
  (routes: ReadonlyMap<string | undefined, string>) =>
  ({ id, label, items, link }: SidebarItem): SidebarEntry => ({
    title: label,
    route: routes.get(id ?? link?.id),
    items: items?.map(entryIn(routes)),
  });
