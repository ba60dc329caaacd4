import { join, relative, sep } from 'node:path';
import type { Message, Severity } from '../../document/message.ts';
import type { BuildEvent } from '../../run.ts';

/** The messages of a run in the order of the documents, and how many there are of each severity. */
export class Findings {
  readonly messages: Message[] = [];
  readonly counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };

  add(event: BuildEvent): void {
    const messages = event.type === 'document' ? event.messages : [];
    for (const message of messages) {
      this.messages.push(message);
      this.counts[message.severity] += 1;
    }
  }
}

/** `docs/guide.md:3:1`, relative to the working folder, so that a terminal can open it. */
export function placeOf(
  message: Message,
  { cwd, sourceRoot }: { cwd: string; sourceRoot: string },
) {
  const file = relative(cwd, join(sourceRoot, message.path)).split(sep).join('/');
  return [file, message.line, message.column].filter((part) => part !== undefined).join(':');
}
