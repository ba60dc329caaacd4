import { describe, expect, test } from 'vitest';
import { expandAlias, tsconfigAliases } from '../../src/site/aliases.ts';
import { detectDialect } from '../../src/site/detect.ts';
import { scanFile } from '../../src/site/scan-file.ts';
import { dialectRecords } from '../../transforms/dialects/records.ts';
import { cpuSeconds } from '../setup/cpu-seconds.ts';

describe('hostile documents end soon', () => {
  const size = 300_000;
  test.each([
    ['tags', '<a '.repeat(size)],
    ['headings in HTML', '<h1'.repeat(size)],
    ['underlines', '---\n'.repeat(size)],
    ['paragraphs with underlines', 'a\n'.repeat(size) + '---\n'.repeat(1000)],
    ['brackets in headings', `# ${'['.repeat(1000)}\n`.repeat(size / 1000)],
    ['fences', '```\n'.repeat(size)],
    ['one-line fences', '``` a` '.repeat(size)],
    ['comments before a heading', `${'<!--'.repeat(size)}\n# H1`],
    ['list markers', `${'- '.repeat(size)}x`],
    ['spaces', `${' '.repeat(size)}x`],
    ['one line', 'x'.repeat(50_000_000)],
    ['front matter', `---\n${'title: '.repeat(size)}`],
  ])('%s', async (_, text) => {
    expect(await cpuSeconds(() => scanFile(text, 'a.md'))).toBeLessThan(5);
  });
});

test.each([
  ['braces', `\`\`\`${'{'.repeat(100_000)}\n`],
  ['brackets', `\`\`\`ts ${'['.repeat(100_000)}\n`],
  ['braces on many lines', '```a{\n'.repeat(15_000)],
])('fences of %s cost the detection of a dialect little', async (_, text) => {
  const options = { dialects: dialectRecords, projectRoot: '/p', sourceRoot: '/p' };
  const seconds = await cpuSeconds(() =>
    detectDialect({ ...options, paths: ['a.md'], sample: () => text }),
  );
  expect(seconds).toBeLessThan(1);
});

const many = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index));

const withPaths = (entries: readonly string[]) =>
  `{ "compilerOptions": { "paths": { ${entries} } } }`;

test.each([
  ['a string that never ends', '"\\'.repeat(50_000)],
  ['a string that never ends in its line', `${'"\\'.repeat(50_000)}\n`],
  ['comments that never end', '/* '.repeat(60_000)],
  ['20,000 targets', withPaths([`"@own/*": [${many(20_000, (n) => `"${n}"`)}]`])],
  ['20,000 patterns', withPaths(many(20_000, (n) => `"@own/${n}": ["a"]`))],
  [
    '300 patterns that all fit',
    withPaths(many(300, (n) => `"@own${'/a'.repeat(n)}*": ["a", "b"]`)),
  ],
])('a tsconfig.json of %s costs little', async (_, text) => {
  const seconds = await cpuSeconds(() => {
    const aliases = tsconfigAliases(['/p'], '/p', { read: () => text });
    expect(aliases.length).toBeLessThanOrEqual(2000);
    expect(expandAlias(aliases, `@own${'/a'.repeat(300)}`).length).toBeLessThanOrEqual(100);
  });
  expect(seconds).toBeLessThan(1);
});
