import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { build } from './build.ts';
import type { Settings } from './config/settings.ts';
import { sourceRoots } from './config/sources.ts';
import type { BuildOptions, BuildResult } from './contract/build.ts';
import { outputLines } from './contract/index-line.ts';
import { tokenizerName } from './contract/tokenizer.ts';
import { loadTokenizer } from './document/count-tokens.ts';
import { isInside } from './files/inside.ts';
import { makeScratchFolder, removeFolder } from './files/scratch-folder.ts';
import { discoverSources } from './loader/discover-sources.ts';
import { oneSite, publicBase, sectionsOf } from './loader/one-site.ts';
import { type Plan, planDocuments, withSite } from './loader/plan.ts';
import { siteViews } from './loader/site-files.ts';
import { renderAgentsBlock, renderSkill } from './output/publish/agents.ts';
import { renderLlmsTxt } from './output/publish/llms-txt.ts';
import { bodyOf } from './output/publish/page.ts';
import { publicationTitle } from './output/publish/publisher.ts';
import { skillName } from './output/publish/skill.ts';
import { packagePages, tellGist, tellLeftOut } from './package-pages.ts';
import { addressesUnder } from './twins/addresses.ts';
import { ledgerName, type SiteChanges, writeSiteFiles } from './twins/folder.ts';
import type { SiteFile } from './twins/page.ts';
import { portable, type TwinLinks } from './twins/twin.ts';

interface PackagedDocs extends SiteChanges {
  pages: number;
  /** Blogs, changelogs and the like that were left out. */
  optional: number;
  /** Pages in other languages and of other versions that were left out. */
  variants: number;
  /** Of the sources, and of the pages in the package. */
  tokens: { before: number; after: number };
  result: BuildResult;
}

interface PackageOptions extends Pick<BuildOptions, 'onEvent' | 'signal'> {
  /** Keeps optional pages, other languages and other versions. Default false. */
  all?: boolean;
  /** Keeps what the profile `compact` keeps of each page, instead of its gist. Default false. */
  whole?: boolean;
}

/**
 * Writes the documentation into a folder that is published with an npm package: the gist of each
 * page, with links from page to page that hold there, `llms.txt`, `index.jsonl`,
 * `AGENTS.md` and a skill. Optional pages, other languages and other versions are left out. What
 * others wrote into the folder stays.
 *
 * @param folder absolute
 * @throws ContextorError `SITE_FOREIGN`, `SITE_NOT_WRITABLE`
 */
export async function packageDocs(
  settings: Settings,
  folder: string,
  { all = false, whole = false, ...options }: PackageOptions,
): Promise<PackagedDocs> {
  const scratch = makeScratchFolder();
  try {
    const own = settingsOf(settings, { outRoot: join(scratch, 'out'), whole });
    const result = await build(own, options);
    options.signal?.throwIfAborted();
    const { files, ...counts } = await packageFiles(
      { ...own, site: settings.site },
      { all, whole },
    );
    const changes = await writeSiteFiles(folder, files);
    return { ...changes, ...counts, result };
  } finally {
    removeFolder(scratch);
  }
}

/** Pages alone, in few tokens: what is published beside them is made for the package. */
function settingsOf(
  settings: Settings,
  { outRoot, whole }: { outRoot: string; whole: boolean },
): Settings {
  return {
    ...settings,
    outRoot,
    ...textSettings(settings, whole),
    frontmatter: 'none',
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

/** How much of a page is kept: what `compact` keeps, or its gist. */
export function textSettings(
  settings: Settings,
  whole: boolean,
): Pick<Settings, 'profile' | 'savings' | 'compress' | 'variants'> {
  return {
    profile: 'compact',
    // Of links, those to other pages of the package stay.
    savings: { 'link-targets': 'external', 'plain-sentences': !whole, ...settings.savings },
    // The first block of each section.
    compress: { ...(!whole && { maxSectionCharacters: 1 }), ...settings.compress },
    variants: { language: 'typescript', ...settings.variants },
  };
}

async function packageFiles(settings: Settings, { all, whole }: { all: boolean; whole: boolean }) {
  const { outRoot, package: { optional = settings.site?.optional } = {} } = settings;
  const plan = withSite(await planDocuments(settings, await discoverSources(settings)));
  const lines = outputLines(readFileSync(join(outRoot, 'index.jsonl'), 'utf8'));
  const { pages: chosen, left } = packagePages(lines, plan, { all, optional });
  const pages = await packagedPages(chosen, plan, settings);
  const base = publicBase(plan);
  const remark = [...(whole ? [] : [tellGist(base)]), ...tellLeftOut(left, base)].join(' ');
  return {
    files: filesOf(pages, plan, { settings, remark }),
    pages: pages.length,
    optional: left.optional.length,
    variants: left.variants.length,
    tokens: {
      before: sumOf(pages, ({ line }) => line.tokens.before),
      after: sumOf(pages, ({ tokens }) => tokens),
    },
  };
}

type ChosenPage = ReturnType<typeof packagePages>['pages'][number];
type PackagedPage = Awaited<ReturnType<typeof packagedPages>>[number];

const sumOf = <Item>(items: readonly Item[], amount: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + amount(item), 0);

/** The pages with their texts, whose links lead to files of the package. */
async function packagedPages(chosen: readonly ChosenPage[], plan: Plan, settings: Settings) {
  const linksOf = linksBetween(chosen, plan);
  const count = await loadTokenizer(settings.tokenizer);
  return chosen.map((page) => {
    const { path, out, title, description, topics, line } = page;
    const body = bodyOf(readFileSync(join(settings.outRoot, out), 'utf8'));
    const text = portable(body, page, linksOf(out));
    const about = { path, out: markdownName(out), title, description, topics };
    return { ...about, tokens: count(text), line, text };
  });
}

function filesOf(
  pages: readonly PackagedPage[],
  plan: Plan,
  { settings, remark }: { settings: Settings; remark: string },
): SiteFile[] {
  const record = oneSite(plan);
  const about = {
    title: settings.title ?? record?.title?.value ?? publicationTitle(settings, pages),
    description: settings.description ?? record?.description?.value,
    pages,
    sections: sectionsOf(plan),
    llmsTxt: true,
    globs: [],
    extension: '.md',
  };
  const skill = `skills/${skillName(about.title)}/SKILL.md`;
  const tokenizer = tokenizerName(settings.tokenizer);
  return [
    ...pages.map(({ out, text }) => ({ path: out, text })),
    { path: 'llms.txt', text: renderLlmsTxt({ ...about, tokenizer, remark }) },
    { path: 'index.jsonl', text: pages.map(indexLine).join('') },
    { path: 'AGENTS.md', text: `${renderAgentsBlock({ ...about, outFolder: '.' })}\n` },
    { path: skill, text: renderSkill({ ...about, outFolder: '../..' }) },
    // npm packs neither.
    { path: '.npmignore', text: `${ledgerName}\n` },
  ];
}

/** The context of a page in a package: where it is, and what it is about. */
function indexLine({ out, tokens, line }: PackagedPage): string {
  const { path, title, description, url, topics, outline } = line;
  const slim = outline.map(({ title: heading }) => heading);
  return `${JSON.stringify({ path, out, title, description, url, topics, outline: slim, tokens })}\n`;
}

const markdownName = (out: string): string => out.replace(/\.mdc$/, '.md');

/** Links from one page lead to the files of others, relative to its own. */
function linksBetween(lines: readonly { out: string }[], plan: Plan): (from: string) => TwinLinks {
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

/** The default folder, relative to the package: `docs`, or `dist/docs` if the sources are there. */
export const usualFolder = (settings: Settings): string =>
  meetsSources(join(settings.cwd, 'docs'), settings) === undefined ? 'docs' : 'dist/docs';

/** The source folder that a folder is in or contains, if there is one. */
export const meetsSources = (folder: string, settings: Settings): string | undefined =>
  sourceRoots(settings).find((root) => isInside(root, folder) || isInside(folder, root));
