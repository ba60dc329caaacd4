import { relative } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import { sourceRoots } from '../../config/sources.ts';
import type { BuildResult, BuildStarted, RunMessage, RunMetrics } from '../../contract/build.ts';
import { tokenizerName } from '../../contract/tokenizer.ts';
import { printable } from '../terminal.ts';
import { change, count, duration, ofOtherFiles, plural } from './format.ts';
import { printMessages, severityLabel } from './messages.ts';
import type { Progress } from './progress-bar.ts';
import type { Reporter, ReporterSetup } from './reporter.ts';

/** For people: a progress bar, the findings, and a summary to be read at a glance. */
export async function defaultReporter(setup: ReporterSetup): Promise<Reporter> {
  const progress = await startProgress(setup);
  let started: BuildStarted | undefined;
  return {
    event(event) {
      progress.event(event);
      if (event.type === 'started') started = event;
      if (event.type === 'message') progress.above(() => printRunMessage(event, setup));
    },
    finish(result) {
      progress.stop();
      // Findings of a build without changes were printed when they were new.
      if (!result.unchanged || setup.verbose) printMessages(result.messages, setup);
      if (setup.verbose) printDropped(result, setup);
      if (!setup.quiet) printSummary(result, started, setup);
    },
    stop: () => progress.stop(),
  };
}

function printRunMessage(message: RunMessage, { terminal, quiet, verbose }: ReporterSetup): void {
  const { severity, reason } = message;
  const shown = severity === 'error' || (!quiet && (severity === 'warning' || verbose));
  if (shown) terminal.line(`${severityLabel(severity, terminal)} ${printable(reason)}`);
}

function printDropped({ dropped }: BuildResult, { terminal }: ReporterSetup): void {
  for (const { path, stage, reason } of dropped) {
    terminal.line(printable(`${path} is left out by ${stage}: ${reason}`));
  }
}

/** The figures of the run, the folders above them. */
function printSummary(
  result: BuildResult,
  started: BuildStarted | undefined,
  setup: ReporterSetup,
): void {
  const { settings, terminal } = setup;
  const { colors, line } = terminal;
  const { metrics, interrupted } = result;
  const { documents, tokens } = metrics;
  line(headline(started, setup));
  const rows: Record<string, string> = {
    Documents: documentCounts(documents, setup),
    ...(documents.errors > 0 && { Errors: colors.red(count(documents.errors)) }),
    Warnings: warningCounts(result, setup),
    Tokens: tokenCounts(tokens, settings),
    Time: `${duration(metrics.duration_ms)}, ${workers(metrics)}`,
  };
  for (const [name, text] of Object.entries(rows)) line(`  ${colors.dim(name.padEnd(9))}  ${text}`);
  if (savesLittle(tokens) && settings.profile !== 'compact') {
    line(
      colors.dim(
        '  --profile compact leaves out more; contextor stats shows what each rule saves.',
      ),
    );
  }
  const stopped = 'Interrupted: the documents above are complete, the others were not started.';
  if (interrupted) line(colors.yellow(stopped));
}

function headline(started: BuildStarted | undefined, setup: ReporterSetup): string {
  const { terminal, settings, io } = setup;
  const fromHere = (path: string) => relative(io.cwd, path) || '.';
  const source = sourceRoots(settings).map(fromHere).join(', ');
  const out = fromHere(settings.outRoot);
  const how = [started?.dialect.name, settings.profile].filter(Boolean).join(', ');
  return printable(`${source} -> ${out}`) + terminal.colors.dim(` (${how})`);
}

function documentCounts(
  counts: RunMetrics['documents'],
  { terminal, dryRun }: ReporterSetup,
): string {
  const { bold, red } = terminal.colors;
  const failed = `${count(counts.failed)} failed`;
  return [
    `${bold(count(counts.processed))}: ${count(counts.written)} ${dryRun ? 'would be written' : 'written'}`,
    `${count(counts.unchanged)} unchanged`,
    ...(counts.dropped > 0 ? [`${count(counts.dropped)} left out by stages`] : []),
    counts.failed > 0 ? red(failed) : failed,
  ].join(', ');
}

function warningCounts(
  { metrics, unchanged }: BuildResult,
  { terminal, verbose }: ReporterSetup,
): string {
  const { warnings, known } = metrics.documents;
  const notes = [
    ...(known > 0 ? [`${count(known)} more in the baseline`] : []),
    ...(unchanged && warnings > 0 && !verbose ? ['as before; --verbose prints them'] : []),
  ];
  const figure = warnings > 0 ? terminal.colors.yellow(count(warnings)) : '0';
  return [figure, ...notes].join(', ');
}

function tokenCounts(tokens: RunMetrics['tokens'], { tokenizer }: Settings): string {
  const { before, included, after, front, derived } = tokens;
  const sources =
    included > 0 ? `${count(before - included)} + ${count(included)} included` : count(before);
  const written = after - derived;
  const parts = `${count(written - front)} content + ${count(front)} front matter`;
  const by = tokenizer === 'o200k_base' ? '' : ` (${printable(tokenizerName(tokenizer))})`;
  return `${sources} -> ${count(written)} (${change(before, written)}): ${parts}${ofOtherFiles(tokens)}${by}`;
}

/** Below this share of tokens saved, a person may wonder what the tool is for. */
const littleShare = 0.1;

const savesLittle = ({ before, after, derived }: RunMetrics['tokens']): boolean =>
  before > 0 && after - derived > before * (1 - littleShare);

function workers({ max_workers, parallel_enabled, speedup_factor }: RunMetrics): string {
  if (!parallel_enabled) return 'in one process';
  return `${plural(max_workers, 'worker')}, speed-up ${speedup_factor.toFixed(1)}x (estimated)`;
}

const silent: Progress = { event() {}, above: (print) => print(), stop() {} };

/** A bar with rate and remaining time, on a terminal only. */
async function startProgress(setup: ReporterSetup): Promise<Progress> {
  if (setup.quiet || !setup.progress || !setup.terminal.interactive) return silent;
  return (await import('./progress-bar.ts')).progressBar(setup);
}
