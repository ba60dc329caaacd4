import type { TokenCounts } from '../src/contract/index-line.ts';
import { loadedTokenizer, loadTokenizer, type TokenCounter } from '../src/document/count-tokens.ts';
import type { Document } from '../src/document/document.ts';
import { frontMatterOf } from '../src/document/mdc.ts';
import { cutOf } from '../src/search/cut.ts';
import { declared } from './declared.ts';
import { defineTransform } from './define.ts';

/** Renders the finished tree, as a stage of its own so that its time shows. */
export const render = defineTransform({
  name: 'render',
  kind: 'enrich',
  run(document) {
    document.body();
  },
});

interface StatisticsFields {
  tokens: TokenCounts;
  /** Of the output's body. */
  stats: { words: number; lines: number; tokens: number };
}

/** How large the document was and is. Runs last, since the front matter counts too. */
export const statistics = defineTransform({
  name: 'statistics',
  ...declared.statistics,
  kind: 'enrich',
  after: ['render', 'metadata', 'outline', 'code-index', 'link-index'],
  run(document, { fields }): StatisticsFields | Promise<StatisticsFields> {
    const { tokenizer } = document.settings;
    const count = loadedTokenizer(tokenizer);
    if (count !== undefined) return measure(document, { fields, count });
    return loadTokenizer(tokenizer).then((loaded) => measure(document, { fields, count: loaded }));
  },
});

function measure(
  document: Document,
  { fields, count }: { fields: Readonly<Record<string, unknown>>; count: TokenCounter },
): StatisticsFields {
  const body = document.body();
  // Search counts part by part; both together count once.
  const tokens = document.settings.search ? cutOf(document, count).tokens : count(body);
  const stats = { ...sizeOf(body), tokens };
  const included = [...document.included.values()].reduce((sum, text) => sum + count(text), 0);
  const before = count(document.text) + included;
  const made = { before, after: 0, ...(included > 0 && { included }) };
  const front = frontMatterOf(document, { fields: { ...fields, stats, tokens: made }, count });
  return { tokens: { ...made, after: count(front) + tokens }, stats };
}

/** How many words, which blanks and control characters part, and how many lines a text has. */
function sizeOf(text: string): { words: number; lines: number } {
  let words = 0;
  let lines = text === '' || text.endsWith('\n') ? 0 : 1;
  let isInWord = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === lineBreak) lines++;
    const isWord = code > space;
    if (isWord && !isInWord) words++;
    isInWord = isWord;
  }
  return { words, lines };
}

const lineBreak = 10;
const space = 32;
