import type { Message } from './message.ts';

/** Numbers that a message takes: those of its four texts, line and column. */
const width = 6;

/** As the numbers of a message stand in its row. */
const keys = ['severity', 'rule', 'reason', 'path'] as const;

/**
 * Messages of a run in the order in which they came. A site may have one for every link, and most
 * texts are among them often: each is held once, and a message is 24 bytes.
 */
export class MessageLog implements Iterable<Message> {
  readonly #texts: string[] = [];
  readonly #numbers = new Map<string, number>();
  #rows = new Uint32Array(width * 64);
  #length = 0;

  add(messages: Iterable<Message>): void {
    for (const message of messages) this.#add(message);
  }

  *[Symbol.iterator](): Iterator<Message> {
    for (let at = 0; at < this.#length; at += width) yield this.#read(at);
  }

  #add(message: Message): void {
    if (this.#length === this.#rows.length) this.#grow();
    const texts = keys.map((key) => this.#number(message[key]));
    // Lines and columns count from 1.
    this.#rows.set([...texts, message.line ?? 0, message.column ?? 0], this.#length);
    this.#length += width;
  }

  #read(at: number): Message {
    const [severity, rule, reason, path, line, column] = this.#rows.subarray(at, at + width);
    return {
      severity: this.#texts[severity!] as Message['severity'],
      rule: this.#texts[rule!]!,
      reason: this.#texts[reason!]!,
      path: this.#texts[path!]!,
      ...(line !== 0 && { line }),
      ...(column !== 0 && { column }),
    };
  }

  #number(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    // A text that was put together holds its parts, and a part the whole that it was cut from.
    const own: string = JSON.parse(JSON.stringify(text));
    this.#numbers.set(own, this.#texts.length);
    return this.#texts.push(own) - 1;
  }

  #grow(): void {
    const larger = new Uint32Array(this.#rows.length * 2);
    larger.set(this.#rows);
    this.#rows = larger;
  }
}
