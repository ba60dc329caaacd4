import { loadTokenizer } from '../../document/count-tokens.ts';
import { anchorOf } from '../chunks.ts';
import { openContext, type SearchResult } from '../open.ts';
import { packContext } from '../pack.ts';
import { type OutputReader, openOutputReader } from '../reader.ts';
import {
  measureGraded,
  type Quality,
  QualityCount,
  type RankedIndex,
  rankingOf,
} from './asked-index.ts';
import type { GradedQuery } from './graded.ts';
import { headingQueries, indexRawSources, linkQueries } from './queries.ts';
import type { Question } from './questions.ts';

/** Quality of the answers from one index. */
export interface IndexQuality extends FoundQuality {
  /** Tokens of the first five sections, on average. */
  tokens5: number;
  /** Of the answers to headings that ask, without these headings. */
  headings: FoundQuality;
}

interface FoundQuality {
  page: Quality;
  section: Quality;
}

export interface OutputQuality extends IndexQuality {
  /** Tokens of what `search` answers with five hits, on average. */
  answer5: number;
  /** By budget: the share of questions whose section is in the pack. */
  packs: Record<string, number>;
  graded?: Quality;
}

export interface Evaluation {
  questions: {
    /** Links whose texts are asked. */
    asked: number;
    /** Links left out: texts that lead to several places, and texts of words that stand everywhere. */
    ambiguous: number;
    common: number;
    /** Headings that are asked: each is a question, and stands once in the docs. */
    headings: number;
  };
  /** By name. */
  outputs: Record<string, OutputQuality>;
  /** The same questions to the sources as they are, by the same search. */
  sources?: IndexQuality;
}

export interface EvaluationOptions {
  /** Folder of the output whose links are the questions. */
  questions: string;
  /** Folders of the outputs that are asked, by name. */
  outputs: Readonly<Record<string, string>>;
  /** Folder of the sources, where they are to be compared. */
  sourceRoot?: string | undefined;
  graded?: readonly GradedQuery[] | undefined;
  /** What an agent reads of an answer to `search`. */
  asText: (result: SearchResult) => string;
}

/** Asks built outputs of the same sources what links and headings of one of them and a graded set ask. */
export async function evaluate(options: EvaluationOptions): Promise<Evaluation> {
  const holder = await openOutputReader(options.questions);
  try {
    const { asked: links, ...leftOut } = linkQueries(holder);
    const { asked: headings } = headingQueries(holder);
    const asked = { links, headings };
    const outputs: Record<string, OutputQuality> = {};
    for (const [name, dir] of Object.entries(options.outputs)) {
      outputs[name] = await measureOutput(dir, asked, options);
    }
    const { sourceRoot } = options;
    const count = await loadTokenizer();
    const raw = sourceRoot && indexRawSources(holder, { sourceRoot, count });
    return {
      questions: { asked: links.length, ...leftOut, headings: headings.length },
      outputs,
      ...(raw && { sources: measure(asked, raw) }),
    };
  } finally {
    holder.close();
  }
}

interface QuestionSets {
  links: readonly Question[];
  headings: readonly Question[];
}

async function measureOutput(
  dir: string,
  asked: QuestionSets,
  { graded, asText }: EvaluationOptions,
): Promise<OutputQuality> {
  const count = await loadTokenizer();
  const reader = await openOutputReader(dir);
  const context = await openContext(dir);
  try {
    const places = Array.from({ length: reader.index.chunks.count }, (_, number) => {
      const chunk = reader.chunk(number);
      return `${chunk.path}#${anchorOf(chunk)}`;
    });
    const ranked = { index: reader.index, stemmers: reader.stemmers, places };
    let answers = 0;
    for (const { query } of asked.links) {
      answers += count(asText(await context.search(query, { limit: 5 })));
    }
    return {
      ...measure(asked, ranked),
      answer5: mean(answers, asked.links.length),
      packs: packShares(reader, { asked: asked.links, places, count }),
      ...(graded && { graded: measureGraded(graded, ranked) }),
    };
  } finally {
    reader.close();
    context.close();
  }
}

function measure({ links, headings }: QuestionSets, ranked: RankedIndex): IndexQuality {
  const { tokens, ...found } = rankAll(links, ranked);
  const { page, section } = rankAll(headings, ranked);
  return { ...found, tokens5: mean(tokens, links.length), headings: { page, section } };
}

function rankAll(asked: readonly Question[], ranked: RankedIndex) {
  const [pages, sections] = [new QualityCount(), new QualityCount()];
  let tokens = 0;
  for (const question of asked) {
    const { page, anchor } = question;
    const ranking = rankingOf(ranked, question);
    pages.add(ranking.pages, new Map([[page, 1]]));
    sections.add(ranking.places, new Map([[`${page}#${anchor}`, 1]]));
    tokens += ranking.tokens5;
  }
  return { page: pages.result(), section: sections.result(), tokens };
}

const mean = (sum: number, count: number): number => Math.round(sum / Math.max(1, count));

const budgets = [2_000, 4_000, 8_000];

interface Questions {
  asked: readonly Question[];
  /** Page and anchor of each chunk. */
  places: readonly string[];
  count: (text: string) => number;
}

/** By budget: the share of questions whose section is in the pack, in whole or in part. */
function packShares(
  reader: OutputReader,
  { asked, places, count }: Questions,
): Record<string, number> {
  const { pages, chunks } = reader.index;
  const pageOf = new Map(pages.map(({ path }, number) => [path, number]));
  const shares = budgets.map((budget) => {
    const held = asked.filter(({ query, source, page, anchor }) => {
      const except = source === undefined ? undefined : pageOf.get(source);
      const number = pageOf.get(page);
      if (number === undefined) return false;
      const { from, to } = reader.rangeOf(number);
      const place = `${page}#${anchor}`;
      const without = { link: places.indexOf(place) };
      const packed = packContext([reader], query, { budget, count, except, without });
      const ids = new Set(packed.sources.find(({ path }) => path === page)?.chunks);
      for (let at = from; at < to; at++) {
        if (places[at] === place && ids.has(reader.chunk(at).id)) return true;
      }
      return false;
    });
    const share = chunks.count === 0 ? 0 : held.length / Math.max(1, asked.length);
    return [String(budget), Math.round(1_000 * share) / 1_000] as const;
  });
  return Object.fromEntries(shares);
}
