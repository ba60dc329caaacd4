import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nativeFrom } from '../../src/document/parse/native.ts';
import '../setup/package.ts';

const here = createRequire(import.meta.url);
const installed = readVersion(here.resolve('satteri'));
const options = { features: { gfm: true, frontmatter: false }, position: true };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'contextor-native-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the code that is built in reads as the package does', () => {
  const text =
    '# A *b*\n\n- [x] c\n\n| d | e |\n| - | -: |\n| `f` | <b>g</b> |\n\n[^1]\n\n[^1]: h\n';
  const mdx = 'import A from "a"\n\n<A b={1} c="d">\n  e {f}\n</A>\n';
  const [builtIn, whole] = [nativeFrom(here), here('satteri') as typeof import('satteri')];
  expect(builtIn.markdownToMdast).not.toBe(whole.markdownToMdast);
  expect(builtIn.markdownToMdast(text, options)).toEqual(whole.markdownToMdast(text, options));
  expect(builtIn.mdxToMdast(mdx, options)).toEqual(whole.mdxToMdast(mdx, options));
});

test('the code that is built in works with the native part of its own version', () => {
  const native = nativeFrom(packageOf(installed));
  expect(() => native.markdownToMdast('a', options)).toThrow('the native part was asked');
});

test('a package of another version is loaded whole', () => {
  const native = nativeFrom(packageOf('0.10.6'));
  expect(native.markdownToMdast('a', options)).toBe('the package was asked');
});

test('a package that is not installed is not a parser', () => {
  expect(() => nativeFrom(createRequire(join(folder, 'index.js')))).toThrow(/satteri/);
});

/** A stand-in for the package, whose parts say that they were asked. */
function packageOf(version: string): NodeJS.Require {
  const root = join(folder, 'node_modules/satteri');
  mkdirSync(join(root, 'dist'), { recursive: true });
  const manifest = { name: 'satteri', version, type: 'module', exports: './dist/index.js' };
  writeFileSync(join(root, 'package.json'), JSON.stringify(manifest));
  writeFileSync(
    join(root, 'index.js'),
    "export function createMdastHandle() { throw new Error('the native part was asked'); }\n",
  );
  writeFileSync(
    join(root, 'dist/index.js'),
    "export const markdownToMdast = () => 'the package was asked';\n",
  );
  return createRequire(join(folder, 'index.js'));
}

function readVersion(entry: string): string {
  return JSON.parse(readFileSync(join(dirname(entry), '../package.json'), 'utf8')).version;
}
