import { posix } from 'node:path';
import picomatch from 'picomatch';
import type { Message } from '../contract/message.ts';
import { countsOf } from '../maps.ts';
import { forwardSlashes } from './patterns.ts';

const convertWith = (tool: string) => `contextor reads Markdown and MDX; convert them with ${tool}`;

/** Documents in other formats than Markdown, and why they are not read. */
const reasons: Readonly<Record<string, string>> = {
  '.adoc': convertWith('pandoc'),
  '.asciidoc': convertWith('pandoc'),
  '.gotmpl': 'a content adapter of Hugo makes pages when the site is built',
  '.ipynb': 'add `**/*.ipynb` to `include` if the site shows notebooks',
  '.org': convertWith('pandoc'),
  '.qmd': convertWith('quarto'),
  '.rmd': convertWith('quarto'),
  '.rst': convertWith('pandoc'),
  '.textile': convertWith('pandoc'),
};

const isHidden = /(?:^|\/)\./;

/** The documents of a source in formats that contextor does not read. */
export class OtherFormats {
  readonly #paths: string[] = [];
  readonly #isExcluded: (path: string) => boolean;

  constructor(exclude: readonly string[]) {
    this.#isExcluded = picomatch(exclude.map(forwardSlashes));
  }

  see(folder: string, name: string): void {
    const ending = posix.extname(name).toLowerCase();
    if (!Object.hasOwn(reasons, ending)) return;
    const path = posix.join(folder, name);
    if (isHidden.test(path)) return;
    if (!this.#isExcluded(path)) this.#paths.push(path);
  }

  /**
   * One message for each format, with its number of files.
   *
   * @param read paths of the documents that are read; a notebook beside its Markdown is one of them
   */
  messages(read: readonly string[], ignored: (path: string) => boolean): Message[] {
    if (this.#paths.length === 0) return [];
    const known = new Set(read.flatMap((path) => [path, withoutEnding(path)]));
    const unread = this.#paths.filter(
      (path) => !(known.has(path) || known.has(withoutEnding(path)) || ignored(path)),
    );
    const counts = countsOf(unread.map((path) => posix.extname(path).toLowerCase()));
    return [...counts].sort().map(([ending, count]) => unreadFormat(ending, count));
  }
}

/** @param about an ending with its dot */
export function unreadFormat(about: string, count: number): Message {
  const files = count === 1 ? '1 file' : `${count} files`;
  const reason = `${files} in ${about} not read: ${reasons[about]}`;
  return { severity: 'info', rule: 'other-format', about, path: '.', reason };
}

export const withoutEnding = (path: string) => path.slice(0, -posix.extname(path).length);
