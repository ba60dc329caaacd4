import { defaultInclude } from '../config/schema.ts';
import type { Message } from '../contract/message.ts';
import { isNotebook } from '../document/notebook.ts';
import type { BuildSite } from '../site/build-site.ts';
import { unreadFormat, withoutEnding } from './other-formats.ts';

interface NotebookOptions {
  include: readonly string[];
  onSite: BuildSite | undefined;
  /** Name of the dialect. */
  dialect: string;
}

/**
 * Files without the notebooks that are not pages. They are pages where the site shows them, where the
 * documents are MyST without a site, or where a glob of `include` names them. One beside its
 * Markdown is the same page.
 */
export function withoutOtherNotebooks<File extends { path: string }>(
  files: readonly File[],
  { include, onSite, dialect }: NotebookOptions,
): { files: readonly File[]; unread: Message[] } {
  const isNamed = include.some((glob) => glob.includes('ipynb') && glob !== defaultInclude);
  const isLeftOut = (path: string) => onSite?.leavesOut(path) === true;
  const texts = new Set(
    files.flatMap(({ path }) => (isNotebook(path) || isLeftOut(path) ? [] : withoutEnding(path))),
  );
  const isShown = (path: string) =>
    isNamed || (onSite === undefined ? dialect === 'myst' : showsNotebook(onSite, path));
  let count = 0;
  const pages = files.filter(({ path }) => {
    if (!isNotebook(path)) return true;
    if (texts.has(withoutEnding(path)) || isLeftOut(path)) return false;
    if (isShown(path)) return true;
    count++;
    return false;
  });
  return { files: pages, unread: count === 0 ? [] : [unreadFormat('.ipynb', count)] };
}

function showsNotebook(site: BuildSite, path: string): boolean {
  const shows = site.record.sources.filter(({ further }) => further?.includes('ipynb'));
  return shows.some((source) => site.inSource(path, source) !== undefined);
}
