import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import { type Project, project } from '../build/project.ts';

const documents = {
  'a.md': '# A\n\n[b](b.md) [lost](nowhere.md)\n',
  'b.md': '# B\n\n[site](https://example.com/)\n',
  'c.md': '# C\n',
  'e.mdx': '# E\n',
};

async function built(more: Record<string, string> = {}): Promise<Project> {
  const own = project({ ...documents, ...more });
  mkdirSync(join(own.root, 'node_modules'));
  await setTimeout(60);
  await build(own.settings({ cache: true }));
  return own;
}

/** What the manifest says of links. */
const linksOf = (own: Project) => JSON.parse(own.output()['manifest.json']!).context.links;

/** Puts other totals into the cache than the link report has: who takes them from there tells so. */
function spoilTotals({ root }: Project): void {
  const base = join(root, 'node_modules/.cache/contextor');
  const path = join(base, readdirSync(base)[0]!, 'documents.jsonl');
  const text = readFileSync(path, 'utf8');
  const spoiled = text.replace(/("totals":\{"broken":)\d+/, '$199');
  expect(spoiled).not.toBe(text);
  writeFileSync(path, spoiled);
}

it.each<[string, (own: Project) => void]>([
  ['text', ({ write }) => write('docs/c.md', '# C\n\nMore.\n')],
  ['text below a link', ({ src }) => appendFileSync(join(src, 'a.md'), '\nMore.\n')],
])('the link report stays where only %s changed', async (_, change) => {
  const own = await built();
  const report = own.output()['links.json'];
  spoilTotals(own);
  change(own);
  await build(own.settings({ cache: true }));
  expect(linksOf(own).broken).toBe(99);
  expect(own.output()['links.json']).toBe(report);
});

it.each<[string, (own: Project) => void]>([
  ['a link came', ({ write }) => write('docs/c.md', '# C\n\n[a](a.md)\n')],
  ['a link went', ({ write }) => write('docs/a.md', '# A\n\n\n[lost](nowhere.md)\n')],
  [
    'a broken link moved',
    ({ write }) => write('docs/a.md', `# A\n\nMore.\n\n${documents['a.md']}`),
  ],
  ['a broken link was mended', ({ write }) => write('docs/a.md', '# A\n\n[b](b.md)\n')],
  ['a host came', ({ write }) => write('docs/c.md', '# C\n\n[x](https://example.org/)\n')],
  ['a document came', ({ write }) => write('docs/d.md', '# D\n')],
  ['a document went', ({ src }) => unlinkSync(join(src, 'c.md'))],
  ['a document failed', ({ write }) => write('docs/e.mdx', '# E\n\n<Open>\n')],
  ['it was edited', ({ out }) => appendFileSync(join(out, 'links.json'), ' ')],
  ['it was removed', ({ out }) => rmSync(join(out, 'links.json'))],
])('the link report is made anew when %s', async (_, change) => {
  const own = await built();
  spoilTotals(own);
  change(own);
  await build(own.settings({ cache: true }));
  const cached = own.output();
  await build(own.settings({ cache: false }));
  expect(cached).toEqual(own.output());
});

it('the link report of a build in which a document failed is not taken up', async () => {
  const own = await built({ 'd.mdx': '# D\n\n<Open>\n' });
  rmSync(join(own.src, 'd.mdx'));
  await build(own.settings({ cache: true }));
  const cached = own.output();
  await build(own.settings({ cache: false }));
  expect(cached).toEqual(own.output());
});
