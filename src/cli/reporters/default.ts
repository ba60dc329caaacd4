import { relative } from 'node:path';
import type { BuildResult, BuildStarted, RunMessage, RunMetrics } from '../../run/contract.ts';
import { printable } from '../terminal.ts';
import { change, count, duration, plural } from './format.ts';
import { printMessages, severityLabel } from './messages.ts';
import { startProgress } from './progress.ts';
import type { Reporter, ReporterSetup } from './reporter.ts';

/** For people: a progress bar, the findings, and a summary to be read at a glance. */
export function defaultReporter(setup: ReporterSetup): Reporter {
  const progress = startProgress(setup);
  let started: BuildStarted | undefined;
  return {
    event(event) {
      progress.event(event);
      if (event.type === 'started') started = event;
      if (event.type === 'message') progress.above(() => printRunMessage(event, setup));
    },
    finish(result) {
      progress.stop();
      printMessages(result.messages, setup);
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

/** The figures of the run, the folders above them. */
export function printSummary(
  { metrics, interrupted }: BuildResult,
  started: BuildStarted | undefined,
  setup: ReporterSetup,
): void {
  const { colors, line } = setup.terminal;
  const { documents, tokens } = metrics;
  line(headline(started, setup));
  const rows: Record<string, string> = {
    Documents: documentCounts(documents, setup),
    Warnings: documents.warnings > 0 ? colors.yellow(count(documents.warnings)) : '0',
    Tokens: `${count(tokens.before)} -> ${count(tokens.after)} (${change(tokens.before, tokens.after)})`,
    Time: `${duration(metrics.duration_ms)}, ${workers(metrics)}`,
  };
  for (const [name, text] of Object.entries(rows)) {
    line(`  ${colors.dim(name.padEnd(9))}  ${text}`);
  }
  const stopped = 'Interrupted: the documents above are whole, the rest was not begun.';
  if (interrupted) line(colors.yellow(stopped));
}

function headline(started: BuildStarted | undefined, setup: ReporterSetup): string {
  const { terminal, settings, io } = setup;
  const [source, out] = [settings.sourceRoot, settings.outRoot].map(
    (path) => relative(io.cwd, path) || '.',
  );
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
    counts.failed > 0 ? red(failed) : failed,
  ].join(', ');
}

function workers({ max_workers, parallel_enabled, speedup_factor }: RunMetrics): string {
  if (!parallel_enabled) return 'in one process';
  return `${plural(max_workers, 'worker')}, speed-up ${speedup_factor.toFixed(1)}x (estimated)`;
}
