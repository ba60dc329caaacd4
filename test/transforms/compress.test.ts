import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { savingValue } from '../../src/contract/savings.ts';
import { markerAfter, shortenCode } from '../../transforms/compress/code.ts';
import { shortenData } from '../../transforms/compress/data.ts';
import { compress } from '../../transforms/compress.ts';
import fc from '../setup/properties.ts';
import { runStages } from './stage.ts';

const root = join(import.meta.dirname, '../../fixtures/compress');
const read = (rule: string, name: string) => readFileSync(join(root, rule, name), 'utf8');
const rules = readdirSync(root);

/** One folder a rule: under `settings.json`, `input.md` becomes `expected.md`. */
test.each(rules)('%s', (rule) => {
  const settings = JSON.parse(read(rule, 'settings.json'));
  const { body } = runStages(read(rule, 'input.md'), [compress], settings);
  expect(body).toBe(existsSync(join(root, rule, 'expected.md')) ? read(rule, 'expected.md') : '');
});

test.each(rules)('lossless leaves %s alone', (rule) => {
  const { contribution } = runStages(read(rule, 'input.md'), [compress]);
  expect(contribution).toMatchObject({ status: 'skipped' });
});

test('savings are counted by rule', () => {
  const counted = rules.map((rule) => {
    const settings = JSON.parse(read(rule, 'settings.json'));
    const { contribution } = runStages(read(rule, 'input.md'), [compress], settings);
    return `${rule}: ${JSON.stringify((contribution as { savings?: object } | undefined)?.savings)}`;
  });
  expect(counted).toMatchInlineSnapshot(`
    [
      "all-images: {"decorative-images":{"count":8,"characters":134},"link-targets":{"count":2,"characters":56}}",
      "announced-lists: {"long-sections":{"count":1,"characters":182}}",
      "decorative-images: {"decorative-images":{"count":12,"characters":298}}",
      "duplicate-blocks: {"duplicate-blocks":{"count":1,"characters":193}}",
      "explained-code: {"long-sections":{"count":4,"characters":987}}",
      "external-link-targets: {"link-targets":{"count":1,"characters":23}}",
      "keep-languages: undefined",
      "left-out-code: {"long-sections":{"count":2,"characters":333}}",
      "link-targets: {"link-targets":{"count":2,"characters":33}}",
      "long-code: {"long-code":{"count":6,"characters":369}}",
      "long-data: {"long-data":{"count":3,"characters":76}}",
      "long-json: {"long-data":{"count":4,"characters":311}}",
      "long-lists: {"long-lists":{"count":1,"characters":27}}",
      "long-sections: {"long-sections":{"count":2,"characters":318}}",
      "long-tables: {"long-tables":{"count":1,"characters":32}}",
      "long-tags: {"long-code":{"count":1,"characters":160}}",
      "markers-within-markup: {"long-code":{"count":6,"characters":189}}",
      "old-releases: {"old-releases":{"count":1,"characters":143}}",
      "plain-sentences: {"plain-sentences":{"count":11,"characters":324},"long-sections":{"count":1,"characters":69}}",
      "releases-oldest-first: undefined",
      "repeated-lines: {"repeated-lines":{"count":3,"characters":318},"long-code":{"count":2,"characters":289}}",
      "repeated-text: {"long-sections":{"count":1,"characters":178},"repeated-text":{"count":3,"characters":567}}",
      "short-code: undefined",
      "url-payload: {"url-payload":{"count":2,"characters":340}}",
    ]
  `);
});

test.each([
  ['- ', 'in an item of a list'],
  ['> ', 'in a quotation'],
])('%s%s code is shortened, too', (lead) => {
  const lines = read('long-code', 'input.md').split('\n').slice(4, 22);
  const within = [lead, ...lines.slice(1).map(() => (lead === '- ' ? '  ' : lead))];
  const text = lines.map((line, at) => `${within[at]}${line}`.trimEnd()).join('\n');
  const { body } = runStages(`# Cache\n\n${text}\n`, [compress], {
    profile: 'balanced',
    compress: { maxCodeLines: 8 },
  });
  expect(body).toMatch(/\d lines left out/);
});

test.each<[language: string, lines: string[], marker: string]>([
  ['html', ['<script>', 'a()'], '// …'],
  ['html', ['<script>', 'a()', '</script>', '<p>'], '<!-- … -->'],
  ['html', ['<script>', 'a()', '  </script>', '<p>'], '<!-- … -->'],
  ['html', ['<script>a()</script>', '<p>'], '<!-- … -->'],
  ['html', ['<STYLE media="print">', 'a {}'], '/* … */'],
  ['html', ['<style>', 'a {}', '</style>', '<script>'], '// …'],
  ['html', ['<p>'], '<!-- … -->'],
  ['js', ['<script>', 'a()', '</script>'], '{/* … */}'],
  ['js', ['a()'], '// …'],
  ['mdx', ['Text.'], '{/* … */}'],
  ['md', ['---', 'a: b'], '# …'],
  ['md', ['---', 'a: b', '---'], '<!-- … -->'],
  ['astro', ['---', 'a()'], '// …'],
  ['md', ['```js', 'a()'], '// …'],
  ['md', ['```js', 'a()', '```'], '<!-- … -->'],
  ['md', ['````js', 'a()', '```'], '// …'],
  ['md', ['```js', 'a()', '````'], '<!-- … -->'],
  ['md', ['```js', 'a()', '~~~'], '// …'],
])('a marker in %s after %j is %s', (language, lines, marker) => {
  expect(markerAfter(lines, language, '…')).toBe(marker);
});

const items = (count: number) => '- Item\n'.repeat(count);
const table = (count: number) => `| A |\n| - |\n${'| 1 |\n'.repeat(count)}`;
const twice = (block: string) => `${block}\n\n${block}\n`;
const fence = (length: number) => `\`\`\`js\n${'x'.repeat(length)}\n\`\`\``;
const rows = (length: number) => `| A | B |\n| - | - |\n| ${'x'.repeat(length)} | y |\n| c | d |`;

test.each<[what: string, text: string, marker: string | undefined]>([
  ['two items more', items(5), undefined],
  ['three items more', items(6), '- _Left out: 3 items._'],
  ['two rows more', table(5), undefined],
  ['three rows more', table(6), '| _Left out: 3 rows._ |'],
  ['a repeated block of 159 characters', twice(fence(159)), undefined],
  ['a repeated block of 160 characters', twice(fence(160)), '_Left out: the same code as above._'],
  // Cells are counted with a mark between two of them, and one between rows.
  ['a repeated table of 159 characters', `${twice(rows(149))}`, undefined],
  [
    'a repeated table of 160 characters',
    `${twice(rows(150))}`,
    '_Left out: the same table as above._',
  ],
])('limits: %s', (_, text, marker) => {
  const settings = { profile: 'compact', compress: { maxListItems: 3, maxTableRows: 3 } } as const;
  const { body } = runStages(text, [compress], settings);
  expect(/^.*_Left out.*$/m.exec(body)?.[0]).toBe(marker);
});

test.each<[entries: number, shortened: boolean]>([
  [5, false],
  [6, true],
])('of %i rows of data more than three are left out', (entries, shortened) => {
  const value = Array.from({ length: entries }, (_, at) => `row ${at}`).join('\n');
  expect(shortenData(value, 'csv', 3) !== undefined).toBe(shortened);
});

const twoImages = (length: number) => `![a](${'x'.repeat(length)}) ![b](${'x'.repeat(length)})`;

test.each<[what: string, text: string, shortened: boolean]>([
  ['a fragment of 80 characters', `[a](x#${'y'.repeat(80)})`, false],
  ['a fragment of 81 characters', `[a](x#${'y'.repeat(81)})`, true],
  ['a fragment alone', `[a](#${'y'.repeat(81)})`, true],
  ['an image again, of 27 characters', twoImages(27), false],
  ['an image again, of 28 characters', twoImages(28), true],
])('addresses: %s', (_, text, shortened) => {
  const savings = { 'link-targets': false, 'decorative-images': true } as const;
  const settings = { profile: 'compact', savings } as const;
  expect(runStages(`${text}\n`, [compress], settings).body.includes('Left out')).toBe(shortened);
});

test('a rule of the configuration wins over the profile', () => {
  const settings = { profile: 'compact', savings: { 'long-lists': false } } as const;
  expect(savingValue(settings, 'long-lists')).toBe(false);
  expect(savingValue(settings, 'long-tables')).toBe(true);
  const input = read('long-lists', 'input.md');
  expect(runStages(input, [compress], settings).body).toBe(input);
});

test.each<[what: string, names: string[], shortened: boolean]>([
  ['versions', ['2.1', '2.0', '1.9', '1.8', '1.7', '1.6', '1.5'], true],
  ['versions, oldest first', ['1.5', '1.6', '1.7', '1.8', '1.9', '2.0', '2.1'], false],
  ['days', ['7', '6', '5', '4', '3', '2', '1'].map((day) => `2024-03-0${day}`), true],
  [
    'days, oldest first',
    ['1', '2', '3', '4', '5', '6', '7'].map((day) => `2024-03-0${day}`),
    false,
  ],
  ['months', ['Mar', 'Feb', 'Jan'].flatMap((m) => [`${m} 2024`, `${m} 1st, 2024`]), true],
  ['versions that are all the same', ['1', '1', '1', '1', '1', '1', '1'], false],
  [
    'versions with their stage, build and day',
    [5, 4, 3, 2, 1].map(
      (at) => `Kiln 3.${at}.0 Release Candidate 1 (3.0.${at}795) - November ${at}, 2015`,
    ),
    true,
  ],
  ['mostly versions', ['2.1', '2.0', '1.9', '1.8', '1.7', 'Older'], true],
  ['few versions among others', ['2.1', '2.0', '1.9', '1.8', '1.7', 'A', 'B', 'C'], false],
])('a changelog of %s', (_, names, shortened) => {
  const text = `# Log\n\n${names.map((name) => `## ${name}\n\nText of it.\n`).join('\n')}`;
  const settings = { profile: 'compact', compress: { maxReleases: 2 } } as const;
  expect(runStages(text, [compress], settings).body.includes('older releases')).toBe(shortened);
});

test('JSON stays valid and short', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), fc.integer({ min: 4, max: 30 }), (json, limit) => {
      const text = JSON.stringify(JSON.parse(json), null, 2);
      const shortened = shortenData(text, 'json', limit);
      if (shortened === undefined) return;
      JSON.parse(shortened);
      expect(shortened).toMatch(/… .*(?:entry|entries) left out|"…": "/);
      expect(shortened.length).toBeLessThan(text.length + 40);
    }),
  );
});

test.each<[what: string, before: number, own: number, after: number, shown: string[]]>([
  ['few lines around it stay', 3, 2, 3, ['b0', 'b1', 'b2', '', 'o0', 'o1', '', 'a0', 'a1', 'a2']],
  [
    'many lines around it are left out',
    4,
    2,
    5,
    ['# … 4 lines left out', '', 'o0', 'o1', '', '# … 5 lines left out'],
  ],
  ['nothing stands for nothing', 0, 2, 5, ['o0', 'o1', '', '# … 5 lines left out']],
  [
    'what is long itself is shortened',
    4,
    6,
    0,
    ['# … 4 lines left out', '', 'o0', 'o1', '# … 4 lines left out'],
  ],
])('code of a page in that of a component: %s', (_, before, own, after, shown) => {
  const lines = (name: string, count: number) =>
    Array.from({ length: count }, (_, at) => `${name}${at}`);
  const ofPage = lines('o', own).join('\n');
  const value = [...lines('b', before), ofPage, ...lines('a', after)].join('\n');
  expect(shortenCode(value, { language: 'sh', limit: 2, ofPage })?.split('\n')).toEqual(shown);
});

test.each([
  ['a sentence with a new footnote stays', 'One. Two[^1]. Six.\n\n[^1]: x\n', 'One. Two[^1].'],
  ['a block that ends in bold stays', 'One. Two. **Six**\n', 'One. Two. **Six**'],
  ['what announces something stays', 'One. Two. Six:\n', 'One. Six:'],
  ['a new number stays', 'One. Two. It is 1.5.\n', 'One. It is 1.5.'],
  ['a link to another page stays, once', 'One. [Two](b.md). [Six](b.md).\n', 'One. [Two](b.md).'],
  ['a link to elsewhere names nothing', 'One. [Two](https://b.c).\n', 'One.'],
  ['code stays, once', 'One. `b`. Two `b`.\n', 'One. `b`.'],
  ['so does what bold text names', 'One. **`b`**. Two `b`.\n', 'One. **`b`**.'],
])('plain sentences: %s', (_, text, first) => {
  const settings = {
    profile: 'compact',
    savings: { 'plain-sentences': true, 'link-targets': 'external' },
  } as const;
  const { body } = runStages(`# T\n\n${text}`, [compress], settings);
  expect(body.split('\n')[2]).toBe(first);
});
