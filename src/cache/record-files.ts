import { randomUUID } from 'node:crypto';
import { renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TextFile } from '../text-file.ts';
import type { Known } from './known.ts';
import {
  basesName,
  type ChangesStamp,
  changesName,
  type Header,
  type MergedRun,
  mergedName,
  type Overall,
  resultsName,
  type Stamp,
} from './records.ts';

/** What is kept of one document. */
export interface DocumentRecord {
  /** Two lines: the basis and the lookups. */
  basis: string;
  /** Three lines: the result, the line of the index and the contribution to the context of all. */
  result: string;
  /** Whether the files that are there hold both as they are. */
  listed: boolean;
}

/** Files of the cache in the making. */
export interface RecordFiles {
  add(record: DocumentRecord): void;
  addRun(parts: MergedRun['parts'], fields: () => MergedRun['fields']): void;
  /**
   * Puts the files in the place of the old ones.
   *
   * @param kept whether something is known of a document
   */
  finish(kept: (path: string) => boolean, overall: Overall): void;
  remove(): void;
}

/** Writes the bases and results of all documents. */
export function wholeFiles(folder: string): RecordFiles {
  const build = randomUUID();
  const results = unfinished(folder, resultsName);
  const bases = unfinished(folder, basesName);
  const merged = unfinished(folder, mergedName);
  for (const file of [results, merged]) file.add(json<Header>({ build }));
  return {
    addRun: (parts, fields) => merged.add(json<MergedRun>({ parts, fields: fields() })),
    add({ basis, result }) {
      bases.add(basis);
      results.add(result);
    },
    finish(_, overall) {
      results.close();
      const { size: resultsBytes } = statSync(results.path);
      bases.add(json<Stamp>({ build, resultsBytes, ...overall }));
      bases.close();
      merged.close();
      renameSync(bases.path, join(folder, basesName));
      renameSync(results.path, join(folder, resultsName));
      renameSync(merged.path, join(folder, mergedName));
      rmSync(join(folder, changesName), { recursive: true, force: true });
    },
    remove() {
      for (const file of [results, bases, merged]) file.remove();
    },
  };
}

/**
 * Writes what is otherwise than in the results that are there: of a large site where little changed,
 * these are megabytes to be written, and to be given back by the disk.
 */
export function changesFile(
  folder: string,
  { build, listed: paths }: Pick<Known, 'build' | 'listed'>,
): RecordFiles {
  const changes = unfinished(folder, changesName);
  changes.add(json<Header>({ build }));
  return {
    // Those that are there are of the results of all.
    addRun() {},
    add({ basis, result, listed }) {
      if (listed) return;
      changes.add(basis);
      changes.add(result);
    },
    finish(kept, overall) {
      const dropped = [...paths].filter((path) => !kept(path));
      changes.add(json<ChangesStamp>({ dropped, ...overall }));
      changes.close();
      renameSync(changes.path, join(folder, changesName));
    },
    remove: () => changes.remove(),
  };
}

function unfinished(folder: string, name: string): TextFile {
  return new TextFile(join(folder, `${name}.${process.pid}.tmp`));
}

function json<Value>(value: Value): string {
  return JSON.stringify(value);
}
