import type { CommandEntry } from '../command.ts';

/** The commands, in the order of the help; each is loaded when it is invoked. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'build',
    alias: 'optimize',
    summary: 'Turn the documents into .mdc context files.',
    load: async () => (await import('./build.ts')).default,
  },
  {
    name: 'check',
    summary: 'Say whether the output is up to date; write nothing.',
    load: async () => (await import('./check.ts')).default,
  },
  {
    name: 'watch',
    summary: 'Build again whenever sources or the configuration change.',
    load: async () => (await import('./watch.ts')).default,
  },
  {
    name: 'init',
    summary: 'Look at the repo; write a configuration and npm scripts.',
    load: async () => (await import('./init.ts')).default,
  },
  {
    name: 'baseline',
    summary: 'Save the current findings; builds then report only new ones.',
    load: async () => (await import('./baseline.ts')).default,
  },
  {
    name: 'inspect',
    summary: 'Show what each stage does to one document, and why.',
    load: async () => (await import('./inspect.ts')).default,
  },
  {
    name: 'graph',
    summary: 'Print the stages that a document goes through.',
    load: async () => (await import('./graph.ts')).default,
  },
  {
    name: 'stats',
    summary: 'Print the tokens of the last build by folder, and its largest pages.',
    load: async () => (await import('./stats.ts')).default,
  },
  {
    name: 'verify',
    summary: 'Check that the last build contains everything that its sources contain.',
    load: async () => (await import('./verify.ts')).default,
  },
  {
    name: 'search',
    summary: 'Find sections in the last build.',
    load: async () => (await import('./search.ts')).default,
  },
  {
    name: 'pack',
    summary: 'Print what the docs say about a question, within a token budget.',
    load: async () => (await import('./pack.ts')).default,
  },
  {
    name: 'mcp',
    summary: 'Answer agents from the last build, over the Model Context Protocol.',
    load: async () => (await import('./mcp.ts')).default,
  },
  {
    name: 'serve',
    summary: 'Serve the pages to people and agents, as a site would.',
    load: async () => (await import('./serve.ts')).default,
  },
  {
    name: 'package',
    summary: 'Write the docs into a folder that your npm package ships.',
    load: async () => (await import('./package.ts')).default,
  },
  {
    name: 'deps',
    summary: 'List and read the docs that installed packages ship.',
    load: async () => (await import('./deps.ts')).default,
  },
  {
    name: 'eval',
    summary: 'Measure how well search finds the docs, in each profile.',
    load: async () => (await import('./eval.ts')).default,
  },
  {
    name: 'merge',
    summary: 'Join the outputs of build --shard.',
    load: async () => (await import('./merge.ts')).default,
  },
  {
    name: 'worker',
    summary: 'Work for builds that use --executor bullmq.',
    load: async () => (await import('./worker.ts')).default,
  },
  {
    name: 'completion',
    summary: 'Print a completion script for your shell.',
    load: async () => (await import('./completion.ts')).default,
  },
];
