import { expect, it } from 'vitest';
import { hasUnsureSigns } from '../../src/document/parse/native-signs.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { withoutHeadingMarks } from '../../transforms/clean-mdx/conventions.ts';
import { sentencesOf } from '../../transforms/compress/plain-sentences.ts';
import { growth } from '../setup/cpu-seconds.ts';

const heading = (value: string) =>
  withoutHeadingMarks({ type: 'heading', depth: 1, children: [{ type: 'text', value }] });

const dialect = { name: 'test', markdown: 'markdown', syntaxes: [] } as const;
const parse = (text: string) => parseDocument({ text, path: 'a.md', dialect, parser: 'auto' });

const works: [what: string, work: (scale: number) => unknown][] = [
  ['full stops as sentences', (scale) => sentencesOf(`${'.'.repeat(25_000 * scale)}a`)],
  ['abbreviations as sentences', (scale) => sentencesOf('A. '.repeat(10_000 * scale))],
  ['blanks in a heading', (scale) => heading(`a${'\u2003'.repeat(25_000 * scale)}b`)],
  ['marks in a heading without end', (scale) => heading('[#a'.repeat(10_000 * scale))],
  [
    'pipes above a row of pipes',
    (scale) => hasUnsureSigns(`a${'|'.repeat(500 * scale)}\n ${'|'.repeat(500 * scale)}a\n`, 'mdx'),
  ],
  ['blanks behind the mark of an item', (scale) => parse(`- ${' '.repeat(20_000 * scale)}\n  b\n`)],
  ['tabs in an element', (scale) => parse(`<p>${'\t'.repeat(20_000 * scale)}</p>\n`)],
];

it.each(works)('%s: four times the text takes about four times the work', async (_, work) => {
  expect(await growth(work)).toBeLessThan(9);
});
