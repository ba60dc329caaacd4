import { loadTokenizer } from '../document/count-tokens.ts';
import { ContextorError } from '../errors.ts';
import { bestOf, hitsOf, type SearchHit } from './found-sections.ts';
import { hintsFor, unknownIn } from './hints.ts';
import type { IndexedPage } from './index-file.ts';
import { type Pack, type PackOptions, packContext } from './pack.ts';
import type { PageFilter } from './query.ts';
import { type ReadOptions, type ReadResult, readContext } from './read.ts';
import { type ContextSource, OpenSource, refuseDoubles, withName } from './sources.ts';

/** How many sections a search finds, and where. */
interface SearchOptions extends PageFilter {
  /** Maximum number of hits, 1 to 50. Default 8. */
  limit?: number | undefined;
  /** Search only in this source. */
  source?: string | undefined;
}

/** The best sections for a query, the best one first. */
export interface SearchResult {
  query: string;
  hits: SearchHit[];
  /** Words that are not in the docs. If nothing matches: similar titles, and filters that could be left out. */
  hints: string[];
}

/** The values of each facet over all pages. */
export interface Facets {
  locale: string[];
  version: string[];
  section: string[];
  source: string[];
}

/**
 * Answers questions about built docs. After a new build it answers from the new files.
 *
 * @example
 * const context = await openContext('.contextor');
 * const { hits } = await context.search('retry a request');
 * const { text } = await context.read(hits[0].id, { maxTokens: 2000 });
 * const { text: prompt } = await context.pack('retry a request', { budget: 4000 });
 * context.close();
 */
export interface Context {
  /**
   * The sections that match, the best first.
   * @throws ContextorError `SOURCE_UNKNOWN`
   */
  search(query: string, options?: SearchOptions): Promise<SearchResult>;
  /**
   * The text of a page or section, by its id.
   * @throws ContextorError `PAGE_UNKNOWN`, `SECTION_UNKNOWN`, `CURSOR_INVALID`, `BUDGET_INVALID`
   */
  read(id: string, options?: ReadOptions): Promise<ReadResult>;
  /**
   * Markdown for a prompt: what answers best, within a budget.
   * @throws ContextorError `BUDGET_INVALID`, `SOURCE_UNKNOWN`
   */
  pack(query: string, options: PackOptions & { source?: string | undefined }): Promise<Pack>;
  /** All pages, in the order of the index. */
  pages(): Promise<(IndexedPage & { id: string; source: string })[]>;
  /** The locales, versions, sections and sources that a search can be narrowed to. */
  facets(): Promise<Facets>;
  /** Closes the files that it reads. */
  close(): void;
}

/**
 * Opens the output of one build or of several, to search, read and pack it. Close it after use.
 *
 * @param sources output folders of builds with `search: true`; give a name to each of several
 * @throws ContextorError `NO_SEARCH_INDEX`, `SEARCH_INDEX_VERSION`, `SEARCH_INDEX_DAMAGED`,
 *   `SOURCE_NAME_TWICE`
 * @example
 * const context = await openContext([{ dir: '.contextor', name: 'docs' }, { dir: '../api/.contextor', name: 'api' }]);
 */
export async function openContext(
  sources: string | ContextSource | readonly (string | ContextSource)[],
): Promise<Context> {
  const list = Array.isArray(sources) ? sources : [sources];
  const wanted = list.map((source) => withName(source));
  refuseDoubles(wanted);
  const open = await OpenSource.all(wanted);
  const count = await loadTokenizer(open[0]!.reader.index.about.tokenizer);
  const several = open.length > 1;
  const current = async (name?: string): Promise<readonly OpenSource[]> => {
    await Promise.all(open.map((source) => source.refresh()));
    return name === undefined ? open : named(open, name);
  };
  const idOf = ({ name }: OpenSource, id: string): string => (several ? `${name}:${id}` : id);
  return {
    async search(query, { limit = 8, source, ...filter } = {}) {
      const chosen = await current(source);
      const best = bestOf(chosen, query, {
        filter,
        most: Math.max(1, Math.min(50, Math.trunc(limit))),
      });
      const hits = hitsOf(best).map((hit, at) => ({ ...hit, id: idOf(best[at]!.source, hit.id) }));
      const hints = hits.length > 0 ? unknownIn(chosen, query) : hintsFor(chosen, query, filter);
      return { query, hits, hints };
    },
    async read(id, options = {}) {
      const { sources: among, name } = await addressed(id, open, current);
      const readers = among.map(({ reader }) => reader);
      return readContext(readers, name, { ...options, count });
    },
    async pack(query, { source, ...options }) {
      const readers = (await current(source)).map(({ reader }) => reader);
      return packContext(readers, query, { ...options, count });
    },
    async pages() {
      return (await current()).flatMap((source) =>
        source.reader.index.pages.map((page) => ({
          ...page,
          id: idOf(source, page.path),
          source: source.name,
        })),
      );
    },
    facets: async () => facetsOf(await current()),
    close() {
      for (const { reader } of open) reader.close();
    },
  };
}

/** @throws ContextorError `SOURCE_UNKNOWN` */
function named(open: readonly OpenSource[], name: string): readonly OpenSource[] {
  const found = open.filter((source) => source.name === name);
  if (found.length > 0) return found;
  throw new ContextorError(`there is no source "${name.slice(0, 80)}"`, {
    code: 'SOURCE_UNKNOWN',
    remedy: `The sources: ${open.map((source) => source.name).join(', ')}`,
  });
}

function facetsOf(sources: readonly OpenSource[]): Facets {
  const pages = sources.flatMap(({ reader }) => reader.index.pages);
  const values = (name: 'locale' | 'version' | 'section'): string[] =>
    [...new Set(pages.flatMap((page) => page[name] ?? []))].sort();
  return {
    locale: values('locale'),
    version: values('version'),
    section: values('section'),
    source: sources.map(({ name }) => name),
  };
}

/** An id may begin with the name of its source. */
async function addressed(
  id: string,
  open: readonly OpenSource[],
  current: (name?: string) => Promise<readonly OpenSource[]>,
): Promise<{ sources: readonly OpenSource[]; name: string }> {
  // A name may hold a slash: `@acme/kit`.
  const source = open.find(({ name }) => id.startsWith(`${name}:`))?.name;
  if (source !== undefined) {
    return { sources: await current(source), name: id.slice(source.length + 1) };
  }
  return { sources: await current(), name: id };
}
