import { writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import {
  type BuildEvent,
  type BuildResult,
  parseShard,
  type RunMetrics,
} from '../../contract/build.ts';
import { ContextorError } from '../../errors.ts';
import { makeFolders } from '../../files/make-folders.ts';
import type { CommandDefinition, Invocation } from '../command.ts';
import { fitEngine } from '../engine-settings.ts';
import {
  forceOutOption,
  outputOptions,
  performanceOptions,
  projectOptions,
  redisTimeoutMs,
  redisUrl,
  reportOptions,
} from '../options.ts';
import { loadProject, loadSources } from '../project.ts';
import { reporters } from '../reporters/index.ts';
import type { Reporter } from '../reporters/reporter.ts';
import { tellSiteAndVariants } from '../survey/tell.ts';

/** `build`: turns the documents into `.mdc` files. */
export default {
  arguments: [
    {
      syntax: '[globs...]',
      description:
        'Documents to build: globs, files or folders, relative to the sources or to the current folder. The others stay as they are. Default: all.',
    },
  ],
  options: [
    ...projectOptions,
    ...outputOptions,
    {
      flags: '--check',
      description: 'Write nothing; exit with 1 if the output is not up to date.',
    },
    { flags: '--watch', description: 'Build again whenever something changes.' },
    { flags: '--dry-run', description: 'Do everything except writing files.' },
    { flags: '--force', description: 'Build every document again, and refresh the cache.' },
    forceOutOption,
    { flags: '--stdout', description: 'Print the .mdc of one document; write nothing.' },
    {
      flags: '--stdin-filepath <file>',
      description: 'Read a document from stdin as if it were this file; print its .mdc.',
    },
    {
      flags: '--verify',
      description: 'Compare the output with its sources afterwards; exit with 1 on a finding.',
    },
    {
      flags: '--site <folder>',
      description: 'Add Markdown twins, llms.txt and skills to this built site afterwards.',
      key: 'site',
    },
    { flags: '--shard <i/n>', description: 'Build one of n shares, for `contextor merge`.' },
    ...reportOptions,
    ...performanceOptions,
  ],
  examples: [
    { command: 'contextor build', description: 'Build the docs to .contextor/.' },
    { command: 'contextor build --src content --profile compact', description: 'Shorter output.' },
    { command: 'contextor build "guides/**"', description: 'Only some of the documents.' },
    { command: 'contextor build --dry-run --verbose', description: 'See what would be done.' },
    { command: 'contextor build --stdout docs/guide.mdx', description: 'One document to stdout.' },
    { command: 'contextor build --site dist', description: 'Add Markdown to the built site, too.' },
    { command: 'contextor build --reporter github --strict', description: 'In a GitHub workflow.' },
  ],
  async run(invocation) {
    const { options: given } = invocation;
    if (given.watch === true) return (await import('./watch.ts')).runWatch(invocation);
    // A text from stdin needs no sources.
    const load = given.stdinFilepath === undefined ? loadSources : loadProject;
    const project = await load(invocation);
    const { settings } = project;
    await tellSiteAndVariants(project, invocation);
    if (given.check === true) return (await import('./check.ts')).runCheck(settings, invocation);
    if (given.stdout === true || given.stdinFilepath !== undefined) {
      return (await import('../print-document.ts')).printDocument(settings, invocation);
    }
    if (settings.cache && given.dryRun !== true) project.remember();
    return runBuild(settings, invocation);
  },
} satisfies CommandDefinition;

async function runBuild(settings: Settings, invocation: Invocation): Promise<number> {
  const { arguments: only, options: values, io, signal } = invocation;
  const dryRun = values.dryRun === true;
  const reporter = await reporterOf(settings, invocation);
  const shard = typeof values.shard === 'string' ? parseShard(values.shard) : undefined;
  const force = values.force === true;
  const redis = settings.executor === 'bullmq' ? redisUrl(values, io.env) : undefined;
  const run = {
    signal,
    dryRun,
    force,
    forceOut: values.forceOut === true,
    shard,
    redis,
    redisTimeoutMs: redisTimeoutMs(values),
    onEvent(event: BuildEvent) {
      fitEngine(event);
      reporter.event(event);
    },
    ...(only.length > 0 && { only }),
  };
  const { build } = await import('../../build.ts');
  const result = await build(settings, run).finally(() => reporter.stop());
  reporter.finish(result);
  if (isOverBudget(result.metrics, settings)) tellBudget(result.metrics, settings, invocation);
  if (typeof values.metricsOutput === 'string') {
    writeMetrics(resolve(io.cwd, values.metricsOutput), result.metrics);
  }
  if (typeof values.report === 'string') {
    const { writeReport } = await import('../../report/write.ts');
    await writeReport(resolve(io.cwd, values.report), { settings, result });
  }
  const code = exitCodeOf(result, settings);
  const isWhole = !dryRun && shard === undefined && !result.interrupted;
  if (isWhole && settings.site !== undefined) {
    const { addToSite } = await import('../site.ts');
    await addToSite(settings, invocation);
  }
  if (!isWhole || values.verify !== true) return code;
  const { verifyBuild } = await import('./verify.ts');
  return Math.max(code, await verifyBuild(settings, invocation));
}

async function reporterOf(
  settings: Settings,
  { options, io, terminal }: Invocation,
): Promise<Reporter> {
  return reporters[String(options.reporter ?? 'default')]!({
    io,
    terminal,
    settings,
    quiet: options.quiet === true,
    verbose: options.verbose === true,
    progress: options.progress !== false,
    dryRun: options.dryRun === true,
  });
}

function tellBudget(
  { tokens }: RunMetrics,
  { tokenBudget }: Settings,
  { terminal: { line, colors } }: Invocation,
): void {
  const excess = `the output has ${tokens.after} tokens, over the budget of ${tokenBudget}`;
  line(`${colors.red('error:')} ${excess}`);
  line('  Leave documents out with "exclude", take the profile compact, or raise the budget.');
}

function exitCodeOf({ metrics }: BuildResult, settings: Settings): number {
  const { failed, errors, warnings } = metrics.documents;
  const findings = failed > 0 || errors > 0 || (settings.strict && warnings > 0);
  return findings || isOverBudget(metrics, settings) ? 1 : 0;
}

const isOverBudget = ({ tokens }: RunMetrics, { tokenBudget }: Settings): boolean =>
  tokenBudget !== undefined && tokens.after > tokenBudget;

function writeMetrics(file: string, metrics: RunMetrics): void {
  try {
    makeFolders(dirname(file));
    writeFileSync(file, `${JSON.stringify(metrics, null, 2)}\n`);
  } catch (cause) {
    throw new ContextorError(`the metrics cannot be written to ${file}`, {
      code: 'METRICS_UNWRITABLE',
      remedy: 'Choose another file with --metrics-output.',
      cause,
    });
  }
}
