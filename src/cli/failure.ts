import { ContextorError } from '../errors.ts';
import { sourceStack } from './source-stack.ts';
import { printable, type Terminal } from './terminal.ts';

/** Prints what stopped a command: a known mistake with its remedy, a defect with its stack. */
export function printFailure(error: unknown, { colors, line }: Terminal): void {
  const label = colors.red('error:');
  if (error instanceof ContextorError) {
    line(`${label} ${printable(error.message)}`);
    for (const cause of causes(error)) line(`  ${colors.dim('caused by')} ${printable(cause)}`);
    if (error.remedy !== undefined) line(`  ${printable(error.remedy)}`);
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
    if (!error.message.includes(cause.message)) messages.push(cause.message.split('\n')[0]!);
    cause = cause.cause;
  }
  return messages;
}
