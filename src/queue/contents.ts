import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { explainWrite } from './connection.ts';
import type { Lifeline } from './lifeline.ts';
import { buildKeys } from './protocol.ts';

/** Puts file contents into Redis under their hashes, and takes them away when nobody needs them. */
export class Contents {
  readonly #lifeline: Lifeline;
  readonly #keyOf: (hash: string) => string;
  readonly #users = new Map<string, number>();

  constructor(lifeline: Lifeline, build: string) {
    this.#lifeline = lifeline;
    this.#keyOf = buildKeys(build).content;
  }

  /** Puts the content of a file there for one user more. */
  async put(file: string): Promise<string> {
    const bytes = readFileSync(file);
    const hash = createHash('sha256').update(bytes).digest('hex');
    const users = this.#users.get(hash) ?? 0;
    this.#users.set(hash, users + 1);
    if (users > 0) return hash;
    const { redis } = this.#lifeline;
    try {
      await this.#lifeline.ask(() => redis.set(this.#keyOf(hash), bytes));
    } catch (error) {
      throw explainWrite(error);
    }
    return hash;
  }

  /** Takes a user away; what is not removed at once is removed with the build. */
  release(hash: string): void {
    const users = (this.#users.get(hash) ?? 1) - 1;
    if (users > 0) {
      this.#users.set(hash, users);
      return;
    }
    this.#users.delete(hash);
    this.#lifeline.redis.unlink(this.#keyOf(hash)).catch(() => {});
  }
}
