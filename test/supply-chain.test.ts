import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fastGlob from 'fast-glob';
import { expect, test } from 'vitest';
import { dist } from './setup/package.ts';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const installed = Object.keys({
  ...manifest.dependencies,
  ...manifest.optionalDependencies,
}).sort();
const peers = Object.keys(manifest.peerDependencies);

test('only what a user needs is packed, in few files', () => {
  const report = execFileSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], {
    cwd: dirname(dist),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const packed: { path: string }[] = JSON.parse(report)[0].files;
  const kinds = packed.map(({ path }) =>
    path
      .replace(/^dist\/(?:bin|chunks|src)\/.+\.(js|d\.ts)$/, 'dist/*.$1')
      .replace(/^dist\/rare\/.+\.cjs$/, 'dist/rare/*.cjs')
      .replace(/^docs\/.+\.(md|svg|png)$/, 'docs/*.$1')
      .replace(/^examples\/stages\/.+\.mjs$/, 'examples/stages/*.mjs'),
  );
  const expected = [
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'SECURITY.md',
    'package.json',
    'dist/*.js',
    'dist/*.d.ts',
    'dist/native-parser.cjs',
    'dist/rare/*.cjs',
    'dist/chunks/source-maps.json',
    'dist/THIRD-PARTY-LICENSES.txt',
    'dist/o200k_base.bin',
    'dist/cl100k_base.bin',
    'dist/schema.json',
    'dist/src/integrations/docusaurus.cjs',
    'dist/src/pool/worker/thread.cjs',
    'dist/page-actions.js',
    'dist/report.js',
    'docs/*.md',
    'docs/*.svg',
    'docs/*.png',
    'examples/stages/*.mjs',
  ];
  expect(expected).toEqual(expect.arrayContaining([...new Set(kinds)]));
  expect(packed.filter(({ path }) => path.startsWith('docs/internals/'))).toEqual([]);
  // `test/types.test.ts` pins the five files of types, which this build leaves out.
  const besidesDocs = packed.filter(({ path }) => !/^docs\/|\.d\.ts$/.test(path));
  expect(besidesDocs.length).toBeLessThan(60 - 5);
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

/** The packages that a table of the documentation names, with a reason. */
function documented(heading: string): string[] {
  const [, section] = readFileSync('docs/dependencies.md', 'utf8').split(`## ${heading}\n`);
  const rows = section!.split('\n## ')[0]!.matchAll(/^\| `([^`]+)` \| \S.+\|$/gm);
  return [...rows].map(([, name]) => name!);
}

const sources = fastGlob.sync(['src/**/*.ts', 'transforms/**/*.ts', 'bin/**/*.ts', 'web/**/*.ts']);
const code = sources
  .map((file) => readFileSync(file, 'utf8').replace(/^(?:import|export) type [^;]*;/gm, ''))
  .join('\n');
/** Packages whose code is imported; types alone are not. */
const imported = new Set(
  [
    ...code.matchAll(
      /(?:^(?:import |export |\} ).*?from |import\(|\brequire\(|\)\()'((?:@[\w-]+\/)?[\w-]+)/gm,
    ),
  ].map(([, name]) => name!),
);

test('each package is either installed or built in, and documented with its reason', () => {
  const builtIn = [...imported].filter(
    (name) => name !== 'node' && !installed.includes(name) && !peers.includes(name),
  );
  expect(documented('Installed')).toEqual(installed);
  expect(documented('Built in')).toEqual(builtIn.sort());
  expect(Object.keys(manifest.devDependencies)).toEqual(expect.arrayContaining(builtIn));
});

test('each package that is installed is imported', () => {
  const values = installed.filter((name) => !name.startsWith('@types/'));
  expect(values.filter((name) => !imported.has(name))).toEqual([]);
});

test('the named parts of the pipeline are imported by name', () => {
  const parts = [
    ...['commander', 'cosmiconfig', 'fast-glob', 'piscina'],
    ...['remark-parse', 'remark-stringify', 'unified'],
  ];
  expect(parts.filter((name) => !imported.has(name))).toEqual([]);
});

test('every package that a user gets may be used under a permissive licence', () => {
  const permissive =
    /^(?:MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|Unlicense|CC0-1\.0|Python-2\.0|\(.* OR .*\))$/;
  const notices = readFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
  const builtIn = new Set(
    [...notices.matchAll(/^(\S+) \d+\.\d+\.\d+\S*$/gm)].map(([, name]) => name!),
  );
  expect([...builtIn]).toEqual(expect.arrayContaining(['commander', 'unified', 'micromark']));
  const shipped = Object.entries<{ license?: string; dev?: boolean; peer?: boolean }>(lock.packages)
    .filter(
      ([path, { dev, peer }]) => path !== '' && ((!dev && !peer) || builtIn.has(nameOf(path))),
    )
    .filter(([, { license }]) => !permissive.test(license ?? ''))
    .map(([path, { license }]) => `${path}: ${license}`);
  expect(shipped).toEqual([]);
});

/** `node_modules/a/node_modules/b` -> `b` */
function nameOf(path: string): string {
  return path.replace(/^.*node_modules\//, '');
}
