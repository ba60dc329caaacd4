import { relative } from 'node:path';
import type { NavigationSection } from '../../../transforms/corpus-stage.ts';
import type { Settings } from '../../config/settings.ts';
import { sourceRoots } from '../../config/sources.ts';
import { slashed, sourceName } from '../../files/source-name.ts';
import { oneSite } from '../../loader/one-site.ts';
import type { Plan } from '../../loader/plan.ts';
import { sectionsOf } from '../../loader/sections.ts';
import { isPublished } from '../../site/variants.ts';
import { type PublishSettings, publishes } from './publish.ts';

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
