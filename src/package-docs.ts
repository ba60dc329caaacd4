import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { build } from './build.ts';
import type { Settings } from './config/settings.ts';
import { sourceRoots } from './config/sources.ts';
import type { BuildOptions, BuildResult } from './contract/build.ts';
import { type IndexLine, outputLines } from './contract/index-line.ts';
import { tokenizerName } from './contract/tokenizer.ts';
import { loadTokenizer } from './document/count-tokens.ts';
import { isInside } from './files/inside.ts';
import { makeScratchFolder, removeFolder } from './files/scratch-folder.ts';
import { discoverSources } from './loader/discover-sources.ts';
import { oneSite, publicBase } from './loader/one-site.ts';
import { type Plan, planDocuments, withSite } from './loader/plan.ts';
import { sectionsOf } from './loader/sections.ts';
import { pagesByPath, siteViews } from './loader/site-views.ts';
import { renderAgentsBlock, renderSkill } from './output/publish/agents.ts';
import { renderLlmsTxt } from './output/publish/llms-txt.ts';
import { bodyOf } from './output/publish/page.ts';
import { publicationTitle } from './output/publish/publish.ts';
import { skillName } from './output/publish/skill.ts';
import { isPublished } from './site/visibility.ts';
import { addressesUnder } from './twins/addresses.ts';
import { ledgerName, type SiteChanges, writeSiteFiles } from './twins/folder.ts';
import { portable, type TwinLinks } from './twins/links.ts';
import { optionalBy } from './twins/llms-txt.ts';
import type { SiteFile } from './twins/page.ts';

export interface PackagedDocs extends SiteChanges {
  pages: number;
  /** Blogs, changelogs and the like that were left out. */
  optional: number;
  /** Of the sources, and of the pages in the package. */
  tokens: { before: number; after: number };
  result: BuildResult;
}

/**
 * Writes the documentation into a folder that is published with an npm package: the pages in the
 * profile `compact`, with links from page to page that hold there, `llms.txt`, `index.jsonl`,
 * `AGENTS.md` and a skill. Pages that `llms.txt` of a site calls optional are left out. What others
 * wrote into the folder stays.
 *
 * @param folder absolute
 * @param options `all` keeps optional pages
 * @throws ContextorError `SITE_FOREIGN`, `SITE_NOT_WRITABLE`
 */
export async function packageDocs(
  settings: Settings,
  folder: string,
  { all = false, ...options }: Pick<BuildOptions, 'onEvent' | 'signal'> & { all?: boolean } = {},
): Promise<PackagedDocs> {
  const scratch = makeScratchFolder();
  try {
    const own = settingsOf(settings, join(scratch, 'out'));
    const result = await build(own, options);
    options.signal?.throwIfAborted();
    const isOptional = all ? () => false : optionalBy(settings.site?.optional);
    const { files, ...counts } = await packageFiles(own, isOptional);
    const changes = await writeSiteFiles(folder, files);
    return { ...changes, ...counts, result };
  } finally {
    removeFolder(scratch);
  }
}

/** Pages alone, in few tokens: what is published beside them is made for the package. */
function settingsOf(settings: Settings, outRoot: string): Settings {
  return {
    ...settings,
    outRoot,
    profile: 'compact',
    frontmatter: 'none',
    // Of links, those to other pages of the package stay.
    savings: { 'link-targets': 'external', ...settings.savings },
    layout: 'tree',
    links: 'files',
    cache: false,
    llmsTxt: false,
    llmsFullTxt: false,
    search: false,
    bundles: {},
    agents: {},
    site: undefined,
  };
}

async function packageFiles(settings: Settings, isOptional: (page: IndexLine) => boolean) {
  const { outRoot } = settings;
  const plan = withSite(await planDocuments(settings, await discoverSources(settings)));
  const scanned = pagesByPath(plan);
  const published = outputLines(readFileSync(join(outRoot, 'index.jsonl'), 'utf8')).filter(
    ({ path }) => {
      const page = scanned.get(path);
      return page === undefined || isPublished(page);
    },
  );
  const lines = published.filter((line) => !isOptional(line));
  const linksOf = linksBetween(lines, plan);
  const count = await loadTokenizer(settings.tokenizer);
  const files: SiteFile[] = [];
  const pages = lines.map((line) => {
    const { path, out, title, description, topics } = line;
    const text = pageText(line, { outRoot, scanned, links: linksOf(out) });
    const file = markdownName(out);
    files.push({ path: file, text });
    return { path, out: file, title, description, topics, tokens: count(text), line };
  });
  const record = oneSite(plan);
  const about = {
    title: settings.title ?? record?.title?.value ?? publicationTitle(settings, lines),
    description: settings.description ?? record?.description?.value,
    pages,
    sections: sectionsOf(plan),
    llmsTxt: true,
    globs: [],
    extension: '.md',
  };
  const name = skillName(about.title);
  files.push(
    {
      path: 'llms.txt',
      text: renderLlmsTxt({ ...about, tokenizer: tokenizerName(settings.tokenizer) }),
    },
    { path: 'index.jsonl', text: pages.map(indexLine).join('') },
    { path: 'AGENTS.md', text: `${renderAgentsBlock({ ...about, outFolder: '.' })}\n` },
    { path: `skills/${name}/SKILL.md`, text: renderSkill({ ...about, outFolder: '../..' }) },
    // npm packs neither.
    { path: '.npmignore', text: `${ledgerName}\n` },
  );
  const before = lines.reduce((sum, { tokens }) => sum + tokens.before, 0);
  const after = pages.reduce((sum, { tokens }) => sum + tokens, 0);
  return {
    files,
    pages: lines.length,
    optional: published.length - lines.length,
    tokens: { before, after },
  };
}

interface PageSources {
  outRoot: string;
  scanned: ReturnType<typeof pagesByPath>;
  links: TwinLinks;
}

/** The Markdown of a page, with links that hold inside the package. */
function pageText(line: IndexLine, { outRoot, scanned, links }: PageSources): string {
  const { path, out } = line;
  const route = scanned.get(path)?.route ?? `/${out.replace(/\.mdc$/, '')}`;
  const page = { ...line, url: undefined, route, address: scanned.get(path)?.address ?? route };
  const body = bodyOf(readFileSync(join(outRoot, out), 'utf8'));
  return portable(body, { ...page, tokens: 0, twin: '', folder: false }, links);
}

/** What is asked for in a package: where a page is, and what it is about. */
function indexLine({
  out,
  tokens,
  line,
}: {
  out: string;
  tokens: number;
  line: IndexLine;
}): string {
  const { path, title, description, url, topics, outline } = line;
  const slim = outline.map(({ title: heading }) => heading);
  return `${JSON.stringify({ path, out, title, description, url, topics, outline: slim, tokens })}\n`;
}

const markdownName = (out: string): string => out.replace(/\.mdc$/, '.md');

/** Links from one page lead to the files of others, relative to its own. */
function linksBetween(lines: readonly IndexLine[], plan: Plan): (from: string) => TwinLinks {
  const outs = new Set(lines.map(({ out }) => out));
  const base = publicBase(plan);
  const { pathOf } = addressesUnder(undefined, base === undefined ? [] : [base]);
  const { pageByRoute } = siteViews(plan, { recording: false })('');
  return (from) => {
    const twinOf = (out: string) =>
      outs.has(out)
        ? encodeURI(posix.relative(posix.dirname(from), markdownName(out))).replace(
            /[?#]/g,
            encodeURIComponent,
          )
        : undefined;
    return {
      twinOf,
      pathOf,
      atPath(path) {
        const page = pageByRoute(path);
        return page === undefined ? undefined : twinOf(page.out);
      },
    };
  };
}

/** Folder that is taken where none is named, relative to the package: `docs`, or `dist/docs` where sources are there. */
export function usualFolder(settings: Settings): string {
  return meetsSources(join(settings.cwd, 'docs'), settings) === undefined ? 'docs' : 'dist/docs';
}

/** The source folder that a folder lies in or holds, if there is one. */
export function meetsSources(folder: string, settings: Settings): string | undefined {
  return sourceRoots(settings).find((root) => isInside(root, folder) || isInside(folder, root));
}
