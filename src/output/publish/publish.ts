import type { Settings } from '../../config/settings.ts';

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
export function publishes({
  llmsTxt,
  llmsFullTxt,
  bundles,
  agents,
  search,
}: PublishSettings): boolean {
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
