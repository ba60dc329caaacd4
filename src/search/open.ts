import { loadTokenizer } from '../document/count-tokens.ts';
import { ContextorError } from '../errors.ts';
import { Excerpts } from './excerpt.ts';
import { hintsFor, unknownIn } from './hints.ts';
import type { IndexedPage } from './index-file.ts';
import { type Pack, type PackOptions, packContext } from './pack.ts';
import { type PageFilter, pageFilter, queryWords } from './query.ts';
import { rank } from './rank.ts';
import { type ReadOptions, type ReadResult, readContext } from './read.ts';
import type { OutputReader } from './reader.ts';
import { type ContextSource, OpenSource, refuseDoubles, withName } from './sources.ts';

/** How many sections a search finds, and where. */
interface SearchOptions extends PageFilter {
  /** Maximum number of hits, 1 to 50. Default 8. */
  limit?: number | undefined;
  /** Search only in this source. */
  source?: string | undefined;
}

/** A section that matches, or a part of a long one. */
interface SearchHit {
  /** What `read` takes: path, anchor and part; with several sources, the name of the source comes first. */
  id: string;
  /** Headings from the page's title down to the section's. */
  headings: string[];
  /** Address of the section, or the path of its output with the anchor. */
  url: string;
  /** Tokens of what the id names: the page, the section's own text, or a part of a long section. */
  tokens: number;
  /** Higher is better; only hits of one search can be compared. */
  score: number;
  /** The sentence or line of code that matches best; of an opening without text, what its page says of itself. */
  excerpt: string;
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
      const most = Math.max(1, Math.min(50, Math.trunc(limit)));
      const chosen = await current(source);
      let best: Found[] = [];
      for (const one of chosen) {
        const least = best[most - 1]?.score;
        best.push(...found(one, query, { limit: most, filter, least }));
        best = best.sort((a, b) => b.score - a.score).slice(0, most);
      }
      // Outputs in the same languages have the same words.
      const excerpts = new Map<Found['words'], Excerpts>();
      const hits = best.map((one) => {
        const known = excerpts.get(one.words) ?? new Excerpts(one.source.reader, one.words);
        excerpts.set(one.words, known);
        const hit = hitOf(one, known);
        return { ...hit, id: idOf(one.source, hit.id) };
      });
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

interface Found {
  source: OpenSource;
  /** The terms of each word of the query. */
  words: string[][];
  chunk: number;
  score: number;
}

/** The best chunks of a source. */
function found(
  source: OpenSource,
  query: string,
  { filter, ...options }: { limit: number; filter: PageFilter; least: number | undefined },
): Found[] {
  const { reader } = source;
  const wants = pageFilter(reader, filter);
  const words = queryWords(reader, query);
  return rank(reader.index, words, { ...options, wants }).map((hit) => ({ source, words, ...hit }));
}

/** What is told of a hit; `id` is that of the chunk. */
function hitOf({ source: { reader }, chunk, score }: Found, excerpts: Excerpts): SearchHit {
  const { id, headings, url, text } = reader.chunk(chunk);
  const tokens = tokensOf(reader, chunk);
  const excerpt = excerpts.of(text) || descriptionOf(reader, chunk);
  return { id, headings, url, tokens, score: Math.round(score * 1000) / 1000, excerpt };
}

/** What the page of an opening says of itself. */
function descriptionOf({ index: { chunks, pages }, rangeOf }: OutputReader, chunk: number): string {
  const page = chunks.page[chunk]!;
  return rangeOf(page).from === chunk ? pages[page]!.description : '';
}

function tokensOf({ index: { chunks }, rangeOf }: OutputReader, chunk: number): number {
  const { from, to } = rangeOf(chunks.page[chunk]!);
  const section = chunks.section[chunk]!;
  // The id of an opening is that of its page; that of a later part names the part alone.
  const isPart = chunk !== section;
  const isNamed = (at: number) =>
    isPart ? at === chunk : chunk === from || chunks.section[at] === section;
  let tokens = 0;
  for (let at = from; at < to; at++) if (isNamed(at)) tokens += chunks.tokens[at]!;
  return tokens;
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
