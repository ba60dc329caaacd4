import { groupBy } from '../maps.ts';
import type { ReportPage, TokenPair } from './data.ts';

/** A folder of the documentation, or a page of it. */
export interface Section {
  /** From the source root; empty for the whole. */
  path: string;
  /** The last part of the path; `.` for what stands in no folder. */
  name: string;
  pages: number;
  tokens: TokenPair;
  parts: readonly Section[];
}

/** The report distinguishes folders down to this depth. */
const depth = 2;

/**
 * The pages by the folders that hold them, the largest first; equal ones in the order of their names.
 * A folder that holds all the others is the root.
 *
 * @example
 * // guide/a.md, guide/b/c.md, index.md
 * // -> guide { a.md, b }, . { index.md }
 */
export const sectionsOf = (pages: readonly ReportPage[]): Section[] =>
  split(pages, commonFolder(pages), depth);

function split(pages: readonly ReportPage[], folder: string, levels: number): Section[] {
  const groups = groupBy(pages, ({ path }) => {
    const rest = path.slice(folder.length);
    const slash = rest.indexOf('/');
    // On the first level, pages beside the folders are a section; below it, each is its own.
    return slash !== -1 ? rest.slice(0, slash) : levels === depth ? '.' : rest;
  });
  const sections = [...groups].map(([name, own]): Section => {
    const path = name === '.' ? folder : folder + name;
    const isPage = own.length === 1 && own[0]!.path === path;
    const below = name === '.' ? folder : `${path}/`;
    const parts = isPage || levels === 1 ? [] : split(own, below, levels - 1);
    return { path: isPage ? path : below, name, pages: own.length, tokens: sum(own), parts };
  });
  return sections.sort(
    (a, b) => size(b.tokens) - size(a.tokens) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  );
}

/** What a section takes of the picture: its larger side, so that growth is seen too. */
export const size = ({ before, after }: TokenPair): number => Math.max(before, after);

function sum(pages: readonly { tokens: TokenPair }[]): TokenPair {
  let [before, after] = [0, 0];
  for (const { tokens } of pages) {
    before += tokens.before;
    after += tokens.after;
  }
  return { before, after };
}

function commonFolder(pages: readonly ReportPage[]): string {
  const folders = pages.map(({ path }) => path.slice(0, path.lastIndexOf('/') + 1));
  let common = folders[0] ?? '';
  for (const folder of folders) {
    while (!folder.startsWith(common)) common = common.replace(/[^/]*\/$/, '');
  }
  return common;
}

/** Tokens of the pages below one folder. */
interface FolderTokens {
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

/** Pages whose sizes lie between two bounds. */
interface SizeClass {
  /** Tokens, the first included. */
  from: number;
  /** Tokens, the last excluded; undefined for the largest class. */
  to: number | undefined;
  /** Pages of this size before the build, and after it. */
  before: number;
  after: number;
}

const bounds = [0, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];

/** How large the pages are, from the smallest class that has pages to the largest. */
export function sizeClasses(pages: readonly ReportPage[]): SizeClass[] {
  const classes = bounds.map((from, at): SizeClass => {
    const to = bounds[at + 1];
    const isIn = (tokens: number) => tokens >= from && (to === undefined || tokens < to);
    const count = (side: 'before' | 'after') =>
      pages.filter(({ tokens }) => isIn(tokens[side])).length;
    return { from, to, before: count('before'), after: count('after') };
  });
  const filled = (one: SizeClass) => one.before + one.after > 0;
  return classes.slice(classes.findIndex(filled), classes.findLastIndex(filled) + 1);
}
