import { ContextorError } from '../errors.ts';
import { type PageFilter, pageFilter, queryWords } from './query.ts';
import { type LeftOut, rank } from './rank.ts';
import type { OutputReader } from './reader.ts';
import { type Count, Selection } from './selection.ts';

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

/** What a pack took from one page. */
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
const perPage = 20;
/** What does not count when packs are measured. */
interface Ignored {
  /** A page, by number. */
  except?: number | undefined;
  without?: LeftOut | undefined;
}

interface Candidate {
  reader: OutputReader;
  number: number;
  score: number;
}

/**
 * The best chunks for a query within a number of tokens: the best first as long as they fit, the very
 * best with all of its section, then the rest of the pages that fit whole. The opening of a page comes
 * along where it is short or the page gives many. They stand in the order of the docs, nothing twice.
 *
 * @throws ContextorError `BUDGET_INVALID`
 */
export function packContext(
  readers: readonly OutputReader[],
  query: string,
  { budget, count, except, without, ...filter }: PackOptions & Ignored & { count: Count },
): Pack {
  if (!Number.isInteger(budget) || budget < 1) {
    throw new ContextorError(`the budget ${budget} is not a whole number of at least 1`, {
      code: 'BUDGET_INVALID',
      remedy: 'Give a number of tokens, such as 4000.',
    });
  }
  let candidates: Candidate[] = [];
  for (const reader of readers) {
    const least = candidates[mostCandidates - 1]?.score;
    candidates.push(...candidatesOf(reader, query, { filter, except, without, least }));
    candidates = candidates.sort((a, b) => b.score - a.score).slice(0, mostCandidates);
  }
  const selection = new Selection(budget, count);
  for (const candidate of candidates) {
    selection.add(candidate);
    if (candidate === candidates[0]) selection.completeSection(candidate, budget / 2);
    selection.addOpening(candidate);
  }
  for (const candidate of candidates) selection.completePage(candidate);
  const rendered = selection.render(readers);
  return { query, budget, ...rendered };
}

function candidatesOf(
  reader: OutputReader,
  query: string,
  { filter, except, without, least }: Ignored & { filter: PageFilter; least: number | undefined },
): Candidate[] {
  const wants = pageFilter(reader, filter);
  const hits = rank(reader.index, queryWords(reader, query), {
    limit: mostCandidates,
    least,
    without,
    wants: (page) => page !== except && wants?.(page) !== false,
    perPage,
  });
  return hits.flatMap(({ chunk, score }) => {
    const number = withText(reader, chunk);
    return number === undefined ? [] : { reader, number, score };
  });
}

/** The chunk, or the one below a heading that has nothing else: it brings the heading along. */
function withText({ index: { chunks }, chunk }: OutputReader, number: number): number | undefined {
  if (chunks.length[number]! > 0) return number;
  const below = number + 1;
  if (chunks.page[below] !== chunks.page[number]) return undefined;
  const isBelow = chunk(below).headings.length > chunk(number).headings.length;
  return isBelow && chunks.length[below]! > 0 ? below : undefined;
}
