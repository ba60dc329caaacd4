import type { Message } from './message.ts';

/** Numbers that a message takes: those of its four texts, line and column, and whether it was carried over. */
const width = 7;

/** Messages in a block of rows. */
const blockLength = 512;

/** As the numbers of a message stand in its row. */
const keys = ['severity', 'rule', 'reason', 'path'] as const;

/**
 * Messages of a run in the order in which they came. A site may have one for every link, and most
 * texts are among them often: each is held once, and a message is 28 bytes.
 */
export class MessageLog implements Iterable<Message> {
  readonly #texts: string[] = [];
  readonly #numbers = new Map<string, number>();
  /** Blocks of rows: memory that grows and is copied leaves gaps that the process keeps. */
  readonly #blocks: Uint32Array[] = [];
  /** Messages in the last block. */
  #taken = blockLength;

  /** @param carried whether they are of a document that the run leaves alone; default false */
  add(messages: Iterable<Message>, carried = false): void {
    for (const message of messages) this.#add(message, carried);
  }

  /** The messages of the run. */
  *[Symbol.iterator](): Iterator<Message> {
    for (const [block, at] of this.#rows()) if (block[at + 6] === 0) yield this.#read(block, at);
  }

  /** What was found about links, in documents that the run left alone too. */
  *links(): Iterable<Message> {
    for (const [block, at] of this.#rows()) {
      if (this.#texts[block[at + 1]!]!.startsWith('broken-')) yield this.#read(block, at);
    }
  }

  /** Each with the place in its block where it begins. */
  *#rows(): Iterable<readonly [block: Uint32Array, at: number]> {
    for (const block of this.#blocks) {
      const taken = block === this.#blocks.at(-1) ? this.#taken : blockLength;
      for (let row = 0; row < taken; row++) yield [block, row * width];
    }
  }

  #add(message: Message, carried: boolean): void {
    if (this.#taken === blockLength) {
      this.#blocks.push(new Uint32Array(width * blockLength));
      this.#taken = 0;
    }
    const block = this.#blocks.at(-1)!;
    let at = this.#taken * width;
    for (const key of keys) block[at++] = this.#number(message[key]);
    // Lines and columns count from 1.
    block[at++] = message.line ?? 0;
    block[at++] = message.column ?? 0;
    block[at] = carried ? 1 : 0;
    this.#taken += 1;
  }

  #read(block: Uint32Array, at: number): Message {
    const [line, column] = [block[at + 4], block[at + 5]];
    return {
      severity: this.#text(block[at]!) as Message['severity'],
      rule: this.#text(block[at + 1]!),
      reason: this.#text(block[at + 2]!),
      path: this.#text(block[at + 3]!),
      ...(line !== 0 && { line }),
      ...(column !== 0 && { column }),
    };
  }

  #text(number: number): string {
    return this.#texts[number]!;
  }

  #number(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    // A text that was put together holds its parts, and a part the whole that it was cut from.
    const own: string = JSON.parse(JSON.stringify(text));
    this.#numbers.set(own, this.#texts.length);
    return this.#texts.push(own) - 1;
  }
}
