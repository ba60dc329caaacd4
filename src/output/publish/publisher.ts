import { relative } from 'node:path';
import type { NavigationSection } from '../../../transforms/corpus-stage.ts';
import type { Settings } from '../../config/settings.ts';
import { sourceRoots } from '../../config/sources.ts';
import { slashed, sourceName } from '../../files/source-name.ts';
import { oneSite, sectionsOf } from '../../loader/one-site.ts';
import type { Plan } from '../../loader/plan.ts';
import { isPublished } from '../../site/variants.ts';

/** What is published, decided while the sources are available. Plain data, since it is part of a shard. */
export interface Publication {
  settings: PublishSettings;
  /** The roots of the sources, relative to the project, forward slashes. */
  sourceFolders: readonly string[];
  sections: NavigationSection[];
  /** Paths of drafts, hidden and unlisted pages: they are built, but not published. */
  unpublished: string[];
}

/**
 * Undefined where nothing is published and nobody asks.
 *
 * @param asked whether stages of the user's ask for it
 */
export function publicationOf(
  settings: Settings,
  plan: Plan,
  asked: boolean,
): Publication | undefined {
  if (!asked && !publishes(settings)) return undefined;
  const sections = sectionsOf(plan);
  const { repo, llmsTxt, llmsFullTxt, bundles, agents, search, tokenizer } = settings;
  const site = oneSite(plan);
  const title = settings.title ?? site?.title?.value;
  const description = settings.description ?? site?.description?.value;
  const about = { title, description, repo, tokenizer };
  const published = { ...about, llmsTxt, llmsFullTxt, bundles, agents, search };
  const hidden = plan.sources.flatMap(({ folder, site }) =>
    site.pages.filter((page) => !isPublished(page)).map(({ path }) => sourceName(folder, path)),
  );
  return {
    settings: published,
    sourceFolders: sourceRoots(settings).map(
      (root) => slashed(relative(settings.cwd, root)) || '.',
    ),
    sections,
    unpublished: hidden,
  };
}

/** The settings that say what is published beside the documents. */
export type PublishSettings = Pick<
  Settings,
  | 'title'
  | 'description'
  | 'repo'
  | 'llmsTxt'
  | 'llmsFullTxt'
  | 'bundles'
  | 'agents'
  | 'search'
  | 'tokenizer'
>;

/** Whether a run with these settings has anything to publish or to take back. */
function publishes({ llmsTxt, llmsFullTxt, bundles, agents, search }: PublishSettings): boolean {
  return (
    search !== false ||
    llmsTxt ||
    llmsFullTxt ||
    Object.keys(bundles).length > 0 ||
    Object.values(agents).some((on) => on !== undefined)
  );
}

/**
 * The documentation's title: as configured, else the repository's name, else that of the first page.
 *
 * @param pages in path order; looked at only where nothing else tells
 */
export function publicationTitle(
  { title, repo }: Partial<Pick<PublishSettings, 'title' | 'repo'>>,
  pages: Iterable<{ path: string; title: string }>,
): string {
  const repository = repo
    ?.replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .split(/[/:]/)
    .pop();
  if (title || repository) return title || repository!;
  let first: string | undefined;
  for (const page of pages) {
    if (/^(?:index|readme)\.\w+$/i.test(page.path)) return page.title || 'Documentation';
    first ??= page.title;
  }
  return first || 'Documentation';
}
