import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const sections = readFileSync('SECURITY.md', 'utf8').split(/^## /m);
const table = sections.find((text) => text.startsWith('Threat model'))!;
const rows = rowsOf(table);
const tried = rowsOf(sections.find((text) => text.startsWith('What is tried where'))!);

function rowsOf(section: string): string[] {
  return [...section.matchAll(/^\| (?!who writes|what \||- )(.+) \|$/gm)].map(([, row]) => row!);
}

it('names everyone who may write something', () => {
  const writers = ['documents', 'site', 'components', 'stages', 'cache', 'Redis', 'network'];
  for (const writer of writers) expect(table).toMatch(new RegExp(`^\\| [^|]*${writer}`, 'm'));
  expect(rows.length).toBeGreaterThan(writers.length);
});

it.each([...rows, ...tried])('names tests that are there: %s', (row) => {
  const tests = [...row.matchAll(/`(test\/[^`]+)`/g)].map(([, path]) => path!);
  expect(tests).not.toEqual([]);
  for (const path of tests) expect(existsSync(path), path).toBe(true);
});
