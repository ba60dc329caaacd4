import { readFileSync } from 'node:fs';
import fastGlob from 'fast-glob';
import { describe, expect, test } from 'vitest';
import { frameworks } from '../../src/site/frameworks/index.ts';
import { pages } from './blocks.ts';

test('the troubleshooting table names every rule of a message', () => {
  const sources = fastGlob.sync([
    'src/**/*.ts',
    'transforms/**/*.ts',
    '!src/verify',
    '!src/engine',
  ]);
  const rules = sources.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\brule: '([a-z][a-z-]+)'/g)].map(([, rule]) => rule!),
  );
  const table = readFileSync('docs/troubleshooting.md', 'utf8');
  const missing = [...new Set(rules)].filter((rule) => !table.includes(`\`${rule}\``));
  expect(missing).toEqual([]);
});

describe('the start page links to every page', () => {
  const start = readFileSync('docs/README.md', 'utf8');
  const others = pages.filter((page) => page.startsWith('docs/') && page !== 'docs/README.md');
  test.each(others)('%s', (page) => {
    expect(start).toContain(`(${page.replace('docs/', '')})`);
  });
});

describe('the pages about dialects and links name every framework that is found', () => {
  const names = Object.keys(frameworks).map((name) => name.replaceAll('-', ''));
  test.each(['dialects', 'links'])('docs/%s.md', (page) => {
    const letters = readFileSync(`docs/${page}.md`, 'utf8')
      .toLowerCase()
      .replace(/[^a-z\d]/g, '');
    expect(names.filter((name) => !letters.includes(name))).toEqual([]);
  });
});
