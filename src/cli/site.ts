import { relative } from 'node:path';
import type { Settings } from '../config/settings.ts';
import type { Message } from '../contract/message.ts';
import type { Invocation } from './command.ts';
import { plural } from './reporters/format.ts';
import { printMessages } from './reporters/messages.ts';
import { printable } from './terminal.ts';

/** Adds to the built site what agents fetch, and prints a line about it. */
export async function addToSite(settings: Settings, invocation: Invocation): Promise<void> {
  const { io, terminal, options } = invocation;
  const { writeSite } = await import('../site-output.ts');
  const { folder, pages, written, unchanged, removed, messages } = await writeSite(settings);
  tellOfSite(messages, settings, invocation);
  if (options.quiet === true) return;
  const where = printable(relative(io.cwd, folder) || '.');
  terminal.line(
    `Site ${where}: ${plural(pages, 'page')} with a Markdown twin; ${written} written, ${unchanged} unchanged, ${removed} removed.`,
  );
}

/** What was found about the places of pages on the site. */
export function tellOfSite(
  messages: readonly Message[],
  settings: Settings,
  { io, terminal, options }: Invocation,
): void {
  const quiet = options.quiet === true;
  const verbose = options.verbose === true;
  printMessages(messages, { terminal, settings, io, quiet, verbose });
}
