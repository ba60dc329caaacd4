import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { basename } from 'node:path';
import { ContextorError } from '../errors.ts';
import { getOrMake } from '../maps.ts';
import { printable, type Terminal } from './terminal.ts';

/** What the machine lacks or forbids, by the code of its error, with what may be done about it. */
const machineFaults: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  EMFILE: ['Too many files are open', 'Raise the limit with `ulimit -n`, or lower --max-workers.'],
  ENFILE: ['Too many files are open on this machine', 'Try again when other programs have ended.'],
  ENOSPC: ['The disk is full', 'Make room, and build again.'],
  EDQUOT: ['The disk quota is used up', 'Make room, and build again.'],
  EFBIG: ['A file is larger than this system allows', 'Raise the limit with `ulimit -f`.'],
  EROFS: ['The disk is read-only', 'Choose another folder with --out.'],
  EACCES: ['You do not have permission to do that', 'Change the permissions of the file.'],
  EPERM: ['You do not have permission to do that', 'Change the permissions of the file.'],
  EIO: ['The disk reports an error', 'Check the disk.'],
  ENOMEM: ['The memory is used up', 'Lower --max-workers or --memory-limit.'],
};

/** Prints what stopped a command: a known mistake with its remedy, a defect with its stack. */
export function printFailure(error: unknown, { colors, line }: Terminal): void {
  const label = colors.red('error:');
  if (error instanceof ContextorError) {
    line(`${label} ${printable(error.message)}`);
    for (const cause of causes(error)) line(`  ${colors.dim('caused by')} ${printable(cause)}`);
    if (error.remedy !== undefined) line(`  ${printable(error.remedy)}`);
    return;
  }
  const fault = machineFaults[(error as NodeJS.ErrnoException | undefined)?.code ?? ''];
  if (fault !== undefined) {
    line(`${label} ${fault[0]}: ${printable((error as Error).message)}`);
    line(`  ${fault[1]}`);
    return;
  }
  const text = error instanceof Error ? sourceStack(error.stack ?? error.message) : String(error);
  line(`${label} ${printable(text)}`);
  line('  This is a defect of contextor; please report it with the lines above.');
}

/** Messages of the errors that caused a known one, where they say more than it does. */
function causes(error: ContextorError): string[] {
  const messages: string[] = [];
  let { cause } = error;
  while (cause instanceof Error && messages.length < 5) {
    const { code = cause.message } = cause as NodeJS.ErrnoException;
    if (!error.message.includes(code)) messages.push(cause.message.split('\n')[0]!);
    cause = cause.cause;
  }
  return messages;
}

/** The stack of an error with the lines of the sources, `src/build.ts:12:3`, where they are known. */
export function sourceStack(stack: string): string {
  const maps = new Map<string, SourceMap | undefined>();
  return stack.replace(/(file:\/\/[^\s)]+?\.js):(\d+):(\d+)/g, (place, url, line, column) => {
    const entry = getOrMake(maps, url, () => mapOf(url))?.findEntry(
      Number(line) - 1,
      Number(column) - 1,
    );
    // Code of the bundler itself has no source.
    if (!entry || !('originalSource' in entry) || !entry.originalSource) return place;
    const { originalSource, originalLine, originalColumn } = entry;
    return `${originalSource}:${originalLine + 1}:${originalColumn + 1}`;
  });
}

/** The map of a chunk, from the file beside it with the maps of all chunks. */
function mapOf(chunk: string): SourceMap | undefined {
  try {
    const maps = JSON.parse(readFileSync(new URL('source-maps.json', chunk), 'utf8'));
    return new SourceMap(maps[basename(chunk)]);
  } catch {
    return undefined;
  }
}
