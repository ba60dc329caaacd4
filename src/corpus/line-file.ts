import { closeSync, openSync, writeSync } from 'node:fs';

/** Characters that wait to be written. */
const bufferLength = 65_536;

/** A file of JSON lines in the making. */
export class LineFile {
  readonly path: string;
  readonly #file: number;
  #buffer = '';

  constructor(path: string) {
    this.path = path;
    this.#file = openSync(path, 'w');
  }

  add(line: unknown): void {
    this.#buffer += `${JSON.stringify(line)}\n`;
    if (this.#buffer.length > bufferLength) this.#flush();
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #flush(): void {
    const bytes = Buffer.from(this.#buffer);
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#file, bytes, done);
    this.#buffer = '';
  }
}
