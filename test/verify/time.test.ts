import { expect, it } from 'vitest';
import { verifyDocument } from '../../src/verify/verify.ts';
import { growth } from '../setup/cpu-seconds.ts';

const different = (before: string, after: string, count: number) =>
  Array.from({ length: count }, (_, at) => before + at + after).join('');

const texts: [what: string, of: (scale: number) => string][] = [
  ['blanks between two letters', (scale) => `a${' '.repeat(20_000 * scale)}b\n`],
  ['tabs between two letters', (scale) => `a${'\t'.repeat(20_000 * scale)}b\n`],
  ['blanks behind a box', (scale) => `:::note a${' '.repeat(20_000 * scale)}b\n`],
  ['one line of words', (scale) => `${'a '.repeat(10_000 * scale)}\n`],
  ['one line of values', (scale) => `${'a value=b '.repeat(2_500 * scale)}\n`],
  ['closing brackets', (scale) => `${']'.repeat(5_000 * scale)}\n`],
  ['words in brackets', (scale) => `${'[a]'.repeat(1_500 * scale)}\n`],
  ['stars', (scale) => `${'*a'.repeat(1_000 * scale)}\n`],
  ['blanks in a row of a table', (scale) => `a\n|-${' '.repeat(400 * scale)}a\n`],
  ['blanks in a cell', (scale) => `| a |\n| - |\n| ${' '.repeat(30_000 * scale)}b |\n`],
  ['a title of code without end', (scale) => `\`\`\`js [${'\\'.repeat(300 * scale)}\na\n\`\`\`\n`],
  ['links in links', (scale) => `${'['.repeat(2_000 * scale)}${'](a)'.repeat(2_000 * scale)}\n`],
  [
    'brackets in brackets',
    (scale) => `${'['.repeat(2_000 * scale)}${'a]'.repeat(2_000 * scale)}\n`,
  ],
  ['values in a target', (scale) => `[a](${'{{ a }}'.repeat(1_000 * scale)}\n`],
  ['brackets of no link', (scale) => `${'[a]b'.repeat(1_000 * scale)}\n`],
  ['ids of headings', (scale) => '# a {#b}\n'.repeat(800 * scale)],
  ['a word in an attribute', (scale) => `<a b="${'<!--a:'.repeat(4_000 * scale)}"></a>\n`],
  ['letters in angle brackets', (scale) => `\\<${'a'.repeat(500 * scale)}1>\n`],
  ['letters of the name of a component', (scale) => `<A${'a'.repeat(20_000 * scale)}\n`],
  ['dashes', (scale) => `a${'-'.repeat(5_000 * scale)}\n`],
  ['pipes in a link of a wiki', (scale) => `[[a${'&#124;'.repeat(3_000 * scale)}\n`],
  ['empty blocks of code', (scale) => '```\n'.repeat(800 * scale)],
];

it.each(texts)('%s: four times the text takes about four times the work', async (_, of) => {
  const read = (scale: number) =>
    verifyDocument({ path: 'a.md', source: of(scale), output: of(scale) });
  expect(await growth(read)).toBeLessThan(9);
});

it.each<[dialect: string, what: string, of: (scale: number) => string]>([
  ['mkdocs-material', 'blanks in a macro', (scale) => `<!-- md:a ${' '.repeat(500 * scale)}\n`],
  ['docusaurus', 'blanks between letters', (scale) => `a${' '.repeat(20_000 * scale)}b\n`],
  ['vocs', 'brackets behind a title', (scale) => `# A${' ['.repeat(5_000 * scale)}]\n`],
  ['vocs', 'brackets in a line', (scale) => `a${' ['.repeat(5_000 * scale)}\n`],
])('%s, %s: four times the text takes about four times the work', async (dialect, _, of) => {
  const read = (scale: number) =>
    verifyDocument({ path: 'a.md', source: of(scale), output: '', dialect });
  expect(await growth(read)).toBeLessThan(9);
});

it('texts of a list without end: one way to read them', () => {
  const source = `<OptionTable options={[${"'a'\t".repeat(30)} b]} />\n`;
  const { findings } = verifyDocument({ path: 'a.mdx', source, output: '', dialect: 'nextra' });
  expect(findings).not.toEqual([]);
});

it('tells from where on it looks for nothing, as it found too many different things', () => {
  const source = `# A\n\n${different('<A', ' b>\n\n', 4_500)}`;
  const output = source.replaceAll('<', '\\<');
  const leaks = verifyDocument({ path: 'a.md', source, output }).findings.filter(
    ({ rule }) => rule === 'leak',
  );
  expect(leaks.at(-1)!.what).toBe('too many different findings; the rest was not checked');
});

it('a mark of code without end: one way to read it', () => {
  const source = `\`\`\`js ins="${'\\s'.repeat(60)}\na\n\`\`\`\n`;
  const { findings } = verifyDocument({ path: 'a.md', source, output: '```js\na\n```\n' });
  expect(findings).toEqual([]);
});
