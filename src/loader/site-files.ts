import { join, sep } from 'node:path';
import type { SitePage } from '../document/site.ts';
import { allowedReader } from '../files/refusals.ts';
import { sourceOf } from '../files/source-name.ts';
import { tsconfigAliases } from '../site/aliases.ts';
import { foldersUp } from '../site/detect.ts';
import { mkdocsNames } from '../site/frameworks/find.ts';
import { moduleNames } from '../site/frameworks/readers/project-folder.ts';
import { joinedPages, otherSources } from '../site/other-sources.ts';
import { type RecordingSiteView, siteView, type ViewOptions } from '../site/view.ts';
import { packageFiles } from '../site/workspace-packages.ts';
import type { Plan, ScannedSource } from './plan.ts';
import type { SourcePlan } from './plan-source.ts';
import { siteFileOf } from './setup.ts';

const ofModules = ['astro', 'docusaurus', 'next', 'nuxt', 'source'];
const ofHugo = ['toml', 'yaml', 'yml', 'json'].flatMap((ending) => [
  `hugo.${ending}`,
  `config.${ending}`,
  `config/_default/hugo.${ending}`,
]);

/** The usual names of site configurations: where there is none yet, one may be added. */
const usualConfigs: readonly string[] = [
  ...[...ofModules.map((name) => `${name}.config`), '.vitepress/config'].flatMap(moduleNames),
  ...ofHugo,
  'conf.py',
  'docs.json',
  'docs.yml',
  'mint.json',
  'myst.yml',
];

/**
 * Files outside of the sources that show which site serves the documents, those that were looked for
 * and are not there among them; absolute and sorted.
 */
export function siteFiles(sources: readonly SourcePlan[]): string[] {
  const roots = sources.map(({ sourceRoot }) => sourceRoot + sep);
  const files = sources.flatMap(({ sourceRoot, projectRoot, reads, onSite }) => {
    const names = ['package.json', ...mkdocsNames, ...(onSite === undefined ? usualConfigs : [])];
    const folders = foldersUp(sourceRoot, projectRoot);
    const below = folders.flatMap((folder) => names.map((name) => join(folder, name)));
    const looked: string[] = [];
    const read = allowedReader({ sourceRoot, projectRoot });
    const reader = {
      read(file: string) {
        looked.push(file);
        return read(file);
      },
    };
    tsconfigAliases(folders, projectRoot, reader);
    if (onSite) tsconfigAliases([join(projectRoot, onSite.record.folder)], projectRoot, reader);
    return [...below, ...looked, ...packageFiles({ sourceRoot, projectRoot }), ...reads()];
  });
  const outside = files.filter((file) => !roots.some((root) => file.startsWith(root)));
  return [...new Set(outside)].sort();
}

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
