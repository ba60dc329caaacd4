import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from './config/settings.ts';
import { outputLines } from './contract/index-line.ts';
import type { Message } from './contract/message.ts';
import { tokenizerName } from './contract/tokenizer.ts';
import { ContextorError, noBuild } from './errors.ts';
import { discoverSources } from './loader/discover-sources.ts';
import { oneSite, publicBase, sectionsOf, variantsIn } from './loader/one-site.ts';
import { type Plan, planDocuments, withSite } from './loader/plan.ts';
import { pagesByPath, siteViews } from './loader/site-files.ts';
import { renderLlmsFullTxt } from './output/publish/llms-txt.ts';
import type { PublishedPage } from './output/publish/page.ts';
import { publicationTitle } from './output/publish/publisher.ts';
import { type SidebarEntry, sidebarSections } from './site/navigation.ts';
import { isPublished } from './site/variants.ts';
import { addressesUnder, skillFiles } from './twins/addresses.ts';
import { checkSite, type SiteChanges, servesPath, writeSiteFiles } from './twins/folder.ts';
import { indexFiles } from './twins/llms-txt.ts';
import { pageSets, placePages, type SiteFile, type TwinPage, twinPaths } from './twins/page.ts';
import { renderTwin, type TwinLinks, unmatchedIn } from './twins/twin.ts';

export { loadTokenizer } from './document/count-tokens.ts';

/** What the build of a site knows better than its configuration. */
export interface SiteOutputOptions {
  /** Routes by source path, relative to the source root; for pages that are not among them, the scan's. */
  routes?: Readonly<Record<string, string>> | undefined;
  /** The sidebar; default: that of the site's configuration. */
  sidebar?: readonly SidebarEntry[] | undefined;
  /** Address of the site's root, its base path included; default: that of `baseUrl` or the site. */
  base?: string | undefined;
  /** Path of the site's root, such as `/docs`, where its address is not known. Default: none. */
  path?: string | undefined;
  /** Folder of the built site; default: that of the setting `site`, if any. */
  folder?: string | undefined;
}

/** What a site serves to agents, made from the last build. */
interface SiteOutput {
  pages: readonly TwinPage[];
  files: readonly SiteFile[];
  /** Address of the site's root; undefined where it is not known. */
  base: string | undefined;
  messages: readonly Message[];
}

/** What was written to a built site. */
export interface SiteResult extends SiteChanges {
  folder: string;
  /** Pages that have a twin. */
  pages: number;
  messages: readonly Message[];
}

/**
 * Adds to a built site what agents fetch: a Markdown twin of each page at its route, `llms.txt`, and
 * the index of skills. It reads the output of the last build.
 *
 * @throws ContextorError `SITE_MISSING`, `SITE_INVALID`, `SITE_FOREIGN`, `SITE_NOT_WRITABLE`, `NO_BUILD`
 * @example
 * const settings = resolveSettings({ src: 'docs', site: 'dist' }, { cwd: process.cwd() });
 * await build(settings);
 * const { pages } = await writeSite(settings);
 */
export async function writeSite(
  settings: Settings,
  options: SiteOutputOptions = {},
): Promise<SiteResult> {
  const folder = options.folder ?? settings.site?.folder;
  if (folder === undefined) {
    throw new ContextorError('no site folder is set', {
      code: 'SITE_MISSING',
      remedy: 'Name the folder that the site is built to with --site or "site".',
    });
  }
  checkSite(folder);
  const { files, pages, messages } = await siteOutput(settings, { ...options, folder });
  const changes = await writeSiteFiles(folder, files);
  return { ...changes, folder, pages: pages.length, messages };
}

/** Makes the same without writing it, and without a folder of the site where none is named. */
export async function siteOutput(
  settings: Settings,
  options: SiteOutputOptions,
): Promise<SiteOutput> {
  const plan = withSite(await planDocuments(settings, await discoverSources(settings)));
  const known = publicBase(plan);
  const base = options.base ?? known;
  const addresses = addressesUnder(base ?? options.path, known === undefined ? [] : [known]);
  const { placed, messages } = publishedPages(settings, plan, options);
  messages.push(...unmatchedIn(settings.site, placed));
  const about = aboutSite(settings, plan, { pages: placed, sidebar: options.sidebar });
  const record = oneSite(plan);
  const [root, ...others] = pageSets(placed, {
    locale: record?.locales.find(({ key }) => key === record.defaultLocale)?.key,
    version: record?.versions[0],
  });
  const links = twinLinks(plan, placed, { addresses, folder: options.folder });
  const read = (page: PublishedPage) => readFileSync(join(settings.outRoot, page.out), 'utf8');
  const files: SiteFile[] = [];
  for (const set of [root!, ...others]) {
    const index = addresses.of(set.folder === '' ? 'llms.txt' : `${set.folder}/llms.txt`);
    for (const page of set.pages) {
      const text = renderTwin(read(page), page, { index, links });
      for (const path of twinPaths(page)) files.push({ path, text });
    }
    files.push(...indexFiles(set, { ...about, addresses, others }));
  }
  if (settings.site?.full) {
    const full = { ...about, addresses, pages: root!.pages };
    let text = '';
    for await (const piece of renderLlmsFullTxt({ ...full, read: async (page) => read(page) })) {
      text += piece;
    }
    files.push({ path: 'llms-full.txt', text });
  }
  files.push(...skillFiles(about, addresses));
  return { pages: placed, files: withoutClashes(files, messages), base, messages };
}

/** The pages of the last build that the site serves, each at its route. */
function publishedPages(
  settings: Settings,
  plan: Plan,
  { folder, routes }: SiteOutputOptions,
): ReturnType<typeof placePages> {
  const scanned = pagesByPath(plan);
  const listed = readPages(settings.outRoot).filter(({ path }) => {
    const page = scanned.get(path);
    // Pages that stages have added are in no scan.
    return page === undefined || isPublished(page);
  });
  return placePages(listed, {
    scanned,
    routes: { ...settings.site?.routes, ...routes },
    isFolder: (route, address) =>
      address.endsWith('/') ||
      (folder !== undefined &&
        existsSync(join(folder, route, 'index.html')) &&
        !existsSync(join(folder, `${route}.html`))),
    variantOf: variantsIn(plan),
  });
}

/** What every index of the site says about it. */
function aboutSite(
  settings: Settings,
  plan: Plan,
  { pages, sidebar }: { pages: readonly TwinPage[]; sidebar: SiteOutputOptions['sidebar'] },
) {
  const record = oneSite(plan);
  const title = settings.title ?? record?.title?.value ?? publicationTitle(settings, pages);
  const home = pages.find(({ route }) => route === '/');
  return {
    title,
    description:
      settings.description ||
      record?.description?.value ||
      home?.description ||
      `The documentation of ${title}.`,
    sections: sidebarOf(sidebar, pages) ?? sectionsOf(plan),
    optional: settings.site?.optional,
    tokenizer: tokenizerName(settings.tokenizer),
  };
}

/** Address of the site's root, from `baseUrl` or the site's own configuration. */
export const siteBaseOf = async (settings: Settings): Promise<string | undefined> =>
  publicBase(await planDocuments(settings, await discoverSources(settings)));

/** A page at `/llms` or `/llms/guide` may want the place of an index; the index stays. */
function withoutClashes(files: readonly SiteFile[], messages: Message[]): SiteFile[] {
  const byPath = new Map<string, SiteFile>();
  for (const file of files) {
    if (byPath.has(file.path)) {
      const reason = `${file.path} would be written twice; the later one is kept`;
      messages.push({ severity: 'warning', rule: 'site-route', path: '.', reason });
    }
    byPath.set(file.path, file);
  }
  return [...byPath.values()];
}

/** The sections of the sidebar from the build of the site, if it names pages. */
function sidebarOf(sidebar: readonly SidebarEntry[] | undefined, pages: readonly TwinPage[]) {
  const paths = new Map(pages.map(({ route, path }) => [route, path]));
  const sections = sidebarSections(sidebar ?? [], (route) => paths.get(route));
  return sections.length > 0 ? sections : undefined;
}

function twinLinks(
  plan: Plan,
  pages: readonly TwinPage[],
  {
    addresses,
    folder,
  }: { addresses: ReturnType<typeof addressesUnder>; folder: string | undefined },
): TwinLinks {
  const byOut = new Map(pages.map((page) => [page.out, addresses.of(page.twin)]));
  const byRoute = new Map(pages.map((page) => [page.route, addresses.of(page.twin)]));
  // Of several sources, the first one sees the others.
  const { pageByRoute } = siteViews(plan, { recording: false })('');
  return {
    twinOf: (out) => byOut.get(out),
    atPath(path) {
      const plain = path.replace(/(?<=.)\/+$/, '').replace(/(?:\/index)?\.(?:html?|md)$/, '');
      const own = byRoute.get(plain === '' ? '/' : plain);
      if (own !== undefined) return own;
      const page = pageByRoute(path);
      const twin = page === undefined ? undefined : byOut.get(page.out);
      if (twin !== undefined) return twin;
      return folder !== undefined && servesPath(folder, path)
        ? addresses.of(path.replace(/^\/+/, ''))
        : undefined;
    },
    pathOf: addresses.pathOf,
  };
}

/** @throws ContextorError `NO_BUILD` */
function readPages(outRoot: string): PublishedPage[] {
  const file = join(outRoot, 'index.jsonl');
  try {
    return outputLines(readFileSync(file, 'utf8')).map(({ tokens, url, ...page }) => {
      return { ...page, url: url || undefined, tokens: tokens.after };
    });
  } catch (cause) {
    throw noBuild(outRoot, cause);
  }
}
