import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { includeReader } from '../../src/includes/include.ts';

const manifest = (data: object) => JSON.stringify(data);

const files: Record<string, string> = {
  'apps/docs/package.json': manifest({
    dependencies: {
      '@kilns/ui': 'workspace:*',
      '@kilns/parts': '*',
      '@kilns/deep': '*',
      '@kilns/nested': '*',
    },
  }),
  'apps/docs/pages/index.mdx': 'page',
  'packages/ui/package.json': manifest({
    name: '@kilns/ui',
    exports: {
      '.': './dist/index.js',
      './badge': { types: './dist/badge.d.ts', import: './src/badge.tsx' },
      './icons/*': './src/icons/*.tsx',
    },
  }),
  'packages/ui/src/index.ts': 'ui',
  'packages/ui/src/badge.tsx': 'badge',
  'packages/ui/src/icons/fire.tsx': 'fire',
  'packages/ui/src/door.tsx': 'door',
  'packages/parts/package.json': manifest({ name: '@kilns/parts', exports: './parts.jsx' }),
  'packages/parts/parts.jsx': 'parts',
  'packages/unused/package.json': manifest({ name: '@kilns/unused' }),
  'packages/unused/index.ts': 'unused',
  'packages/broken/package.json': '{',
  // More conditions in one another than anybody reads.
  'packages/nested/package.json': `{"name":"@kilns/nested","exports":${'{"a":'.repeat(50_000)}"./x.js"${'}'.repeat(50_000)}}`,
  'packages/nested/index.ts': 'nested',
  'packages/groups/one/deep/package.json': manifest({ name: '@kilns/deep' }),
  'packages/groups/one/deep/index.js': 'deep',
};

const workspaces: [name: string, file: string, text: string][] = [
  ['npm', 'package.json', manifest({ workspaces: ['packages/*', 'packages/groups/**', '!x'] })],
  [
    'yarn',
    'package.json',
    manifest({
      workspaces: {
        packages: ['packages/**', 'nowhere/*', 'packages/parts/parts.jsx/*', '**/**/**/**'],
      },
    }),
  ],
  ['pnpm', 'pnpm-workspace.yaml', 'packages:\n  - "packages/**"\n  - "!x"\n'],
];

const specifiers: [specifier: string, text: string | undefined][] = [
  ['@kilns/ui', 'ui'],
  ['@kilns/ui/badge', 'badge'],
  ['@kilns/ui/icons/fire', 'fire'],
  ['@kilns/ui/door', 'door'],
  ['@kilns/parts', 'parts'],
  ['@kilns/deep', 'deep'],
  ['@kilns/nested', 'nested'],
  ['@kilns/unused', undefined],
];

test.each(workspaces)('packages of a workspace of %s are found by their names', (_, file, text) => {
  const root = mkdtempSync(join(tmpdir(), 'contextor-workspace-'));
  try {
    for (const [name, content] of Object.entries({ ...files, [file]: text })) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), content);
    }
    const sourceRoot = join(root, 'apps/docs/pages');
    const reader = includeReader({ sourceRoot, projectRoot: root });
    const found = specifiers.map(([specifier]) => {
      const included = reader.read(specifier, 'index.mdx');
      return [specifier, included.ok ? included.text : undefined];
    });
    expect(found).toEqual(specifiers);
    const ofAll = includeReader({ sourceRoot: root, projectRoot: root });
    expect(ofAll.read('@kilns/unused', 'packages/ui/index.mdx')).toMatchObject({ text: 'unused' });
  } finally {
    rmSync(root, { recursive: true });
  }
});
