import { posix, win32 } from 'node:path';
import { expect, it } from 'vitest';
import { forwardSlashes, globInRoot, insideRoot, matching } from '../../src/loader/patterns.ts';

const windows = { cwd: 'C:\\Work\\Site', root: 'C:\\Work\\Site\\docs', paths: win32 };
const unix = { cwd: '/work/site', root: '/work/site/docs', paths: posix };

it.each([
  ['guides\\**\\*.md', 'guides/**/*.md'],
  ['.\\guides\\*.md', 'guides/*.md'],
  ['./guides/*.md', 'guides/*.md'],
  ['\\(group\\)/a.md', '\\(group\\)/a.md'],
  ['in\\[slug\\]\\a.md', 'in\\[slug\\]/a.md'],
])('takes backslashes for separators, but not before what they escape: %s', (pattern, glob) => {
  expect(forwardSlashes(pattern)).toBe(glob);
});

it.each([
  ['guides\\a.md', 'guides/a.md'],
  ['.\\guides\\..\\a.md', 'a.md'],
  ['guides/deep\\a.md', 'guides/deep/a.md'],
  ['C:\\Work\\Site\\docs\\a.md', 'a.md'],
  ['c:\\work\\site\\DOCS\\a.md', 'a.md'],
  ['C:/Work/Site/docs/a.md', 'a.md'],
  ['\\Work\\Site\\docs\\a.md', 'a.md'],
  ['.', ''],
  ['..a.md', '..a.md'],
  ['..\\a.md', undefined],
  ['D:\\Work\\Site\\docs\\a.md', undefined],
  ['\\\\server\\share\\a.md', undefined],
])('finds what a path names on Windows: %s', (pattern, inside) => {
  expect(insideRoot(pattern, windows.root, windows)).toBe(inside);
});

it('reads a path from the working folder, too', () => {
  expect(insideRoot('docs\\a.md', windows.cwd, windows)).toBe('a.md');
  expect(insideRoot('a.md', windows.cwd, windows)).toBe(undefined);
});

it.each([
  [windows, 'guides\\*.md', 'guides/*.md'],
  [windows, 'docs\\guides\\*.md', 'guides/*.md'],
  [windows, 'Docs\\guides\\*.md', 'guides/*.md'],
  [windows, 'c:\\work\\site\\docs\\**\\*.md', '**/*.md'],
  [windows, 'C:/Work/Site/docs/**/*.md', '**/*.md'],
  [windows, 'D:\\other\\*.md', 'D:/other/*.md'],
  [unix, 'docs/guides/*.md', 'guides/*.md'],
  [unix, 'Docs/guides/*.md', 'Docs/guides/*.md'],
  [unix, '/work/site/docs/**/*.md', '**/*.md'],
])('reads a glob from the source root, case %#', (places, pattern, glob) => {
  expect(globInRoot(pattern, places)).toBe(glob);
});

it.each([
  [true, ['Guides/A.md']],
  [false, []],
])('gives documents the names that the disk has (case ignored: %s)', (ignoreCase, expected) => {
  expect(matching(['Guides/A.md', 'b.md'], ['guides/a.MD'], { ignoreCase })).toEqual(expected);
});
