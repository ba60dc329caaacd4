import type { Message } from '../contract/message.ts';

/** What was found, wherever it was found. */
type Cause = Pick<Message, 'severity' | 'rule' | 'reason' | 'about'>;

/** Findings about one document, three numbers each: its cause, and line and column, 0 where there is none. */
type Places = [path: string, places: number[], carried: boolean];

/** The log as data, for a file. */
export interface LoggedMessages {
  causes: readonly Cause[];
  documents: readonly Places[];
}

/**
 * Messages of a run in the order in which they came, grouped by cause: a site may have one for every
 * link, and most say the same in many places.
 */
export class MessageLog implements Iterable<Message> {
  readonly #causes: Cause[];
  readonly #documents: Places[];
  readonly #numbers = new Map<string, number>();

  constructor({ causes, documents }: LoggedMessages = { causes: [], documents: [] }) {
    this.#causes = [...causes];
    this.#documents = [...documents];
  }

  /** @param carried whether they are of a document that the run leaves alone; default false */
  add(messages: Iterable<Message>, carried = false): void {
    for (const message of messages) {
      const { path, line = 0, column = 0 } = message;
      this.#placesOf(path, carried).push(this.#numberOf(message), line, column);
    }
  }

  /** The messages of the run. */
  *[Symbol.iterator](): Iterator<Message> {
    for (const document of this.#documents) if (!document[2]) yield* this.#read(document);
  }

  /** What was found about links, in documents that the run left alone too. */
  *links(): Iterable<Message> {
    for (const document of this.#documents) {
      for (const message of this.#read(document)) {
        if (message.rule.startsWith('broken-')) yield message;
      }
    }
  }

  toJSON(): LoggedMessages {
    return { causes: this.#causes, documents: this.#documents };
  }

  *#read([path, places]: Places): Generator<Message> {
    for (let at = 0; at < places.length; at += 3) {
      const [line, column] = [places[at + 1]!, places[at + 2]!];
      const message: Message = { ...this.#causes[places[at]!]!, path };
      if (line !== 0) message.line = line;
      if (column !== 0) message.column = column;
      yield message;
    }
  }

  #placesOf(path: string, carried: boolean): number[] {
    const last = this.#documents.at(-1);
    if (last?.[0] === path && last[2] === carried) return last[1];
    const places: number[] = [];
    this.#documents.push([path, places, carried]);
    return places;
  }

  #numberOf({ severity, rule, reason, about }: Message): number {
    const key = JSON.stringify({ severity, rule, reason, about });
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#causes.length);
    // A part of a document's text would hold the whole text in memory.
    return this.#causes.push(JSON.parse(key)) - 1;
  }
}
