import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';
import { flagsToWork } from './src/cli/engine-settings.ts';
import { LongestFirst } from './test/setup/longest-first.ts';
import { testsThatUse } from './test/setup/tests-that-use.ts';

// Node reads it at each start, which takes longer than all else; no test needs the network.
delete process.env.NODE_EXTRA_CA_CERTS;
// Packages as users have them, and not their builds for development, which check themselves at each step.
process.env.NODE_ENV = 'production';
// Node 22.8 and later keep what they have compiled: a twentieth of the tests that run the command.
process.env.NODE_COMPILE_CACHE ??= resolve('node_modules/.cache/compiled');

const all = 'test/**/*.test.ts';
/** What the command line asks for, besides options. */
const asked = process.argv.slice(2).filter((argument) => !/^(?:-|run$|watch$)/.test(argument));
const isPath = (argument: string) => /^(?:\.\/)?test\//.test(argument);
/** The same as parts of paths, if it is nothing else; empty: all files. */
const named = asked.every(isPath) ? asked.map((path) => path.replace(/^\.\//, '')) : [];
const ofPackage = testsThatUse('package.ts', named);
/** Tests of the package that end workers of builds in their process, in the middle of what these do. */
const ofWorkers = ['faults', 'half-loaded', 'small-builds', 'survival'].map(
  (name) => `test/pool/${name}.test.ts`,
);

/** Tests of the sources that start servers, or measure CPU time, in which others' garbage would be collected. */
const alone = ['test/docs/commands.test.ts', ...testsThatUse('cpu-seconds.ts', named)];

/**
 * Left out of a run of everything, and run where a file or its folder is named: by the nightly run,
 * `test:faults`, `test:fleet` and `test:growth`, and some of builds and workers by CI on the Node that
 * runs it. They are a third of the time.
 */
const long = [
  ...['build/large', 'build/stages-that-hang', 'build/stages-that-wait', 'cache/damage'],
  ...['cli/interruption', 'faults/site-files'],
  ...['document/hostile-lines', 'document/time', 'document/work', 'engine/growth', 'engine/scale'],
  ...['faults/attacks', 'faults/disks', 'faults/kill', 'faults/machine', 'faults/two-builds'],
  ...['fuzz/builds', 'fuzz/stages', 'pool/faults', 'pool/small-builds', 'pool/survival'],
  ...['queue/access', 'queue/disturbed', 'queue/shared-turns', 'queue/trouble'],
  ...['transforms/time', 'verify/time'],
].map((name) => `test/${name}.test.ts`);
const leftOut = [...configDefaults.exclude, ...(asked.some(isPath) ? [] : long)];

/** Where each project finds built files: the sources need a token vocabulary only. */
const dist = {
  sources: resolve('node_modules/.cache/contextor-sources'),
  package: process.env.CONTEXTOR_DIST ?? join(tmpdir(), `contextor-package-${process.pid}`, 'dist'),
};

const shared = {
  testTimeout: 180_000 * Number(process.env.CONTEXTOR_CASES ?? 1),
  hookTimeout: 300_000,
  // Parsers make many short-lived nodes: with more room for these, collecting takes a tenth less CPU.
  // A file ends before what V8 optimises early has paid for it: later takes a sixth less.
  execArgv: ['--max-semi-space-size=64', ...(flagsToWork()?.split(' ') ?? [])],
  // Of tests that wait; each starts workers of its own.
  maxConcurrency: 2,
};
/**
 * For the commands that tests start: memory in large pages takes a tenth less CPU where the machine is a virtual one.
 * glibc reads it at the start of a process, so that the tests' own processes do without.
 */
const forCommands = {
  GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1:glibc.malloc.top_pad=67108864',
};
/** For tests of the sources. */
const unbuilt = {
  ...shared,
  env: { CONTEXTOR_DIST: dist.sources, ...forCommands },
  globalSetup: ['test/setup/built-files.ts', 'test/setup/scratch.ts'],
};
/** For tests of the package. */
const packaged = {
  ...shared,
  env: { CONTEXTOR_DIST: dist.package, CONTEXTOR_BUILT: '1', ...forCommands },
  globalSetup: ['test/setup/build.ts', 'test/setup/scratch.ts'],
};
const alias = [
  { find: /^.*\/dist-folder\.ts$/, replacement: resolve('test/setup/dist-folder.ts') },
];

export default defineConfig({
  test: {
    // One more than two cores can run: many tests wait for time limits and processes.
    maxWorkers: Math.max(3, availableParallelism()),
    sequence: { sequencer: LongestFirst },
    // What a file becomes is known to the other projects, the next run and the other Node.
    experimental: { fsModuleCache: true },
    projects: [
      {
        resolve: { alias },
        test: {
          ...unbuilt,
          name: 'sources',
          include: [all],
          exclude: [...leftOut, ...ofPackage, ...alone],
          // The modules are loaded once a worker, and not once a file.
          isolate: false,
        },
      },
      {
        resolve: { alias },
        test: {
          ...unbuilt,
          name: 'alone',
          include: alone,
          exclude: [...leftOut, ...ofPackage],
        },
      },
      {
        resolve: { alias },
        test: {
          ...packaged,
          name: 'package',
          include: ofPackage,
          exclude: [...leftOut, ...ofWorkers],
          isolate: false,
        },
      },
      {
        resolve: { alias },
        test: {
          ...packaged,
          name: 'workers',
          include: ofWorkers,
          exclude: leftOut,
        },
      },
    ],
  },
});
