import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import { loadTokenizer } from '../../document/count-tokens.ts';
import type { Plan } from '../../loader/plan.ts';
import { readNavigation } from '../../site/navigation.ts';
import { topFolders } from '../../site/variants.ts';
import { isPublished } from '../../site/visibility.ts';
import type { Output } from '../output.ts';
import type { NavigationSection, PublishedPage } from './page.ts';
import { type PublishRun, type PublishSettings, publicationTitle, publishes } from './publish.ts';
import type { SearchFold } from './search.ts';

/** What is published, settled when the sources are at hand; plain data, it travels with a shard. */
export interface Publication {
  settings: PublishSettings;
  sections: NavigationSection[];
  /** Paths of drafts, hidden and unlisted pages: they are built, but not published. */
  unpublished: string[];
  /** Names of the folders at the root of the source tree. */
  folders: string[];
}

/** Undefined where nothing is published. */
export function publicationOf(settings: Settings, plan: Plan): Publication | undefined {
  if (!publishes(settings)) return undefined;
  const { sourceRoot, projectRoot, site, dialect, onSite, outputs } = plan;
  const pages = [...site.pages];
  const sections = readNavigation({
    sourceRoot,
    projectRoot,
    pages,
    dialect: dialect.name,
    onSite,
  });
  const { title, description, repo, llmsTxt, llmsFullTxt, bundles, agents, search } = settings;
  const published = { title, description, repo, llmsTxt, llmsFullTxt, bundles, agents, search };
  const hidden = pages.filter((page) => !isPublished(page));
  return {
    settings: published,
    sections,
    unpublished: hidden.map(({ path }) => path),
    folders: topFolders([...outputs.keys()]),
  };
}

export interface PublishOptions {
  all: readonly PublishedPage[];
  search: SearchFold | undefined;
  output: Output;
  cwd: string;
}

/** What the publishing stages need of this run. */
export function publishRun(
  { settings, sections, unpublished }: Publication,
  { all, search, output, cwd }: PublishOptions,
): PublishRun {
  const left = new Set(unpublished);
  const pages = all.filter(({ path }) => !left.has(path));
  return {
    settings,
    title: publicationTitle(settings, pages),
    pages,
    sections,
    read: async ({ out }) => readOutput(join(output.outRoot, out), output.dry),
    search,
    loadCounter: loadTokenizer,
    output,
    cwd,
    messages: [],
  };
}

/** A run that only compares finds no output where the document is new; that it is missing is told already. */
function readOutput(path: string, dry: boolean): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (dry && (error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
