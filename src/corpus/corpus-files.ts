import { join } from 'node:path';
import { TextFile } from '../text-file.ts';
import { indented } from './json-pieces.ts';
import type { OutcomeDone } from './outcome.ts';

/** What a document gives to the files about all documents. */
export type Listed = Pick<OutcomeDone, 'path' | 'out' | 'line' | 'pages'>;

/** The files about all documents that grow with each of them, in the making. */
export class CorpusFiles {
  /** Output of each document, by source path, in the order in which they were added. */
  readonly outputs = new Map<string, string>();
  /** The outputs that other documents link to. */
  readonly linked = new Set<string>();
  readonly #index: TextFile;
  readonly #pages: TextFile;

  constructor(scratch: string) {
    this.#index = new TextFile(join(scratch, 'index.jsonl'));
    this.#pages = new TextFile(join(scratch, 'pages.json'));
  }

  /** A line for each document. */
  get indexFile(): string {
    return this.#index.path;
  }

  /** The text of `pages` in the link report: by path, the outputs that a document links to. */
  get pagesFile(): string {
    return this.#pages.path;
  }

  add({ path, out, line, pages }: Listed): void {
    this.#index.add(line);
    const opening = this.outputs.size === 0 ? '{' : ',';
    this.#pages.write(`${opening}\n    ${JSON.stringify(path)}: ${indented(pages, '    ')}`);
    this.outputs.set(path, out);
    for (const page of pages) if (page !== out) this.linked.add(page);
  }

  close(): void {
    this.#index.close();
    this.#pages.write(this.outputs.size === 0 ? '{}' : '\n  }');
    this.#pages.close();
  }
}
