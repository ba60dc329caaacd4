import { join, sep } from 'node:path';
import { allowedReader } from '../files/refusals.ts';
import { tsconfigAliases } from '../site/aliases.ts';
import { foldersUp } from '../site/detect.ts';
import { mkdocsNames } from '../site/frameworks/find.ts';
import type { SourcePlan } from './plan-source.ts';

const modules = ['ts', 'mts', 'js', 'mjs', 'cjs'];

const ofModules = ['astro', 'docusaurus', 'next', 'nuxt', 'source'];
const ofHugo = ['toml', 'yaml', 'yml', 'json'].flatMap((ending) => [
  `hugo.${ending}`,
  `config.${ending}`,
  `config/_default/hugo.${ending}`,
]);

/** The usual names of site configurations: where there is none yet, one may be added. */
const usualConfigs: readonly string[] = [
  ...ofModules.flatMap((name) => modules.map((ending) => `${name}.config.${ending}`)),
  ...modules.map((ending) => `.vitepress/config.${ending}`),
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
    return [...below, ...looked, ...reads()];
  });
  const outside = files.filter((file) => !roots.some((root) => file.startsWith(root)));
  return [...new Set(outside)].sort();
}
