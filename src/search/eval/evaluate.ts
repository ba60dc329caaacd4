import { loadTokenizer } from '../../document/count-tokens.ts';
import type { OpenIndex } from '../index-file.ts';
import { queryWords } from '../query.ts';
import { type Hit, rank } from '../rank.ts';
import { openOutputReader } from '../reader.ts';
import type { GradedQuery } from './graded.ts';
import { linkQueries } from './link-queries.ts';
import { type Quality, QualityCount } from './metrics.ts';
import { indexRawSources } from './raw-sources.ts';

/** Quality of the answers from one index. */
export interface IndexQuality {
  page: Quality;
  section: Quality;
  /** Tokens of the first five results, in the mean. */
  tokens5: number;
}

export interface Evaluation {
  links: {
    output: IndexQuality;
    /** The same questions to the sources as they are, by the same search. */
    sources?: IndexQuality;
  };
  graded?: Quality;
}

export interface EvaluationOptions {
  /** Folder of the sources, where they are to be compared. */
  sourceRoot?: string | undefined;
  graded?: readonly GradedQuery[] | undefined;
}

const mostResults = 50;

/** Asks a built output what its own links and a graded set ask. */
export async function evaluate(
  dir: string,
  { sourceRoot, graded }: EvaluationOptions = {},
): Promise<Evaluation> {
  const reader = await openOutputReader(dir);
  try {
    const { index } = reader;
    const questions = linkQueries(reader).map((link) => ({
      ...link,
      words: queryWords(reader, link.query),
    }));
    const places = Array.from({ length: index.chunks.count }, (_, number) => {
      const { path, url } = reader.chunk(number);
      return `${path}#${url.split('#')[1] ?? ''}`;
    });
    const output = measure(questions, index, places);
    const stemmer = reader.stemmers[0] ?? ((word: string) => word);
    const raw =
      sourceRoot === undefined
        ? undefined
        : indexRawSources(reader, {
            sourceRoot,
            stemmer,
            count: await loadTokenizer(index.about.tokenizer),
          });
    return {
      links: { output, ...(raw && { sources: measure(questions, raw.index, raw.places) }) },
      ...(graded && { graded: measureGraded(graded, reader) }),
    };
  } finally {
    reader.close();
  }
}

interface Question {
  words: readonly (readonly string[])[];
  source: number;
  page: number;
  anchor: string;
}

function measure(
  questions: readonly Question[],
  index: OpenIndex,
  places: readonly string[],
): IndexQuality {
  const [pages, sections] = [new QualityCount(), new QualityCount()];
  let tokens = 0;
  for (const { words, source, page, anchor } of questions) {
    const hits = rank(index, words, { limit: mostResults, wants: (number) => number !== source });
    const path = index.pages[page]!.path;
    pages.add(pagesOf(hits, index), new Map([[path, 1]]));
    const found = [...new Set(hits.map(({ chunk }) => places[chunk]!))];
    sections.add(found, new Map([[`${path}#${anchor}`, 1]]));
    tokens += hits.slice(0, 5).reduce((sum, { chunk }) => sum + index.chunks.tokens[chunk]!, 0);
  }
  return {
    page: pages.result(),
    section: sections.result(),
    tokens5: Math.round(tokens / Math.max(1, questions.length)),
  };
}

function measureGraded(
  graded: readonly GradedQuery[],
  reader: Awaited<ReturnType<typeof openOutputReader>>,
): Quality {
  const { index } = reader;
  const quality = new QualityCount();
  for (const { query, grades } of graded) {
    const hits = rank(index, queryWords(reader, query), { limit: mostResults });
    const wanted = new Map(
      Object.entries(grades).flatMap(([address, grade]) => {
        const page = index.pages.find((one) => isAt(one, address));
        return page === undefined ? [[address, grade] as const] : [[page.path, grade] as const];
      }),
    );
    quality.add(pagesOf(hits, index), wanted);
  }
  return quality.result();
}

/** Whether a graded address is that of a page: of the site, or its path without an ending. */
function isAt({ url, path }: { url: string; path: string }, address: string): boolean {
  const plain = address.replace(/[?#].*$/, '').replace(/\.html$|\/$/g, '');
  if (url !== '' && url.replace(/\.html$|\/$/g, '') === plain) return true;
  const route = path.replace(/\.\w+$/, '').replace(/(?:^|\/)index$/, '');
  return route !== '' && (plain === route || plain.endsWith(`/${route}`));
}

const pagesOf = (hits: readonly Hit[], index: OpenIndex): string[] => [
  ...new Set(hits.map(({ chunk }) => index.pages[index.chunks.page[chunk]!]!.path)),
];
