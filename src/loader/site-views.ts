import type { SitePage } from '../document/site.ts';
import { sourceOf } from '../files/source-name.ts';
import { joinedPages, otherSources } from '../site/other-sources.ts';
import { type RecordingSiteView, siteView, type ViewOptions } from '../site/view.ts';
import type { Plan, ScannedSource } from './plan.ts';
import { siteFileOf } from './setup.ts';

/** The view of the site that a document has, by its path. */
export function siteViews(
  plan: Plan,
  options: Pick<ViewOptions, 'recording'> = {},
): (path: string) => RecordingSiteView {
  const others = otherSources(plan.sources.map((source) => viewedSource(source, plan)));
  const views = plan.sources.map(({ site, sourceRoot }, at) =>
    siteView(site, { sourceRoot, still: true, others: others[at], ...options }),
  );
  return (path) => views[plan.sources.indexOf(sourceOf(plan.sources, path))]!;
}

/** The pages of all sources, by their paths in the folder that contains them. */
export function pagesByPath(plan: Plan): ReadonlyMap<string, SitePage> {
  const pages = joinedPages(plan.sources.map((source) => viewedSource(source, plan)));
  return new Map(pages.map((page) => [page.path, page]));
}

/** A source as links of the others see it. */
function viewedSource(source: ScannedSource, plan: Plan) {
  return { ...source, siteFile: siteFileOf(source, plan) };
}
