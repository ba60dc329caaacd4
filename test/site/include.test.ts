import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { includeReader } from '../../src/includes/include.ts';
import { maxIncludeBytes } from '../../src/includes/include-text.ts';
import { tsconfigAliases } from '../../src/site/aliases.ts';

let base = '';
let reader: ReturnType<typeof includeReader>;

/** A tsconfig with one alias. */
const paths = (target: string) =>
  JSON.stringify({ compilerOptions: { paths: { '@own/*': [target] } } });

const files: Record<string, string | Uint8Array> = {
  'secret.md': 'secret',
  'bare/.snippets/text/hint.md': 'hint',
  'bare/kilns/page.md': 'page',
  'project/package.json': '{}',
  'project/tsconfig.json': '{\n  // paths\n  "extends": "./tsconfig.base.json",\n}',
  'project/tsconfig.base.json': '{"compilerOptions": {"paths": {"@parts/*": ["./parts/*"],}}}',
  'project/mkdocs.yml':
    'markdown_extensions:\n  - toc\n  - pymdownx.snippets:\n      base_path: [nowhere, parts/shared]\n',
  'project/parts/one.mdx': 'one',
  'project/parts/shared/hint.md': 'hint',
  'project/core/table.ts': 'export const x = 1;',
  'project/docs/guides/_partial.md': 'partial',
  'project/docs/guides/page.mdx': 'page',
  'project/docs/guides/page.js': 'export {};',
  'project/docs/guides/with bom.md': '\uFEFFa\r\nb\r\n',
  'project/docs/snippets/note.mdx': 'note',
  'project/docs/components/index.ts': 'export {};',
  'project/docs/components/viewer.mdx.tsx': 'export {};',
  'project/docs/icons/star.svg': '<svg/>',
  'project/docs/app/tsconfig.json': '{"compilerOptions": {"paths": {"@parts/*": ["./src/*"]}}}',
  'project/docs/app/src/one.mdx': 'one of the app',
  'project/docs/app/pages/page.mdx': 'page',
  'base.json': paths('./a0/pages/*'),
  'project/docs/apps/a1/.hidden/base.json': paths('../pages/*'),
  'project/docs/node_modules/base.json': paths('../apps/a2/pages/*'),
  'project/docs/apps/a3/near.json': `\uFEFF${paths('./pages/*')}`,
  ...Object.fromEntries(
    ['../base', './.hidden/base', '../../node_modules/base', './near'].flatMap((base, index) => [
      [`project/docs/apps/a${index}/tsconfig.json`, JSON.stringify({ extends: `${base}.json` })],
      [`project/docs/apps/a${index}/pages/one.mdx`, 'one'],
    ]),
  ),
  'project/docs/picture.png': new Uint8Array([137, 80, 78, 71, 0, 1]),
  'project/docs/large.md': 'x'.repeat(maxIncludeBytes + 1),
};

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'contextor-include-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(base, path)), { recursive: true });
    writeFileSync(join(base, path), content);
  }
  symlinkSync(join(base, 'secret.md'), join(base, 'project/docs/link.md'));
  symlinkSync(base, join(base, 'project/docs/up'));
  symlinkSync(join(base, 'base.json'), join(base, 'project/docs/apps/base.json'));
  symlinkSync(join(base, 'project/parts/one.mdx'), join(base, 'project/docs/inside.md'));
  reader = includeReader({
    sourceRoot: join(base, 'project/docs'),
    projectRoot: join(base, 'project'),
    aliases: { '@icons/*': 'icons/*', whole: 'snippets/note.mdx', '/parts/*': 'snippets/*' },
  });
});
afterAll(() => rmSync(base, { recursive: true }));

const read = (specifier: string) => {
  const included = reader.read(specifier, 'guides/page.mdx');
  return included.ok ? included.path : included.reason;
};

describe('found', () => {
  test.each([
    ['./_partial.md', 'guides/_partial.md'],
    ['_partial.md', 'guides/_partial.md'],
    ['./_partial', 'guides/_partial.md'],
    ['./page', 'guides/page.js'],
    ['../components/index.js', 'components/index.ts'],
    ['../components/viewer.mdx.jsx', 'components/viewer.mdx.tsx'],
    ['@../../parts/one.mdx', '../parts/one.mdx'],
    ['@./_partial.md', 'guides/_partial.md'],
    ['../snippets/note', 'snippets/note.mdx'],
    ['/snippets/note.mdx', 'snippets/note.mdx'],
    ['/docs/snippets/note.mdx', 'snippets/note.mdx'],
    ['../components', 'components/index.ts'],
    ['../components/viewer.mdx', 'components/viewer.mdx.tsx'],
    ['../../parts/one.mdx', '../parts/one.mdx'],
    ['@parts/one.mdx', '../parts/one.mdx'],
    ['@site/core/table', '../core/table.ts'],
    ['@icons/star.svg', 'icons/star.svg'],
    ['whole', 'snippets/note.mdx'],
    ['/snippets/note.mdx?raw', 'snippets/note.mdx'],
    ['/parts/note.mdx', 'snippets/note.mdx'],
    ['./with%20bom.md', 'guides/with bom.md'],
    ['../inside.md', 'inside.md'],
    ['@snippets/note.mdx', 'snippets/note.mdx'],
    ['content/snippets/note.mdx', 'snippets/note.mdx'],
    ['docs/snippets/note.mdx', 'snippets/note.mdx'],
    ['/hint.md', '../parts/shared/hint.md'],
    ['content/snippets/note.md', 'snippets/note.mdx'],
    ['./_partial.mdx', 'guides/_partial.md'],
  ])('%s -> %s', (specifier, path) => {
    expect(read(specifier)).toBe(path);
  });

  test.each([
    ['../components', ['index.ts', 'viewer.mdx.tsx']],
    ['/snippets', ['note.mdx']],
    ['@icons', []],
    ['../../..', []],
    ['../.git', []],
    ['../nothing', []],
  ])('files below %s', (folder, files) => {
    expect(reader.below(folder, 'guides/page.mdx')).toEqual(files);
  });

  test('text has no byte order mark and plain line ends', () => {
    expect(reader.read('./with bom.md', 'guides/page.mdx')).toMatchObject({ text: 'a\nb\n' });
  });
});

describe('refused', () => {
  test.each([
    ['../../../secret.md', 'outside'],
    ['..%2f..%2f..%2fsecret.md', 'outside'],
    ['%2e%2e/%2e%2e/%2e%2e/secret.md', 'outside'],
    ['..\\..\\..\\secret.md', 'outside'],
    ['/../../secret.md', 'outside'],
    ['C:\\secret.md', 'outside'],
    ['//host/share/secret.md', 'outside'],
    ['./a%00.md', 'outside'],
    ['@icons/../../../secret.md', 'outside'],
    ['../link.md', 'outside'],
    ['../up/secret.md', 'outside'],
    ['../snippets', 'folder'],
    ['../picture.png', 'binary'],
    ['../large.md', 'large'],
    ['./gone.md', 'missing'],
    ['/etc/passwd', 'missing'],
    ['react', 'missing'],
    // The alias says where it would be; a file of that name elsewhere is another one.
    ['@icons/inside.md', 'missing'],
    // A package with a scope, whatever is called like it among the documents.
    ['@scope/inside', 'missing'],
    ['', 'folder'],
  ])('%j: %s', (specifier, reason) => {
    expect(read(specifier)).toBe(reason);
  });
});

test.each([
  ['guides/page.mdx', '@parts/one', '../parts/one.mdx'],
  ['app/pages/page.mdx', '@parts/one', 'app/src/one.mdx'],
  ['app/pages/page.mdx', 'whole', 'snippets/note.mdx'],
])('%s: %s by the nearest tsconfig.json that states aliases: %s', (from, specifier, path) => {
  expect(reader.read(specifier, from)).toMatchObject({ ok: true, path });
});

test('a tsconfig.json that was read is recorded with its text', () => {
  reader.looked();
  reader.read('@parts/one', 'app/pages/page.mdx');
  const looked = reader.looked();
  expect(looked).toContainEqual(['app/tsconfig.json', undefined, expect.stringContaining('paths')]);
  expect(looked).toContainEqual(['app/pages/tsconfig.json', 'missing']);
});

test.each([
  ['a0', '../base.json, a link out of the project', 'missing'],
  ['a1', './.hidden/base.json', 'missing'],
  ['a2', '../../node_modules/base.json', 'missing'],
  ['a3', './near.json, which has a byte order mark', 'apps/a3/pages/one.mdx'],
])('%s: aliases of a tsconfig.json that extends %s: %s', (app, _, found) => {
  const included = reader.read('@own/one.mdx', `apps/${app}/page.mdx`);
  expect(included.ok ? included.path : included.reason).toBe(found);
  const projectRoot = join(base, 'project');
  const inner = includeReader({ sourceRoot: join(projectRoot, 'docs/apps', app), projectRoot });
  expect(inner.read('@own/one.mdx', 'page.mdx').ok).toBe(included.ok);
});

const many = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index));

const withPaths = (entries: readonly string[]) =>
  `{ "compilerOptions": { "paths": { ${entries} } } }`;

test.each([
  ['2,001 patterns', true, withPaths(many(2_001, (n) => `"@own/${n}": ["a"]`))],
  ['21 targets', true, withPaths([`"@own/*": [${many(21, (n) => `"${n}"`)}]`])],
  ['20 targets', false, withPaths([`"@own/*": [${many(20, (n) => `"${n}"`)}]`])],
  ['`extends` of itself', true, '{ "extends": "./tsconfig.json" }'],
])('that not all of a tsconfig.json with %s is read is told: %s', (_, isTold, text) => {
  const report = vi.fn();
  const read = (file: string) => (file === '/p/tsconfig.json' ? text : undefined);
  tsconfigAliases(['/p'], '/p', { read, report });
  const reason = expect.stringMatching(
    /^Only the first 2000 of its `paths`|^It was not read: a chain of more than 5/,
  );
  expect(report.mock.calls).toEqual(isTold ? [['/p/tsconfig.json', reason]] : []);
});

test('every file looked for is recorded, those that do not exist too', () => {
  reader.looked();
  reader.read('./gone', 'guides/page.mdx');
  reader.read('./_partial.md', 'guides/page.mdx');
  const looked = reader.looked().map(([path]) => path);
  expect(looked).toContain('guides/gone.mdx');
  expect(looked).toContain('guides/gone/index.mdx');
  expect(looked).toContain('guides/_partial.md');
  expect(reader.looked()).toEqual([]);
});

test('without a configuration, snippets are looked for in .snippets', () => {
  const bare = join(base, 'bare');
  const own = includeReader({ sourceRoot: bare, projectRoot: bare, aliases: {} });
  expect(own.read('/text/hint.md', 'kilns/page.md')).toMatchObject({ ok: true, text: 'hint' });
});
