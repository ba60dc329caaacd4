import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Given, knownConfig, rememberConfig } from '../../src/config/known.ts';
import { parseConfig } from '../../src/config/resolve.ts';

const root = mkdtempSync(join(tmpdir(), 'contextor-known-'));
afterAll(() => rmSync(root, { recursive: true }));

const given: Given = { flags: { profile: 'compact' }, data: { src: 'docs' }, found: {} };
const parsed = parseConfig({ src: 'docs', profile: 'compact' });

/** A project whose `node_modules` keep one configuration. */
function remembering(name: string): string {
  const project = join(root, name);
  mkdirSync(join(project, 'node_modules'), { recursive: true });
  rememberConfig(given, project, parsed);
  return project;
}

test('what an earlier run has checked is known', () => {
  expect(knownConfig(given, remembering('same'))).toEqual(parsed);
});

test.each<[string, Given]>([
  ['other options', { ...given, flags: {} }],
  ['another file', { ...given, data: { src: 'pages' } }],
  ['another site', { ...given, found: { title: 'Acme' } }],
])('with %s it is not', (_, other) => {
  expect(knownConfig(other, remembering('other'))).toBeUndefined();
});

test('in another project it is not', () => {
  remembering('one');
  mkdirSync(join(root, 'two/node_modules'), { recursive: true });
  expect(knownConfig(given, join(root, 'two'))).toBeUndefined();
});

test('what was changed in the file is not taken', () => {
  const project = remembering('damaged');
  const folder = join(project, 'node_modules/.cache/contextor/settings');
  const [file] = readdirSync(folder).map((name) => join(folder, name));
  const text = readFileSync(file!, 'utf8');
  writeFileSync(file!, text.replace('"profile":"compact"', '"profile":"lossless"'));
  expect(readFileSync(file!, 'utf8')).not.toBe(text);
  expect(knownConfig(given, project)).toBeUndefined();
});
