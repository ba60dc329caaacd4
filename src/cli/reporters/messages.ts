import type { Settings } from '../../config/settings.ts';
import type { Message, Severity } from '../../document/message.ts';
import { placeOf } from '../place.ts';
import { printable, type Terminal } from '../terminal.ts';
import { plural } from './format.ts';

export interface MessagePrinting {
  terminal: Terminal;
  settings: Pick<Settings, 'sourceRoot'>;
  io: { cwd: string };
  /** Errors only. */
  quiet: boolean;
  /** All, those of severity `info` included. */
  verbose: boolean;
}

/** Warnings that are printed without `verbose`. */
const shownWarnings = 20;

const severities: Record<'quiet' | 'normal' | 'verbose', readonly Severity[]> = {
  quiet: ['error'],
  normal: ['error', 'warning'],
  verbose: ['error', 'warning', 'info'],
};

/** Prints every error, and as many of the others as a person will read. */
export function printMessages(messages: readonly Message[], printing: MessagePrinting): void {
  const { quiet, verbose, terminal } = printing;
  const level = quiet ? 'quiet' : verbose ? 'verbose' : 'normal';
  let warnings = 0;
  for (const message of messages) {
    if (!severities[level].includes(message.severity)) continue;
    if (message.severity === 'warning') warnings += 1;
    if (message.severity === 'warning' && !verbose && warnings > shownWarnings) continue;
    printMessage(message, printing);
  }
  const hidden = verbose ? 0 : warnings - shownWarnings;
  if (hidden > 0) {
    const more = `… and ${plural(hidden, 'warning')} more; --verbose prints all.`;
    terminal.line(terminal.colors.dim(more));
  }
}

function printMessage(message: Message, { terminal, settings, io }: MessagePrinting): void {
  const place = placeOf(message, { cwd: io.cwd, root: settings.sourceRoot });
  const reason = printable(message.reason);
  const rule = terminal.colors.dim(message.rule);
  terminal.line(
    `${printable(place)} ${severityLabel(message.severity, terminal)} ${reason} ${rule}`,
  );
}

/** `warning:`, in its colour. */
export function severityLabel(severity: Severity, { colors }: Terminal): string {
  const paint = { error: colors.red, warning: colors.yellow, info: colors.cyan }[severity];
  return paint(`${severity}:`);
}
