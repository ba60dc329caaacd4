import { defused, documentEnd, documentOpening } from '../contract/document-frame.ts';
import { ContextorError } from '../errors.ts';
import type { Chunk } from './chunks.ts';
import { type PageFilter, pageFilter, queryWords } from './query.ts';
import { rank, weights } from './rank.ts';
import type { OutputReader } from './reader.ts';

type Count = (text: string) => number;

export interface PackOptions extends PageFilter {
  /** Most tokens of the text. */
  budget: number;
}

/** Parts of the docs within a budget, for a prompt. */
export interface Pack {
  query: string;
  budget: number;
  /** Tokens of the text. */
  tokens: number;
  /** Markdown, each page in a `<document>` with its source. Empty where nothing matches or fits. */
  text: string;
  sources: PackSource[];
}

export interface PackSource {
  path: string;
  title: string;
  /** Address of the page, or the path of its output. */
  url: string;
  /** Ids of the chunks that are in the pack. */
  chunks: string[];
  /** Chunks of the whole page; more than `chunks` where the page was cut. */
  of: number;
}

/** Candidates beyond these match too little to spend tokens on. */
const mostCandidates = 60;
const perPage = 12;

interface Candidate {
  reader: OutputReader;
  number: number;
  score: number;
}

/**
 * The best chunks for a query within a number of tokens: the best first as long as they fit, then the
 * rest of the pages that fit whole. They stand in the order of the docs, nothing twice.
 *
 * @throws ContextorError `BUDGET_INVALID`
 */
export function packContext(
  readers: readonly OutputReader[],
  query: string,
  { budget, count, ...filter }: PackOptions & { count: Count },
): Pack {
  if (!Number.isInteger(budget) || budget < 1) {
    throw new ContextorError(`the budget is ${budget}`, {
      code: 'BUDGET_INVALID',
      remedy: 'Give a whole number of tokens, at least 1, such as 4000.',
    });
  }
  const candidates = readers
    .flatMap((reader) => candidatesOf(reader, query, filter))
    .sort((a, b) => b.score - a.score)
    .slice(0, mostCandidates);
  const selection = new Selection(budget, count);
  for (const candidate of candidates) selection.add(candidate);
  for (const candidate of candidates) selection.completePage(candidate);
  const rendered = selection.render(readers);
  return { query, budget, ...rendered };
}

function candidatesOf(reader: OutputReader, query: string, filter: PageFilter): Candidate[] {
  const hits = rank(reader.index, queryWords(reader, query), {
    limit: mostCandidates,
    wants: pageFilter(reader, filter),
    weights: { ...weights, perPage },
  });
  return hits.map(({ chunk, score }) => ({ reader, number: chunk, score }));
}

/** What goes into a pack, in the order in which it was chosen. */
class Selection {
  readonly #budget: number;
  readonly #count: Count;
  readonly #chosen = new Map<OutputReader, Map<number, Chunk>>();
  readonly #hashes = new Set<string>();
  #tokens = 0;

  constructor(budget: number, count: Count) {
    this.#budget = budget;
    this.#count = count;
  }

  /** Takes a chunk where it fits and says something new. */
  add({ reader, number }: Pick<Candidate, 'reader' | 'number'>): boolean {
    const chosen = this.#chosen.get(reader) ?? new Map<number, Chunk>();
    const { tokens, page } = reader.index.chunks;
    if (chosen.has(number) || this.#tokens + tokens[number]! > this.#budget) return false;
    const chunk = reader.chunk(number);
    if (this.#hashes.has(chunk.hash)) return false;
    const known = [...chosen.keys()].some((other) => page[other] === page[number]);
    const frame = known ? 0 : this.#count(openingOf(reader, chunk, 99)) + 6;
    const path = this.#count(pathLine(chunk.headings)) + 1;
    if (this.#tokens + tokens[number]! + frame + path > this.#budget) return false;
    this.#tokens += tokens[number]! + frame + path;
    chosen.set(number, chunk);
    this.#chosen.set(reader, chosen);
    this.#hashes.add(chunk.hash);
    return true;
  }

  /** Takes the rest of a page where all of it fits. */
  completePage({ reader, number }: Pick<Candidate, 'reader' | 'number'>): void {
    const chosen = this.#chosen.get(reader);
    if (chosen?.has(number) !== true) return;
    const { from, to } = reader.rangeOf(reader.index.chunks.page[number]!);
    const missing: number[] = [];
    for (let at = from; at < to; at++) if (!chosen.has(at)) missing.push(at);
    const size = missing.reduce((sum, at) => sum + reader.index.chunks.tokens[at]!, 0);
    if (this.#tokens + size > this.#budget) return;
    for (const at of missing) this.add({ reader, number: at });
  }

  /** The text within the budget: what was chosen last goes first where the sum was too hopeful. */
  render(readers: readonly OutputReader[]): Pick<Pack, 'text' | 'tokens' | 'sources'> {
    const order = [...this.#chosen].flatMap(([reader, chunks]) =>
      [...chunks.keys()].map((number) => ({ reader, number })),
    );
    for (;;) {
      const sources: PackSource[] = [];
      const parts = readers.flatMap((reader) => {
        const chosen = this.#chosen.get(reader);
        return chosen === undefined ? [] : documentsOf(reader, chosen, sources);
      });
      const text = parts.join('\n');
      const tokens = this.#count(text);
      if (tokens <= this.#budget) return { text, tokens, sources };
      const last = order.pop()!;
      this.#chosen.get(last.reader)!.delete(last.number);
    }
  }
}

function documentsOf(
  reader: OutputReader,
  chosen: ReadonlyMap<number, Chunk>,
  sources: PackSource[],
): string[] {
  const byPage = new Map<number, number[]>();
  for (const number of [...chosen.keys()].sort((a, b) => a - b)) {
    const page = reader.index.chunks.page[number]!;
    byPage.set(page, [...(byPage.get(page) ?? []), number]);
  }
  return [...byPage].map(([page, numbers]) => {
    const { from, to } = reader.rangeOf(page);
    const chunks = numbers.map((number) => chosen.get(number)!);
    const { path, title, url, out } = reader.index.pages[page]!;
    const source = { path, title, url: url || out, chunks: chunks.map(({ id }) => id) };
    sources.push({ ...source, of: to - from });
    const cut = numbers.length < to - from ? `${numbers.length} of ${to - from} parts` : undefined;
    const text = chunks
      .map((chunk, at) => {
        const follows = at > 0 && numbers[at - 1] === numbers[at]! - 1;
        const first = numbers[at] === from;
        const lead = follows || first ? '' : `${pathLine(chunk.headings)}\n`;
        return lead + chunk.text.replace(/\n*$/, '\n');
      })
      .join('\n');
    return `${opening({ url: source.url, title, cut })}\n${defused(text)}${documentEnd}\n`;
  });
}

function openingOf(reader: OutputReader, { path }: Chunk, parts: number): string {
  const page = reader.index.pages.find((one) => one.path === path)!;
  return opening({
    url: page.url || page.out,
    title: page.title,
    cut: `${parts} of ${parts} parts`,
  });
}

function opening({ url, title, cut }: { url: string; title: string; cut: string | undefined }) {
  return documentOpening({ source: url, title, ...(cut !== undefined && { cut }) });
}

const pathLine = (headings: readonly string[]): string => `[${headings.join(' > ')}]`;
