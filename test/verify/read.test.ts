import { expect, it } from 'vitest';
import { readOutput } from '../../src/verify/output/read.ts';
import { endOfBraces } from '../../src/verify/source/tag.ts';
import { verifyDocument } from '../../src/verify/verify.ts';

it('the label of an image is not a word of the output', () => {
  const { words } = readOutput('![shown][label]\n\n[label]: a.png\n');
  expect(words.map(({ text }) => text)).toEqual(['shown']);
});

it('a backslash in front of a letter stands for itself', () => {
  const source = 'Open dir\\name now.\n';
  const lost = verifyDocument({ path: 'a.md', source, output: 'Open dir\\ame now.\n' });
  expect(verifyDocument({ path: 'a.md', source, output: source }).findings).toEqual([]);
  expect(lost.findings).toMatchObject([{ rule: 'word' }]);
});

it('one block of the output accounts for one block of the source', () => {
  const block = (...lines: string[]) => ['```', ...lines, '```', ''].join('\n');
  const source = `${block('a', 'b', 'c')}\n${block('a', 'b', 'd')}`;
  const { findings } = verifyDocument({ path: 'a.md', source, output: block('a', 'b') });
  expect(findings).toMatchObject([
    { line: 1, what: expect.stringContaining('1 of 3 lines') },
    { line: 7, what: expect.stringContaining('3 of 3 lines') },
  ]);
});

it.each([
  ['a link', '[a](b "said")\n'],
  ['a definition', '[a][c]\n\n[c]: b "said"\n'],
])('the title of %s is words of the output', (_, output) => {
  expect(readOutput(output).words.map(({ text }) => text)).toContain('said');
});

it.each([
  ['{a}', 3],
  ['{a{b}c} d', 7],
  ["{'}'} d", 5],
  ["{it's {b}} d", 10],
  ['{a', undefined],
])('the braces of %s end at %s', (text, end) => {
  expect(endOfBraces(text, 0)).toBe(end);
});

it('a line of maths is no heading of the output', () => {
  const { headings } = readOutput('# A\n\n$$\nx\n=\ny\n$$\n\nB\n=\n');
  expect(headings.map(({ level }) => level)).toEqual([1, undefined, 1]);
});
