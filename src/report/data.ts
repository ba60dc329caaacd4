import type { Dropped } from '../contract/build.ts';
import type { Message } from '../contract/message.ts';

/** Tokens of a text before and after the build. */
export interface TokenPair {
  before: number;
  after: number;
}

/** One document's row of the report. */
export interface ReportPage {
  /** Source path relative to the source root, forward slashes. */
  path: string;
  title: string;
  tokens: TokenPair;
}

/** What one named rule left out, over the whole run. */
export interface ReportSaving {
  rule: string;
  /** How often the rule applied. */
  count: number;
  /** Characters of the source that it left out. */
  characters: number;
}

/** Everything the HTML report shows. Plain data, in path or name order. */
export interface ReportData {
  /** Title of the documentation. */
  title: string;
  profile: string;
  dialect: string;
  /** What the tokens are counted by. */
  tokenizer: string;
  totals: {
    documents: number;
    written: number;
    unchanged: number;
    failed: number;
    warnings: number;
    tokens: TokenPair;
  };
  pages: readonly ReportPage[];
  /** Documents that stages left out. */
  dropped: readonly Dropped[];
  savings: readonly ReportSaving[];
  /** Components that no table knows, with how often they were met. */
  unknownComponents: Readonly<Record<string, number>>;
  messages: readonly Message[];
}

/** Tokens of the pages below one folder. */
export interface FolderTokens {
  /** First folder of the path, `.` for pages at the root. */
  folder: string;
  pages: number;
  tokens: TokenPair;
}

/** Sums the pages by their first folder, the largest first; equal ones in name order. */
export function tokensByFolder(pages: readonly ReportPage[]): FolderTokens[] {
  const folders = new Map<string, FolderTokens>();
  for (const { path, tokens } of pages) {
    const slash = path.indexOf('/');
    const folder = slash === -1 ? '.' : path.slice(0, slash);
    const sum = folders.get(folder) ?? { folder, pages: 0, tokens: { before: 0, after: 0 } };
    sum.pages += 1;
    sum.tokens.before += tokens.before;
    sum.tokens.after += tokens.after;
    folders.set(folder, sum);
  }
  return [...folders.values()].sort(
    (a, b) => b.tokens.before - a.tokens.before || (a.folder < b.folder ? -1 : 1),
  );
}
