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

/** Where something was found. */
export interface Spot {
  /** Relative to a root. */
  path: string;
  line?: number;
  column?: number;
}

/** `docs/guide.md:3:1`, relative to the working folder, so that a terminal can open it. */
export function placeOf(
  { path, line, column }: Spot,
  { cwd, root }: { cwd: string; root: string },
): string {
  const file = relative(cwd, join(root, path)).split(sep).join('/');
  return [file, line, column].filter((part) => part !== undefined).join(':');
}
