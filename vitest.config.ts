import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';
import { testsOfPackage } from './test/setup/tests-of-package.ts';

const all = 'test/**/*.test.ts';
const ofPackage = testsOfPackage();

/** Where each project finds built files: the sources need a token vocabulary only. */
const dist = {
  sources: resolve('node_modules/.cache/contextor-sources'),
  package: process.env.CONTEXTOR_DIST ?? join(tmpdir(), `contextor-package-${process.pid}`, 'dist'),
};

const shared = {
  testTimeout: 180_000,
  hookTimeout: 300_000,
  // Parsers make many short-lived nodes: with more room for these, collecting takes a tenth less CPU.
  execArgv: ['--max-semi-space-size=64'],
};
const alias = [
  { find: /^.*\/dist-folder\.ts$/, replacement: resolve('test/setup/dist-folder.ts') },
];

export default defineConfig({
  test: {
    // Tests start threads and processes of their own.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        resolve: { alias },
        test: {
          ...shared,
          name: 'sources',
          include: [all],
          exclude: [...configDefaults.exclude, ...ofPackage],
          env: { CONTEXTOR_DIST: dist.sources },
          globalSetup: ['test/setup/built-files.ts', 'test/setup/scratch.ts'],
        },
      },
      {
        resolve: { alias },
        test: {
          ...shared,
          name: 'package',
          include: ofPackage,
          env: { CONTEXTOR_DIST: dist.package, CONTEXTOR_BUILT: '1' },
          globalSetup: ['test/setup/build.ts', 'test/setup/scratch.ts'],
        },
      },
    ],
  },
});
