import { posix } from 'node:path';
import type { ProjectFolder } from './readers/project-folder.ts';

export const gitbookConfig = '.gitbook.yaml';

/**
 * The folder of a space of GitBook, and its summary in there.
 *
 * @param at the folder of its configuration, relative, with a slash at its end
 */
export function gitbookSpace(folder: ProjectFolder, at = ''): { root: string; summary: string } {
  const file = at + gitbookConfig;
  const text = (folder.has(file) && folder.text(file)) || '';
  const said = (setting: RegExp) => setting.exec(text)?.[1]?.replace(/^(?:\.?\/)+|\/+$/g, '');
  return {
    root: said(/^root[ \t]*:[ \t]*["']?([^"'\s#]+)/m) || '.',
    summary: said(/^[ \t]+summary[ \t]*:[ \t]*["']?([^"'\s#\u200B]+)/m) || 'SUMMARY.md',
  };
}

/**
 * `.gitbook.yaml`, or the summary of a space without it: GitBook's editor writes none, but a folder
 * `.gitbook` for its files, and further spaces are in folders of the first. Without a summary, the
 * pages are those of the folder that `.gitbook.yaml` names.
 */
export function findGitbook(folder: ProjectFolder): string | undefined {
  const { root, summary } = gitbookSpace(folder);
  if (!folder.has(posix.join(root, summary)))
    return root !== '.' && folder.has(`${root}/README.md`) ? gitbookConfig : undefined;
  if (folder.has(gitbookConfig)) return gitbookConfig;
  const isRootOfAbove = posix.basename(folder.path) === gitbookSpace(folder, '../').root;
  if (isRootOfAbove || folder.has('book.toml')) return undefined;
  const above = folder.path === '' ? [] : [`../${gitbookConfig}`, '../.gitbook'];
  return folder.first(['.gitbook', ...above]) === undefined ? undefined : summary;
}
