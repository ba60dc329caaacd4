import type { BuildEvent } from '../contract/build.ts';
import type { Message } from '../contract/message.ts';

/** Sorts out what of a rebuild's findings is worth telling: those of rebuilt documents, and new ones. */
export class News {
  readonly #rebuilt = new Set<string>();
  #before: ReadonlySet<string> = new Set();

  /** Hears of each event of a build. */
  event(event: BuildEvent): void {
    if (event.type === 'started') this.#rebuilt.clear();
    if (event.type === 'document' && event.status !== 'unchanged') this.#rebuilt.add(event.path);
  }

  /** The findings to tell of those of the build that was heard of last. */
  of(messages: readonly Message[]): Message[] {
    const before = this.#before;
    this.#before = new Set(messages.map(identityOf));
    return messages.filter(
      (message) => this.#rebuilt.has(message.path) || !before.has(identityOf(message)),
    );
  }
}

/** A finding wherever in its document it stands: lines move. */
function identityOf({ severity, rule, reason, path }: Message): string {
  return [severity, rule, reason, path].join('\n');
}
