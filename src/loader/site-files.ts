import { join, sep } from 'node:path';
import { usualConfigs } from '../site/config-names.ts';
import { foldersUp } from '../site/detect.ts';
import type { SourcePlan } from './plan-source.ts';

/**
 * Files outside of the sources that tell what site the documents are of, those that were looked for
 * and are not there among them; absolute and sorted.
 */
export function siteFiles(sources: readonly SourcePlan[]): string[] {
  const roots = sources.map(({ sourceRoot }) => sourceRoot + sep);
  const files = sources.flatMap(({ sourceRoot, projectRoot, reads, onSite }) => {
    const names = ['package.json', ...(onSite === undefined ? usualConfigs : [])];
    const folders = foldersUp(sourceRoot, projectRoot);
    return [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...reads()];
  });
  const outside = files.filter((file) => !roots.some((root) => file.startsWith(root)));
  return [...new Set(outside)].sort();
}
