import type { Settings } from '../../config/settings.ts';
import type { Message } from '../../contract/message.ts';
import type { Output } from '../output.ts';
import type { NavigationSection, PublishedPage, ReadPage } from './page.ts';
import type { SearchFold } from './search.ts';
import type { CountTokens } from './split.ts';

/** The settings that say what is published beside the documents. */
export type PublishSettings = Pick<
  Settings,
  'title' | 'description' | 'repo' | 'llmsTxt' | 'llmsFullTxt' | 'bundles' | 'agents' | 'search'
>;

/** What the publishing stages work on, when all documents are through. */
export interface PublishRun {
  settings: PublishSettings;
  /** Title of the documentation, never empty. */
  title: string;
  /** All pages, in path order. */
  pages: readonly PublishedPage[];
  sections: readonly NavigationSection[];
  read: ReadPage;
  /** Absent where no search index is asked for. */
  search?: SearchFold | undefined;
  loadCounter(): Promise<CountTokens>;
  output: Output;
  /** Absolute folder of the project. */
  cwd: string;
  /** Findings of the publishing stages. */
  messages: Message[];
}

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

/** The documentation's title: as configured, else the repository's name, else that of the first page. */
export function publicationTitle(
  { title, repo }: PublishSettings,
  pages: readonly PublishedPage[],
): string {
  const repository = repo
    ?.replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .split(/[/:]/)
    .pop();
  const home = pages.find(({ path }) => /^(?:index|readme)\.\w+$/i.test(path));
  return title || repository || (home ?? pages[0])?.title || 'Documentation';
}
