import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { type Given, knownConfig, rememberConfig } from '../../src/config/known.ts';
import { parseConfig } from '../../src/config/resolve.ts';

const root = mkdtempSync(join(tmpdir(), 'contextor-known-'));
afterAll(() => {
  rmSync(root, { recursive: true });
  vi.unstubAllEnvs();
});

/** The user's cache, on every system. */
let cache = '';
beforeEach(() => {
  cache = mkdtempSync(join(root, 'cache-'));
  for (const name of ['XDG_CACHE_HOME', 'LOCALAPPDATA']) vi.stubEnv(name, cache);
});

const given: Given = { flags: { profile: 'compact' }, data: { src: 'docs' }, found: {} };
const parsed = parseConfig({ src: 'docs', profile: 'compact' });

/** A project of which one configuration is known. */
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
  expect(knownConfig(given, join(root, 'two'))).toBeUndefined();
});

test('what was changed in the file is not taken', () => {
  const project = remembering('damaged');
  const folder = join(cache, 'contextor/settings');
  const [file] = readdirSync(folder).map((name) => join(folder, name));
  const text = readFileSync(file!, 'utf8');
  writeFileSync(file!, text.replace('"profile":"compact"', '"profile":"lossless"'));
  expect(readFileSync(file!, 'utf8')).not.toBe(text);
  expect(knownConfig(given, project)).toBeUndefined();
});

test('nothing is taken from a folder that a project brings along', () => {
  const project = remembering('bringing');
  cpSync(cache, join(project, 'node_modules/.cache'), { recursive: true });
  rmSync(join(cache, 'contextor'), { recursive: true });
  expect(knownConfig(given, project)).toBeUndefined();
});
