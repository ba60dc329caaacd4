import { appendFileSync } from 'node:fs';
import type { BuildResult } from '../../contract/build.ts';
import type { Message, Severity } from '../../contract/message.ts';
import { type FindingGroup, groupFindings } from '../../findings/group.ts';
import { placeOf, printable } from '../terminal.ts';
import { defaultReporter } from './default.ts';
import { change, count, ofOtherFiles, plural } from './format.ts';
import { groupFigures } from './messages.ts';
import type { Reporter, ReporterSetup } from './reporter.ts';

const commands: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice' };

/** GitHub shows this many annotations of one kind a step, and silently drops the others. */
const mostAnnotations = 10;

/** For GitHub Actions: annotations on stdout, a summary of the job, and the summary on stderr. */
export async function githubReporter(setup: ReporterSetup): Promise<Reporter> {
  const summary = await defaultReporter({ ...setup, progress: false });
  return {
    event: summary.event,
    finish(result) {
      for (const line of annotations(result.messages, setup)) setup.io.stdout.write(`${line}\n`);
      writeJobSummary(result, setup);
      summary.finish({ ...result, messages: [] });
    },
    stop: summary.stop,
  };
}

/** As many of each kind as GitHub shows, what was lost or guessed first; the last line counts the others. */
function annotations(messages: readonly Message[], setup: ReporterSetup): string[] {
  const left: Record<Severity, number> = {
    error: mostAnnotations,
    warning: mostAnnotations,
    info: setup.verbose ? mostAnnotations : 0,
  };
  const lines: string[] = [];
  let hidden = 0;
  for (const message of groupFindings(messages).flatMap((group) => group.messages)) {
    if (left[message.severity] === 0) {
      if (message.severity !== 'info' || setup.verbose) hidden += 1;
      continue;
    }
    left[message.severity] -= 1;
    lines.push(annotation(message, setup));
  }
  const rest = `${plural(hidden, 'finding')} more; the summary of the job counts them by rule.`;
  return hidden === 0 ? lines : [...lines, `::notice title=contextor::${rest}`];
}

function writeJobSummary(result: BuildResult, { io, settings, terminal }: ReporterSetup): void {
  const file = io.env.GITHUB_STEP_SUMMARY;
  if (!file) return;
  const place = (message: Message) => placeOf(message, { cwd: io.cwd, root: settings.sourceRoot });
  try {
    appendFileSync(file, jobSummary(result, place));
  } catch (error) {
    terminal.line(`The summary of the job cannot be written: ${(error as Error).message}`);
  }
}

function annotation(message: Message, { io, settings }: ReporterSetup): string {
  // Annotations name files from the root of the repository, where a workflow's steps run.
  const file = placeOf({ path: message.path }, { cwd: io.cwd, root: settings.sourceRoot });
  const properties = Object.entries({
    file,
    line: message.line,
    col: message.column,
    title: `contextor: ${message.rule}`,
  })
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) => `${name}=${escaped(printable(String(value))).replace(/[:,]/g, percent)}`,
    );
  return `::${commands[message.severity]} ${properties.join(',')}::${escaped(printable(message.reason))}`;
}

const escaped = (text: string): string => text.replace(/[%\r\n]/g, percent);

const percent = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** Places of a rule that the summary lists; GitHub takes 1 MiB a step. */
const mostPlaces = 50;

/** What a run did and found, as Markdown for the summary of a job. */
function jobSummary(
  { metrics, messages }: BuildResult,
  placeOf: (message: Message) => string,
): string {
  const { documents, tokens } = metrics;
  const groups = groupFindings(messages);
  const written = tokens.after - tokens.derived;
  const figures = [
    '## contextor',
    '',
    '| Documents | Written | Failed | Errors | Warnings | Tokens |',
    '| --- | --- | --- | --- | --- | --- |',
    `| ${[documents.processed, documents.written, documents.failed, documents.errors, documents.warnings].map(count).join(' | ')} | ${count(tokens.before)} -> ${count(written)} (${change(tokens.before, written)})${ofOtherFiles(tokens)} |`,
    '',
  ];
  return [...figures, ...groups.flatMap((group) => section(group, placeOf)), ''].join('\n');
}

function section(group: FindingGroup, placeOf: (message: Message) => string): string[] {
  const { severity, rule, messages } = group;
  const hidden = messages.length - mostPlaces;
  return [
    `<details><summary>${severity}: <code>${rule}</code> ${literal(groupFigures(group))}</summary>`,
    '',
    ...messages
      .slice(0, mostPlaces)
      .map((message) => `- \`${placeOf(message)}\` ${literal(message.reason)}`),
    ...(hidden > 0 ? [`- and ${count(hidden)} more`] : []),
    '',
    '</details>',
    '',
  ];
}

/** Text that GitHub's Markdown shows as it is. */
const literal = (text: string): string =>
  text.replace(/[<>&]/g, (mark) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[mark]!);
