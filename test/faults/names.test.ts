import { join } from 'node:path';
import { expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import { project } from '../build/project.ts';

const odd = [
  'new\nline.md',
  'tab\there.md',
  'quote"s and \'s.md',
  'back`tick$&$1.md',
  'ünïcode 文書 😀.md',
  'decomposed u\u0308.md',
  'right\u202eto left.md',
  'escape\u001b[31m.md',
  '-rf.md',
  '--help.md',
  '#hash?query&.md',
  '%2e%2e%2f.md',
  'space at end .md',
  'a.md.md',
  '[bracket](paren){brace}!.md',
  'constructor.md',
  'con.md',
  'back\\slash.md',
  `${'n'.repeat(252)}.md`,
  `${'文'.repeat(84)}.md`,
  `${'d'.repeat(250)}/${'e'.repeat(250)}/page.md`,
];

it.each(['tree', 'flat'] as const)('writes documents of any name: %s', async (layout) => {
  const own = project(Object.fromEntries(odd.map((path) => [path, `# ${odd.indexOf(path)}\n`])));
  const { metrics, messages } = await build(own.settings({ layout }));
  expect(messages).toEqual([]);
  const output = own.output();
  const lines = output['index.jsonl']!.trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ path }) => path).sort()).toEqual([...odd].sort());
  expect(metrics.documents).toMatchObject({ written: odd.length, failed: 0 });
  for (const { path, out } of lines) {
    expect(output[out]).toContain(`# ${odd.indexOf(path)}\n`);
    expect(out).not.toMatch(/[\u0000-\u001f\\]/);
    for (const part of out.split('/')) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(255);
  }
  expect((await build(own.settings({ layout }))).metrics.documents.unchanged).toBe(odd.length);
});

it.each(['a %y.md', '%/a.md', '%E0%A4%A.md'])('reads links of the page %s', async (path) => {
  const own = project({ [path]: '# A\n\n[gone](gone.md) [b](/b.md)\n', 'b.md': '# B\n' });
  const { metrics, messages } = await build(own.settings());
  expect(metrics.documents).toMatchObject({ written: 2, failed: 0 });
  expect(messages.map(({ rule }) => rule)).toEqual(['broken-link']);
});

it('fails the second of two names that are one on other disks, and writes the first', async () => {
  const own = project({
    'Guide.md': '# A\n',
    'guide.md': '# B\n',
    'sub/\u00fc.md': '# C\n',
    'sub/u\u0308.md': '# D\n',
    'other.md': '# E\n',
  });
  const { metrics, messages } = await build(own.settings());
  expect(metrics.documents).toMatchObject({ written: 3, failed: 2 });
  expect(messages.map(({ path, rule }) => [path, rule])).toEqual([
    ['guide.md', 'collision'],
    ['sub/\u00fc.md', 'collision'],
  ]);
});

it.each([
  [{ include: ['guides\\**\\*.md'] }, ['guides/a.md', 'guides/deep/b.md']],
  [{ include: ['.\\guides\\*.md'] }, ['guides/a.md']],
  [{ exclude: ['guides\\deep\\**'] }, ['c.md', 'guides/a.md']],
])('takes Windows separators in patterns: %j', async (config, expected) => {
  const files = { 'guides/a.md': '# A\n', 'guides/deep/b.md': '# B\n', 'c.md': '# C\n' };
  const own = project(files);
  await build(own.settings(config));
  const outs = Object.keys(own.output()).filter((path) => path.endsWith('.mdc'));
  expect(outs).toEqual(expected.map((path) => join(path.replace(/md$/, 'mdc'))));
});
