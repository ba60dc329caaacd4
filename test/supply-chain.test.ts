import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fastGlob from 'fast-glob';
import { expect, test } from 'vitest';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const direct = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }).sort();

test('only what a user needs is packed', () => {
  const report = execFileSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const packed: { path: string }[] = JSON.parse(report)[0].files;
  const kinds = packed.map(({ path }) =>
    path
      .replace(/^(dist\/types)\/.+\.d\.ts$/, '$1/*.d.ts')
      .replace(/^(dist\/(?:bin|chunks|src)|dist)\/.+\.(cjs|js|json)$/, '$1/*.$2')
      .replace(/^docs\/.+\.(md|svg|png)$/, 'docs/*.$1'),
  );
  const expected = [
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'SECURITY.md',
    'dist/*.cjs',
    'dist/*.json',
    'dist/THIRD-PARTY-LICENSES.txt',
    'dist/bin/*.js',
    'dist/o200k_base.bin',
    'dist/chunks/*.cjs',
    'dist/chunks/*.js',
    'dist/src/*.cjs',
    'dist/src/*.js',
    'dist/types/*.d.ts',
    'docs/*.md',
    'docs/*.svg',
    'package.json',
  ];
  expect(expected).toEqual(expect.arrayContaining([...new Set(kinds)]));
  expect(packed.length).toBeGreaterThan(30);
});

test('nothing runs when it is installed', () => {
  for (const hook of ['preinstall', 'install', 'postinstall', 'prepare']) {
    expect(manifest.scripts).not.toHaveProperty(hook);
  }
  const running = Object.entries<{ hasInstallScript?: boolean; dev?: boolean }>(lock.packages)
    .filter(([, { hasInstallScript, dev }]) => hasInstallScript && !dev)
    .map(([path]) => path);
  expect(running).toEqual([]);
});

test('each dependency is imported, and documented with its reason', () => {
  const sources = fastGlob.sync(['src/**/*.ts', 'transforms/**/*.ts', 'bin/**/*.ts']);
  const code = sources.map((file) => readFileSync(file, 'utf8')).join('\n');
  const imported = direct.filter((name) =>
    new RegExp(`(?:from |import\\(|require\\()'${name}(?:/[^']*)?'`).test(code),
  );
  expect(imported).toEqual(direct);
  const rows = readFileSync('docs/dependencies.md', 'utf8').matchAll(/^\| `([^`]+)` \| \S.+\|$/gm);
  expect([...rows].map(([, name]) => name)).toEqual(direct);
});

test('each dependency may be used under a permissive licence', () => {
  const permissive =
    /^(?:MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|Unlicense|CC0-1\.0|Python-2\.0|\(.* OR .*\))$/;
  const shipped = Object.entries<{ license?: string; dev?: boolean; peer?: boolean }>(lock.packages)
    .filter(([path, { dev, peer }]) => path !== '' && !dev && !peer)
    .filter(([, { license }]) => !permissive.test(license ?? ''))
    .map(([path, { license }]) => `${path}: ${license}`);
  expect(shipped).toEqual([]);
});
