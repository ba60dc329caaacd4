import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Workspace } from '../../src/queue/workspace.ts';

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace('docs');
});
afterEach(() => workspace.close());

/** The content that a hash stands for is the hash itself. */
const fetch = async (hash: string) => Buffer.from(hash);
const at = (path: string) => join(workspace.sourceRoot, path);

test('a document is there for the time of its task', async () => {
  await workspace.layDocument({ path: 'a.md', content: 'words' }, fetch);
  expect(readFileSync(at('a.md'), 'utf8')).toBe('words');
  workspace.dropDocument('a.md');
  expect(existsSync(at('a.md'))).toBe(false);
});

test('a document that others only looked for is laid out with its content', async () => {
  await workspace.lay([{ path: 'a.md' }], fetch);
  await workspace.layDocument({ path: 'a.md', content: 'words' }, fetch);
  expect(readFileSync(at('a.md'), 'utf8')).toBe('words');
  workspace.dropDocument('a.md');
  expect(existsSync(at('a.md'))).toBe(true);
});

test('a document that is worked on is not emptied by others that look for it', async () => {
  await workspace.layDocument({ path: 'a.md', content: 'words' }, fetch);
  await workspace.lay([{ path: 'a.md' }], fetch);
  expect(readFileSync(at('a.md'), 'utf8')).toBe('words');
  workspace.dropDocument('a.md');
  expect(existsSync(at('a.md'))).toBe(true);
});

test('a file that is included is not emptied by others that look for it', async () => {
  await workspace.lay([{ path: 'part.md', content: 'words' }], fetch);
  await workspace.lay([{ path: 'part.md' }], fetch);
  expect(readFileSync(at('part.md'), 'utf8')).toBe('words');
});

test('a document that others include stays, whenever its own task ends', async () => {
  for (let turns = 0; turns < 12; turns += 1) {
    const file = { path: `${turns}.md`, content: 'words' };
    await workspace.layDocument(file, fetch);
    const laid = workspace.lay([file], fetch);
    for (let turn = 0; turn < turns; turn += 1) await undefined;
    workspace.dropDocument(file.path);
    await laid;
    expect(existsSync(at(file.path)), `after ${turns} turns`).toBe(true);
  }
});

test('nothing outside the folder is written, taken for there, or removed', async () => {
  const outside = new Workspace('docs');
  const victim = join(outside.projectRoot, 'victim');
  writeFileSync(victim, 'untouched');
  const path = relative(workspace.sourceRoot, victim);
  await expect(workspace.lay([{ path, content: 'x' }], fetch)).rejects.toThrow('outside');
  await expect(workspace.lay([{ path }], fetch)).rejects.toThrow('outside');
  await expect(workspace.layDocument({ path, content: 'x' }, fetch)).rejects.toThrow('outside');
  expect(() => workspace.dropDocument(path)).toThrow('outside');
  expect(readFileSync(victim, 'utf8')).toBe('untouched');
  expect(() => new Workspace('../..')).toThrow('outside');
  outside.close();
});
