import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const section = readFileSync('SECURITY.md', 'utf8').split(/^## /m);
const table = section.find((text) => text.startsWith('Threat model'))!;
const rows = [...table.matchAll(/^\| (?!who writes|- )(.+) \|$/gm)].map(([, row]) => row!);

it('names everyone who may write something', () => {
  const writers = ['documents', 'site', 'components', 'stages', 'cache', 'Redis', 'network'];
  for (const writer of writers) expect(table).toMatch(new RegExp(`^\\| [^|]*${writer}`, 'm'));
  expect(rows.length).toBeGreaterThan(writers.length);
});

it.each(rows)('names tests that are there: %s', (row) => {
  const tests = [...row.matchAll(/`(test\/[^`]+)`/g)].map(([, path]) => path!);
  expect(tests).not.toEqual([]);
  for (const path of tests) expect(existsSync(path), path).toBe(true);
});
