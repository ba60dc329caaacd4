import type { Settings } from '../../config/settings.ts';
import { findingRule } from '../../contract/findings.ts';
import type { Message, Severity } from '../../contract/message.ts';
import { type FindingGroup, groupFindings } from '../../findings/group.ts';
import { placeOf, printable, type Terminal } from '../terminal.ts';
import { count, plural } from './format.ts';

interface MessagePrinting {
  terminal: Terminal;
  settings: Pick<Settings, 'sourceRoot'>;
  io: { cwd: string };
  /** Errors only. */
  quiet: boolean;
  /** Every place, those of severity `info` included. */
  verbose: boolean;
}

/** Places of a cause that are printed one by one; one line counts the others. */
const mostPlaces: Readonly<Record<Severity, number>> = { error: 20, warning: 3, info: 0 };

/** Rules whose messages are not grouped: each says something else. */
const saidOnce = new Set(['site-config', 'linked-folder', 'other-format', 'part-unused']);

const mostOf = ({ rule, severity }: FindingGroup): number =>
  saidOnce.has(rule) ? mostPlaces.warning : mostPlaces[severity];

/** Prints one line a cause, what was lost or guessed first; the places of a cause where they are few. */
export function printMessages(messages: readonly Message[], printing: MessagePrinting): void {
  const { quiet, verbose, terminal } = printing;
  let hidden = false;
  const shown = quiet ? messages.filter(({ severity }) => severity === 'error') : messages;
  for (const group of groupFindings(shown)) {
    if (!verbose && !isToldBriefly(group)) continue;
    const few = group.messages.length <= mostOf(group);
    if (!verbose && (!few || conflictsAlike(group) !== undefined))
      terminal.line(groupLine(group, terminal));
    const alike = verbose ? undefined : conflictsAlike(group);
    const places = alike ?? (verbose || few ? group.messages : someOf(group));
    for (const message of places) printMessage(message, printing);
    hidden ||= places.length < group.messages.length;
  }
  if (hidden && !quiet) terminal.line(terminal.colors.dim('--verbose prints every place.'));
}

/** Stages that disagree on one page disagree on others: one conflict of each kind says how to settle it. */
function conflictsAlike({ rule, messages }: FindingGroup): readonly Message[] | undefined {
  if (rule !== 'merge-conflict') return undefined;
  const first = new Map<string | undefined, Message>();
  for (const message of messages) if (!first.has(message.about)) first.set(message.about, message);
  return first.size < messages.length ? [...first.values()] : undefined;
}

/** Of many failures the first ones; a warning without a place is told by its line alone. */
const someOf = ({ severity, messages }: FindingGroup): readonly Message[] =>
  severity === 'error' ? messages.slice(0, mostPlaces.error) : [];

function isToldBriefly({ severity, rule }: FindingGroup): boolean {
  const known = findingRule(rule);
  return severity !== 'info' || (known !== undefined && !known.isComplete);
}

/** `warning: broken-link 284 places, 31 targets; most: /reference/config/ (70)`. */
function groupLine(group: FindingGroup, terminal: Terminal): string {
  const { severity, rule } = group;
  return `${severityLabel(severity, terminal)} ${rule} ${groupFigures(group)}`;
}

/** Subjects that a line of figures names. */
const mostSubjects = 3;

/** `284 places, 31 targets; most: /reference/config/ (70)`. */
export function groupFigures({ rule, messages, documents, subjects }: FindingGroup): string {
  const noun = findingRule(rule)?.subject ?? 'subject';
  const places = plural(messages.length, 'place');
  const [first] = subjects;
  if (first === undefined) {
    const paths = [...new Set(messages.map(({ path }) => path))].slice(0, mostSubjects);
    return `${places}, ${plural(documents, 'document')}; such as ${paths.map(printable).join(', ')}`;
  }
  const most = first.count === 1 ? 'such as' : 'most:';
  const named = subjects
    .slice(0, mostSubjects)
    .map(({ about, count: times }) => printable(about) + (times > 1 ? ` (${count(times)})` : ''));
  return `${places}, ${plural(subjects.length, noun)}; ${most} ${named.join(', ')}`;
}

function printMessage(message: Message, { terminal, settings, io }: MessagePrinting): void {
  const place = placeOf(message, { cwd: io.cwd, root: settings.sourceRoot });
  const reason = printable(message.reason);
  const rule = terminal.colors.dim(message.rule);
  const start = [printable(place), severityLabel(message.severity, terminal)].filter(Boolean);
  terminal.line([...start, reason, rule].join(' '));
}

/** `warning:`, in its colour. */
export function severityLabel(severity: Severity, { colors }: Terminal): string {
  const paint = { error: colors.red, warning: colors.yellow, info: colors.cyan }[severity];
  return paint(`${severity}:`);
}
