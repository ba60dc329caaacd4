import { getOrMake } from '../maps.ts';
import type { OutputReader } from './reader.ts';
import { termsOfWord, wordsOf } from './terms.ts';

const longestExcerpt = 200;
const blockMarks = /^(?:[\s>]|[*+-](?=\s))+/;
const saysNothing = /^(?:`{3}|#{1,6} |<!--|\|[\s|-]*$|> \[!\w+\]$)/;

const startsBlock = /^\s*(?:[-*+|]|\d{1,9}[.)])\s/;
const fence = /^[\s>]*`{3}/;
const sentenceEnd = /(?<=[。！？])|(?<!\b(?:e\.?g|i\.?e|vs|cf)\.)(?<=[.!?][)"'*_]{0,3})\s+/;
const codeOrLink =
  /(?<!`)(`+)[^`].*?(?<!`)\1(?!`)|!?\[((?:[^[\]\\]|\\.|\[[^[\]]*\])*)\]\((?:[^()\s\\]|\\.|\([^()]*\))*(?:\s+"[^"]*")?\)/g;

/** Finds the sentences that answer a query. */
export class Excerpts {
  readonly #terms: ReadonlySet<string>;
  readonly #stem: (word: string) => string;
  /** By word of a text: the terms of the query that it holds. */
  readonly #known = new Map<string, readonly string[]>();

  /** @param words the terms of each word of the query */
  constructor({ stemmers }: Pick<OutputReader, 'stemmers'>, words: readonly (readonly string[])[]) {
    this.#terms = new Set(words.flat());
    this.#stem = stemmers[0] ?? ((word) => word);
  }

  /** The sentence of a text, or line of code, that holds most of the query's terms, cut at a word. */
  of(text: string): string {
    let best = '';
    let most = -1;
    for (const passage of passagesOf(text)) {
      for (const sentence of passage.split(sentenceEnd)) {
        const found = new Set<string>();
        for (const word of wordsOf(sentence))
          for (const term of this.#termsIn(word)) found.add(term);
        if (found.size > most) {
          most = found.size;
          best = sentence;
        }
        if (most === this.#terms.size) return shortened(best);
      }
    }
    return shortened(best);
  }

  #termsIn(word: string): readonly string[] {
    return getOrMake(this.#known, word, () =>
      termsOfWord(word, this.#stem).filter((term) => this.#terms.has(term)),
    );
  }
}

function shortened(sentence: string): string {
  if (sentence.length <= longestExcerpt) return sentence;
  return `${sentence.slice(0, longestExcerpt).replace(/\s+\S*$/, '')}…`;
}

/** Paragraphs and items, each in one line, and lines of code, without marks of blocks and targets of links. */
function* passagesOf(text: string): Generator<string> {
  let open = '';
  let inCode = false;
  for (const line of text.split('\n')) {
    const unmarked = line.replace(blockMarks, '').trim();
    const plain = inCode || !unmarked.includes('](') ? unmarked : withoutTargets(unmarked);
    const silent = plain === '' || saysNothing.test(line.trim());
    const begins = silent || inCode || startsBlock.test(line);
    if (begins && open !== '') yield open;
    if (begins) open = '';
    if (fence.test(line)) inCode = !inCode;
    else if (!silent) open = open === '' ? plain : `${open} ${plain}`;
  }
  if (open !== '') yield open;
}

/** A line with the texts of its links alone; `read` tells the rest. */
const withoutTargets = (line: string): string =>
  line.replace(codeOrLink, (whole, _ticks, text?: string) => text ?? whole).trim();
