import { basename, resolve } from 'node:path';
import { ContextorError } from '../errors.ts';
import { type OutputReader, openOutputReader } from './reader.ts';

/** A built output to read from. */
export interface ContextSource {
  /** Output folder of a build with `search: true`. */
  dir: string;
  /** Name in answers where there are several; default: that of the folder above `dir`. */
  name?: string;
}

/** An output that follows the builds of its folder. */
export class OpenSource {
  readonly name: string;
  readonly #dir: string;
  reader: OutputReader;

  private constructor({ name, dir }: Required<ContextSource>, reader: OutputReader) {
    this.name = name;
    this.#dir = dir;
    this.reader = reader;
  }

  /** Opens all, or none. */
  static async all(sources: readonly Required<ContextSource>[]): Promise<OpenSource[]> {
    const open: OpenSource[] = [];
    try {
      for (const source of sources) {
        open.push(new OpenSource(source, await openOutputReader(source.dir)));
      }
    } catch (error) {
      for (const { reader } of open) reader.close();
      throw error;
    }
    return open;
  }

  /** Takes the files of a build that has ended since; between two of its files, the old ones do. */
  async refresh(): Promise<void> {
    if (!this.reader.isStale()) return;
    const next = await openOutputReader(this.#dir).catch(() => undefined);
    if (next === undefined) return;
    this.reader.close();
    this.reader = next;
  }
}

/** The source with its full path and its name. */
export function withName(source: string | ContextSource): Required<ContextSource> {
  const { dir, name } = typeof source === 'string' ? { dir: source, name: undefined } : source;
  const full = resolve(dir);
  return { dir: full, name: name ?? basename(resolve(full, '..')) };
}

/** @throws ContextorError `SOURCE_NAME_TWICE` */
export function refuseDoubles(sources: readonly Required<ContextSource>[]): void {
  const seen = new Map<string, string>();
  for (const { name, dir } of sources) {
    const other = seen.get(name);
    if (other !== undefined) {
      throw new ContextorError(`two outputs have the name "${name}": ${other} and ${dir}`, {
        code: 'SOURCE_NAME_TWICE',
        remedy: 'Give them different names: NAME=FOLDER.',
      });
    }
    seen.set(name, dir);
  }
}
