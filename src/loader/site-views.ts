import { otherSources } from '../site/other-sources.ts';
import { type RecordingSiteView, siteView, type ViewOptions } from '../site/view.ts';
import { type Plan, type ScannedSource, sourceOf } from './plan.ts';
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
  return (path) => views[plan.sources.indexOf(sourceOf(plan, path))]!;
}

/** A source as links of the others see it. */
export function viewedSource(source: ScannedSource, plan: Plan) {
  return { ...source, siteFile: siteFileOf(source, plan) };
}
