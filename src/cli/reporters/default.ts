import { relative } from 'node:path';
import type { Message, Severity } from '../../document/message.ts';
import type { BuildEvent, BuildResult, BuildStarted } from '../../run.ts';
import { printable } from '../terminal.ts';
import { Findings, placeOf } from './findings.ts';
import { change, count, duration, plural } from './format.ts';
import { startProgress } from './progress.ts';
import type { Reporter, ReporterSetup } from './reporter.ts';

/** Warnings that are printed without `--verbose`. */
const shownWarnings = 20;

/** For people: a progress bar, the findings, and a summary to be read at a glance. */
export function defaultReporter(setup: ReporterSetup): Reporter {
  const findings = new Findings();
  const progress = startProgress(setup);
  let started: BuildStarted | undefined;
  return {
    event(event) {
      findings.add(event);
      progress.event(event);
      if (event.type === 'started') started = event;
      if (event.type === 'message') progress.above(() => printRunMessage(event, setup));
    },
    finish(result) {
      progress.stop();
      printFindings(findings, setup);
      if (!setup.quiet) printSummary(result, started, setup);
    },
  };
}

type RunMessage = Extract<BuildEvent, { type: 'message' }>;

function printRunMessage(
  { severity, reason }: RunMessage,
  { terminal, quiet, verbose }: ReporterSetup,
) {
  const shown = severity === 'error' || (!quiet && (severity === 'warning' || verbose));
  if (shown) terminal.line(`${label(severity, terminal.colors)} ${printable(reason)}`);
}

function printFindings({ messages, counts }: Findings, setup: ReporterSetup): void {
  const { terminal, quiet, verbose } = setup;
  const wanted: readonly Severity[] = quiet
    ? ['error']
    : verbose
      ? ['error', 'warning', 'info']
      : ['error', 'warning'];
  let warnings = 0;
  for (const message of messages) {
    if (!wanted.includes(message.severity)) continue;
    if (message.severity === 'warning' && !verbose && ++warnings > shownWarnings) continue;
    printMessage(message, setup);
  }
  const hidden = counts.warning - shownWarnings;
  if (!quiet && !verbose && hidden > 0) {
    terminal.line(
      terminal.colors.dim(`… and ${plural(hidden, 'warning')} more; --verbose prints all.`),
    );
  }
}

function printMessage(message: Message, { terminal, settings, io }: ReporterSetup): void {
  const { colors } = terminal;
  const place = placeOf(message, { cwd: io.cwd, root: settings.sourceRoot });
  terminal.line(
    `${printable(place)} ${label(message.severity, colors)} ${printable(message.reason)} ${colors.dim(message.rule)}`,
  );
}

function label(severity: Severity, colors: ReporterSetup['terminal']['colors']): string {
  const paint = { error: colors.red, warning: colors.yellow, info: colors.cyan }[severity];
  return paint(`${severity}:`);
}

function printSummary(
  { metrics, interrupted }: BuildResult,
  started: BuildStarted | undefined,
  setup: ReporterSetup,
): void {
  const { colors, line } = setup.terminal;
  const { documents, tokens } = metrics;
  const written = setup.dryRun ? 'would be written' : 'written';
  const failed = `${count(documents.failed)} failed`;
  const rows: [string, string][] = [
    [
      'Documents',
      `${colors.bold(count(documents.processed))}: ${count(documents.written)} ${written}, ` +
        `${count(documents.unchanged)} unchanged, ${documents.failed > 0 ? colors.red(failed) : failed}`,
    ],
    ['Warnings', documents.warnings > 0 ? colors.yellow(count(documents.warnings)) : '0'],
    [
      'Tokens',
      `${count(tokens.before)} -> ${count(tokens.after)} (${change(tokens.before, tokens.after)})`,
    ],
    ['Time', `${duration(metrics.duration_ms)}, ${workers(metrics)}`],
  ];
  line(headline(started, setup));
  for (const [name, text] of rows) line(`  ${colors.dim(name.padEnd(9))}  ${text}`);
  if (interrupted)
    line(colors.yellow('Interrupted: the documents above are whole, the rest was not begun.'));
}

function headline(
  started: BuildStarted | undefined,
  { terminal, settings, io }: ReporterSetup,
): string {
  const [source, out] = [settings.sourceRoot, settings.outRoot].map(
    (path) => relative(io.cwd, path) || '.',
  );
  const how = [started?.dialect.name, settings.profile].filter(Boolean).join(', ');
  return printable(`${source} -> ${out}`) + terminal.colors.dim(` (${how})`);
}

function workers({
  max_workers,
  parallel_enabled,
  speedup_factor,
}: BuildResult['metrics']): string {
  if (!parallel_enabled) return 'in one process';
  return `${plural(max_workers, 'worker')}, speed-up ${speedup_factor.toFixed(1)}x (estimated)`;
}
