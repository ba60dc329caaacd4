import type { CommandEntry } from '../command.ts';
import build from './build.ts';
import check from './check.ts';
import completion from './completion.ts';
import graph from './graph.ts';
import merge from './merge.ts';
import stats from './stats.ts';
import verify from './verify.ts';
import watch from './watch.ts';
import worker from './worker.ts';

/** The commands, in the order of the help; each is loaded when it is invoked. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'build',
    alias: 'optimize',
    summary: 'Turn the documents into .mdc context files.',
    load: async () => build,
  },
  {
    name: 'check',
    summary: 'Tell whether the output is up to date; write nothing.',
    load: async () => check,
  },
  {
    name: 'watch',
    summary: 'Build again whenever sources or the configuration change.',
    load: async () => watch,
  },
  {
    name: 'init',
    summary: 'Look at the repo; write a configuration and npm scripts.',
    load: async () => (await import('./init.ts')).default,
  },
  {
    name: 'inspect',
    summary: 'Show what the stages make of one document, and why.',
    load: async () => (await import('./inspect.ts')).default,
  },
  {
    name: 'graph',
    summary: 'Print the stages that a document goes through.',
    load: async () => graph,
  },
  {
    name: 'stats',
    summary: 'Print the tokens of the last build by folder, and its largest pages.',
    load: async () => stats,
  },
  {
    name: 'verify',
    summary: 'Check that the last build holds all that its sources hold.',
    load: async () => verify,
  },
  {
    name: 'merge',
    summary: 'Join the outputs of build --shard.',
    load: async () => merge,
  },
  {
    name: 'worker',
    summary: 'Work for builds that use --executor bullmq.',
    load: async () => worker,
  },
  {
    name: 'completion',
    summary: 'Print a completion script for your shell.',
    load: async () => completion,
  },
];
