import type { TokenCounts } from '../src/contract/index-line.ts';
import { loadedTokenizer, loadTokenizer, type TokenCounter } from '../src/document/count-tokens.ts';
import type { Document } from '../src/document/document.ts';
import { frontMatterOf } from '../src/document/front-matter-of.ts';
import { cutOf } from '../src/search/cut.ts';
import { declared } from './declared.ts';
import { defineTransform } from './define.ts';

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

interface Measuring {
  fields: Readonly<Record<string, unknown>>;
  count: TokenCounter;
}

function measure(document: Document, { fields, count }: Measuring): StatisticsFields {
  const body = document.body();
  // Search counts part by part; both together count once.
  const tokens = document.settings.search ? cutOf(document, count).tokens : count(body);
  const stats = { words: wordsIn(body), lines: linesIn(body), tokens };
  const included = [...document.included.values()].reduce((sum, text) => sum + count(text), 0);
  const before = count(document.text) + included;
  const made = { before, after: 0, ...(included > 0 && { included }) };
  const front = frontMatterOf(document, { fields: { ...fields, stats, tokens: made }, count });
  return { tokens: { ...made, after: count(front) + tokens }, stats };
}

function wordsIn(text: string): number {
  let words = 0;
  let before = 32;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 32 && before <= 32) words += 1;
    before = code;
  }
  return words;
}

function linesIn(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return text === '' || text.endsWith('\n') ? lines : lines + 1;
}
