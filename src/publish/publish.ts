import type { Settings } from '../config/settings.ts';
import type { Message } from '../document/message.ts';
import type { Emitted } from '../emitter/compare.ts';
import type { NavigationSection, PublishedPage, ReadPage } from './page.ts';
import type { CountTokens } from './split.ts';

/** The settings that say what is published beside the documents. */
export type PublishSettings = Pick<
  Settings,
  'title' | 'description' | 'repo' | 'llmsTxt' | 'llmsFullTxt' | 'bundles' | 'agents'
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
  loadCounter(): Promise<CountTokens>;
  /** Puts a file into the output folder. */
  emit(out: string, text: string): Promise<unknown>;
  /** Puts a file into the output folder that is written piece by piece. */
  emitPieces(out: string, pieces: AsyncIterable<string>): Promise<unknown>;
  /** The output folder as it is found from the project, such as `.contextor`. */
  outFolder: string;
  /** Changes a file of the project: gets its text, undefined where there is none, and gives the new one. */
  settleProjectFile(
    path: string,
    change: (text: string | undefined) => string | undefined,
  ): Emitted | 'removed';
  report(message: Message): void;
}

/** Whether a run with these settings has anything to publish or to take back. */
export function publishes({ llmsTxt, llmsFullTxt, bundles, agents }: PublishSettings): boolean {
  return (
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
