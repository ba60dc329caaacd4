import { readFileSync, type Stats } from 'node:fs';
import { BoundedMap } from '../bounded-map.ts';
import { textOf } from './include-text.ts';

/** Components and their data are small; what is larger is read anew. */
const longest = 64 * 1024;
const mostFiles = 300;

interface Known {
  stamp: string;
  text: string | undefined;
}

/** Texts of files as they were read last, for as long as the files stay as they are. */
export class ReadTexts {
  readonly #known = new BoundedMap<string, Known>(mostFiles);

  /** The text of a file; undefined where it is binary. */
  read(path: string, stats: Stats): string | undefined {
    const stamp = `${stats.ino} ${stats.size} ${stats.mtimeMs} ${stats.ctimeMs}`;
    const known = this.#known.get(path);
    if (known?.stamp === stamp) return known.text;
    const bytes = readFileSync(path);
    const text = bytes.includes(0) ? undefined : textOf(bytes);
    if (bytes.length <= longest) this.#known.set(path, { stamp, text });
    return text;
  }
}
