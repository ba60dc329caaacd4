import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { loadTokenizer } from '../document/count-tokens.ts';
import type { Output } from '../emitter/output.ts';
import type { Plan } from '../loader/plan.ts';
import type { BuildRun } from '../run/build-run.ts';
import { readNavigation } from '../site/navigation.ts';
import { isPublished } from '../site/visibility.ts';
import type { NavigationSection, PublishedPage } from './page.ts';
import { settleProjectFile } from './project-file.ts';
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
  const { sourceRoot, projectRoot, site, dialect } = plan;
  const pages = [...site.pages];
  const sections = readNavigation({ sourceRoot, projectRoot, pages, dialect: dialect.name });
  const { title, description, repo, llmsTxt, llmsFullTxt, bundles, agents } = settings;
  const published = { title, description, repo, llmsTxt, llmsFullTxt, bundles, agents };
  const hidden = pages.filter((page) => !isPublished(page));
  return { settings: published, sections, unpublished: hidden.map(({ path }) => path) };
}

export interface PublisherOptions {
  folders: Pick<Settings, 'cwd' | 'outRoot'>;
  output: Output;
  run: BuildRun;
}

/** What the publishing stages need of this run. */
export function publisher(
  { settings, sections, unpublished }: Publication,
  { folders, output, run }: PublisherOptions,
): (pages: readonly PublishedPage[]) => PublishRun {
  const { cwd, outRoot } = folders;
  const { emit, emitPieces } = run.writer(output);
  const left = new Set(unpublished);
  const publish = (pages: readonly PublishedPage[]): PublishRun => ({
    settings,
    title: publicationTitle(settings, pages),
    pages,
    sections,
    read: async ({ out }) => readOutput(join(outRoot, out), output.dry),
    loadCounter: loadTokenizer,
    emit,
    emitPieces,
    outFolder: forwardSlashes(relative(cwd, outRoot)) || '.',
    settleProjectFile(path, change) {
      const settled = settleProjectFile(path, change, { cwd, dry: output.dry });
      run.noteDrift(forwardSlashes(relative(outRoot, join(cwd, path))), settled);
      return settled;
    },
    report: (message) => run.note(message),
  });
  return (pages) => publish(left.size === 0 ? pages : pages.filter(({ path }) => !left.has(path)));
}

const forwardSlashes = (path: string): string => path.split(sep).join('/');

/** A run that only compares finds no output where the document is new; that it is missing is told already. */
function readOutput(path: string, dry: boolean): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (dry && (error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
