import { expect, test } from 'vitest';
import { addressesUnder } from '../../src/twins/addresses.ts';
import { indexFiles, mostCharacters } from '../../src/twins/llms-txt.ts';
import type { SiteFile } from '../../src/twins/page.ts';
import { twinPage } from './page.ts';

const options = {
  title: 'Acme',
  description: 'All about it.',
  sections: [{ title: 'Guide', paths: ['b.md', 'a.md'] }],
  addresses: addressesUnder('https://acme.dev'),
  others: [],
  tokenizer: 'o200k_base',
};
const setOf = (pages: ReturnType<typeof twinPage>[], folder = '') => ({
  folder,
  name: folder,
  pages,
});

test('title, summary, sections in the order of the navigation, links to twins', () => {
  const pages = [twinPage('/a', { description: 'First.' }), twinPage('/b'), twinPage('/c')];
  expect(indexFiles(setOf(pages), options)).toEqual([
    {
      path: 'llms.txt',
      text: `# Acme

> All about it.

3 pages, 3 tokens (o200k_base).

## Guide

- [Page /b](https://acme.dev/b.md)
- [Page /a](https://acme.dev/a.md): First.

## Other

- [Page /c](https://acme.dev/c.md)
`,
    },
  ]);
});

test('blogs, changelogs and other sets are optional', () => {
  const pages = [twinPage('/a'), twinPage('/blog/b'), twinPage('/changelog')];
  const others = [setOf([twinPage('/fr/a')], 'fr')];
  const [{ text }] = indexFiles(setOf(pages), { ...options, others }) as [SiteFile];
  expect(text.slice(text.indexOf('## Optional'))).toBe(`## Optional

- [fr](https://acme.dev/fr/llms.txt): 1 pages
- [Page /blog/b](https://acme.dev/blog/b.md)
- [Page /changelog](https://acme.dev/changelog.md)
`);
});

test('globs say what is optional', () => {
  const [{ text }] = indexFiles(setOf([twinPage('/a'), twinPage('/blog/b')]), {
    ...options,
    optional: ['a.md'],
  }) as [SiteFile];
  expect(text).toMatch(/## Guide|## Other|## Docs/);
  expect(text).toMatch(/## Optional\n\n- \[Page \/a\]/);
});

test.each([
  [
    'a bracket',
    'a](https://evil.example) [b',
    '- [a\\](https://evil.example) \\[b](https://acme.dev/x.md)',
  ],
  ['a line break', 'a\n## b', '- [a ## b](https://acme.dev/x.md)'],
  ['a separator of lines', 'a\u2028- b', '- [a - b](https://acme.dev/x.md)'],
  ['a backslash', 'a\\', '- [a\\\\](https://acme.dev/x.md)'],
  ['a control character', 'a\u001b[2Jb', '- [a \\[2Jb](https://acme.dev/x.md)'],
])('a title with %s ends no line and no link', (_, title, line) => {
  const [{ text }] = indexFiles(setOf([twinPage('/x', { title })]), options) as [SiteFile];
  expect(text.trimEnd().split('\n').at(-1)).toBe(line);
});

test('a long index is split by section into files that are each below the limit', () => {
  const description = 'Words. '.repeat(20).trim();
  const pages = Array.from({ length: 900 }, (_, at) => twinPage(`/p${at}`, { description }));
  const sections = [
    { title: 'Large', paths: pages.slice(0, 800).map(({ path }) => path) },
    { title: 'Small', paths: pages.slice(800).map(({ path }) => path) },
  ];
  const files = indexFiles(setOf(pages), { ...options, sections });
  expect(files.map(({ path }) => path)).toEqual([
    'llms.txt',
    'llms/large-1.txt',
    'llms/large-2.txt',
    'llms/large-3.txt',
  ]);
  for (const { text } of files) expect(text.length).toBeLessThan(mostCharacters);
  expect(files[0]!.text).toContain(
    '## Large\n\n- [Large (1 of 3)](https://acme.dev/llms/large-1.txt): ',
  );
  const all = files.map(({ text }) => text).join('');
  for (const { twin } of pages) expect(all).toContain(`(https://acme.dev/${twin})`);
});

test('a set below a folder has its index there', () => {
  const [file] = indexFiles(setOf([twinPage('/fr/a')], 'fr'), options);
  expect(file!.path).toBe('fr/llms.txt');
  expect(file!.text).toMatch(/^# Acme \(fr\)\n/);
});
