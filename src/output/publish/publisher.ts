import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import { loadTokenizer } from '../../document/count-tokens.ts';
import { readLines } from '../../files/text-file.ts';
import type { Plan } from '../../loader/plan.ts';
import { readNavigation } from '../../site/navigation.ts';
import { isPublished } from '../../site/visibility.ts';
import type { CorpusContents } from '../corpus/corpus.ts';
import type { Output } from '../output.ts';
import type { NavigationSection, PublishedPage } from './page.ts';
import { type PublishRun, type PublishSettings, publicationTitle, publishes } from './publish.ts';

/** What is published, settled when the sources are at hand; plain data, it travels with a shard. */
export interface Publication {
  settings: PublishSettings;
  sections: NavigationSection[];
  /** Paths of drafts, hidden and unlisted pages: they are built, but not published. */
  unpublished: string[];
}

/** Undefined where nothing is published. */
export function publicationOf(settings: Settings, plan: Plan): Publication | undefined {
  if (!publishes(settings)) return undefined;
  const { sourceRoot, projectRoot, site, dialect, onSite } = plan;
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
  return { settings: published, sections, unpublished: hidden.map(({ path }) => path) };
}

type PublishedContents = Pick<CorpusContents, 'pages' | 'entriesFile'>;

/** What the publishing stages need of this run. */
export function publishRun(
  { settings, sections, unpublished }: Publication,
  { contents, output, cwd }: { contents: PublishedContents; output: Output; cwd: string },
): PublishRun {
  const left = new Set(unpublished);
  const isPublic = ({ path }: PublishedPage): boolean => !left.has(path);
  const pages = contents.pages.filter(isPublic);
  return {
    settings,
    title: publicationTitle(settings, pages),
    pages,
    sections,
    read: async ({ out }) => readOutput(join(output.outRoot, out), output.dry),
    *entries() {
      let at = 0;
      for (const entry of readLines(contents.entriesFile)) {
        const page = contents.pages[at++];
        if (page !== undefined && isPublic(page)) yield entry;
      }
    },
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
