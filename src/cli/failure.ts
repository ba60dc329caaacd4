import { ContextorError } from '../errors.ts';
import { sourceStack } from './source-stack.ts';
import { printable, type Terminal } from './terminal.ts';

/** What the machine lacks or forbids, by the code of its error, with what may be done about it. */
const machineFaults: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  EMFILE: ['Too many files are open', 'Raise the limit with `ulimit -n`, or lower --max-workers.'],
  ENFILE: ['Too many files are open on this machine', 'Try again when other programs have ended.'],
  ENOSPC: ['The disk is full', 'Make room, and build again.'],
  EDQUOT: ['The disk quota is used up', 'Make room, and build again.'],
  EFBIG: ['A file is larger than this system allows', 'Raise the limit with `ulimit -f`.'],
  EROFS: ['The disk is read-only', 'Choose another folder with --out.'],
  EACCES: ['This user may not do that', 'Change the permissions of the file.'],
  EPERM: ['This user may not do that', 'Change the permissions of the file.'],
  EIO: ['The disk fails', 'Check the disk.'],
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

/** Messages of the errors behind a known one, where they say more than it does. */
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
