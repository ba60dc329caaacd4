import type { Corpus, NavigationSection } from '../../../transforms/corpus-stage.ts';
import type { LinkText } from '../../contract/index-line.ts';
import { oneLine } from '../../contract/safe-text.ts';

export type { NavigationSection };

/** What publishing knows of one page; the texts are read only when they are needed. */
export interface PublishedPage {
  /** Source path relative to the source root, forward slashes. */
  path: string;
  /** Output path relative to the output root, forward slashes. */
  out: string;
  title: string;
  description: string;
  topics: readonly string[];
  /** Address on the site or in the repository, where one is known. */
  url?: string | undefined;
  /** What it calls other pages; absent without search. */
  linkTexts?: readonly LinkText[] | undefined;
  /** Tokens of the output. */
  tokens: number;
}

/** Reads the output of a page, front matter included. */
export type ReadPage = (page: PublishedPage) => Promise<string>;

/** The pages that lists name, in path order, and what reads them. */
export async function publishedPages(
  corpus: Corpus,
): Promise<{ pages: PublishedPage[]; read: ReadPage }> {
  const pages: PublishedPage[] = [];
  const texts = new Map<string, () => Promise<string>>();
  for await (const page of corpus.pages()) {
    if (!page.published) continue;
    const { path, out, title, description, topics, url, links, tokens } = page;
    pages.push({
      path,
      out,
      title,
      description,
      topics,
      url: url || undefined,
      linkTexts: links.texts,
      tokens: tokens.after,
    });
    texts.set(out, page.text);
  }
  return { pages, read: ({ out }) => texts.get(out)!() };
}

/** The text below the front matter of an output. */
export function bodyOf(output: string): string {
  if (!output.startsWith('---\n')) return output;
  const end = output.indexOf('\n---\n', 3);
  return end === -1 ? output : output.slice(end + 5).replace(/^\n+/, '');
}

/**
 * Pages with their section, in the order of the navigation; pages that it does not name come last, in
 * path order. Sections of one name are one, since readers of llms.txt find them by it; pages above all
 * sections are `Docs`.
 */
export function inSections(
  pages: readonly PublishedPage[],
  sections: readonly NavigationSection[],
): { title: string; pages: PublishedPage[] }[] {
  const left = new Map(pages.map((page) => [page.path, page]));
  const result = new Map<string, PublishedPage[]>();
  const add = (title: string, found: readonly PublishedPage[]) => {
    const name = oneLine(title) || 'Docs';
    const known = result.get(name);
    if (known !== undefined) known.push(...found);
    else if (found.length > 0) result.set(name, [...found]);
  };
  for (const { title, paths } of sections) {
    const found = paths.flatMap((path) => {
      const page = left.get(path);
      left.delete(path);
      return page ?? [];
    });
    add(title, found);
  }
  add(result.size > 0 ? 'Other' : '', [...left.values()]);
  return Array.from(result, ([title, found]) => ({ title, pages: found }));
}
