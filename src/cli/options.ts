import { ContextorError } from '../errors.ts';
import type { CommandDefinition, OptionSpec, OptionValues } from './command.ts';
import { wholeNumber } from './flags.ts';

/** The options of a command, with those that every command takes. */
export function optionsOf({ options }: CommandDefinition): readonly OptionSpec[] {
  return [
    ...options,
    { flags: '--no-color', description: 'Print without colours; NO_COLOR does the same.' },
  ];
}

/** Options that find the configuration. */
export const configOptions: readonly OptionSpec[] = [
  {
    flags: '-c, --config <file>',
    description: 'Configuration file. Default: the first that is found.',
  },
  { flags: '--no-config', description: 'Run without a configuration file.' },
];

/** Options that find the configuration and the sources. */
export const sourceOptions: readonly OptionSpec[] = [
  ...configOptions,
  { flags: '-s, --src <folder>', description: 'Folder of the sources.', key: 'src' },
];

/** Options that find the configuration, the sources and the output. */
export const projectOptions: readonly OptionSpec[] = [
  ...sourceOptions,
  { flags: '-o, --out <folder>', description: 'Folder of the output.', key: 'out' },
];

/** Options that shape the output. */
export const outputOptions: readonly OptionSpec[] = [
  {
    flags: '--include <globs>',
    description: 'Globs of the documents, separated by commas, relative to the sources.',
    key: 'include',
    value: 'list',
  },
  {
    flags: '--exclude <globs>',
    description: 'Globs of documents to leave out, separated by commas.',
    key: 'exclude',
    value: 'list',
  },
  { flags: '--repo <name>', description: 'The repository: owner/name, or its URL.', key: 'repo' },
  {
    flags: '--ref <ref>',
    description: 'Branch, tag or commit for links into the repository.',
    key: 'ref',
  },
  {
    flags: '--topics <topics>',
    description: 'Topics of every document, separated by commas.',
    key: 'topics',
    value: 'list',
  },
  {
    flags: '--base-url <url>',
    description: 'URL under which the site serves the sources.',
    key: 'baseUrl',
  },
  { flags: '-p, --profile <name>', description: 'How much is left out.', key: 'profile' },
  { flags: '-d, --dialect <name>', description: 'Framework of the sources.', key: 'dialect' },
  {
    flags: '--layout <name>',
    description: 'Mirror the source folders, or write one folder.',
    key: 'layout',
  },
  { flags: '--frontmatter <name>', description: 'Front matter of the output.', key: 'frontmatter' },
  {
    flags: '--parser <name>',
    description: 'Markdown parser; both give the same output.',
    key: 'parser',
  },
  {
    flags: '--unknown-components <what>',
    description: 'What to do with components that contextor does not know.',
    key: 'unknownComponents',
  },
  { flags: '--llms-txt', description: 'Write llms.txt.', key: 'llmsTxt' },
  { flags: '--llms-full-txt', description: 'Write llms-full.txt.', key: 'llmsFullTxt' },
  { flags: '--search', description: 'Write the search index.', key: 'search' },
  {
    flags: '--token-budget <n>',
    description: 'Exit with 1 if the output has more tokens.',
    key: 'tokenBudget',
    value: 'number',
  },
];

/** Options of builds and workers that use a queue. */
export const redisOptions: readonly OptionSpec[] = [
  {
    flags: '--redis <url>',
    description: 'Redis of the executor bullmq. Default: CONTEXTOR_REDIS_URL.',
  },
  {
    flags: '--redis-timeout <s>',
    description: 'Seconds to wait for an answer from this Redis (default: 60).',
  },
];

/** Options of speed and resources. */
export const performanceOptions: readonly OptionSpec[] = [
  { flags: '--parallel', description: 'Use several workers (the default).', key: 'parallel' },
  {
    flags: '--no-parallel',
    description: 'Build one document at a time, in at most one worker.',
    key: 'parallel',
  },
  {
    flags: '-j, --max-workers <n|auto>',
    description: 'Number of workers.',
    key: 'maxWorkers',
    value: 'number',
  },
  {
    flags: '--batch-size <n>',
    description: 'Documents in a batch.',
    key: 'batchSize',
    value: 'number',
  },
  {
    flags: '--memory-limit <mb>',
    description: 'Memory that documents in flight may take, in MB.',
    key: 'memoryLimitMb',
    value: 'number',
  },
  { flags: '--executor <name>', description: 'Where documents are transformed.', key: 'executor' },
  ...redisOptions,
  { flags: '--no-cache', description: 'Build every document again.', key: 'cache' },
];

/** Options of the report of a run. */
export const reportOptions: readonly OptionSpec[] = [
  { flags: '--strict', description: 'Exit with 1 on warnings.', key: 'strict' },
  {
    flags: '-r, --reporter <name>',
    description: 'Form of the report.',
    choices: ['default', 'json', 'github'],
  },
  { flags: '--report <file>', description: 'Write a report of the run, as one HTML page.' },
  { flags: '--metrics-output <file>', description: 'Write the metrics of the run as JSON.' },
  { flags: '-q, --quiet', description: 'Print errors only.' },
  { flags: '--verbose', description: 'Print every warning and how the run was set up.' },
  { flags: '--no-progress', description: 'Show no progress bar.' },
];

/** The option of commands that write to the output folder. */
export const forceOutOption: OptionSpec = {
  flags: '--force-out',
  description: 'Write to the output folder even if it contains files that contextor did not write.',
};

/** The Redis to use: `--redis`, else the environment, where passwords are better kept. */
export function redisUrl(
  values: OptionValues,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const url = (values.redis as string | undefined) ?? env.CONTEXTOR_REDIS_URL;
  if (url) return url;
  throw new ContextorError('the queue needs the URL of a Redis server', {
    code: 'REDIS_URL',
    remedy: 'Give --redis redis://host:6379, or set CONTEXTOR_REDIS_URL.',
  });
}

/** How long it may take to answer, in milliseconds. */
export function redisTimeoutMs({ redisTimeout }: OptionValues): number | undefined {
  const seconds = wholeNumber('--redis-timeout', redisTimeout);
  return seconds && seconds * 1_000;
}
