import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  basesName,
  type ChangesStamp,
  changesName,
  type DocumentBasis,
  type Header,
  type KnownBasis,
  type Stamp,
} from './records.ts';

/** What the cache knows of documents, but for the results of all: those are read as they are asked for. */
export interface Known extends Stamp {
  /** The documents that the results hold. */
  listed: ReadonlySet<string>;
  /** What the last result of each document rests on. */
  bases: ReadonlyMap<string, KnownBasis>;
  /** Results that are taken in place of those of all: the lines of each. */
  changed: ReadonlyMap<string, ResultLines>;
}

/** The lines of a result. */
export type ResultLines = readonly [result: string, indexLine: string, contribution: string];

/** Reads what the last builds left; nothing is known where the cache is missing or damaged. */
export function readKnown(folder: string): Known {
  try {
    const lines = readLines(folder, basesName);
    const stamp: Stamp = JSON.parse(lines.pop()!);
    const bases = new Map<string, KnownBasis>();
    for (let at = 0; at < lines.length; at += linesOfBasis) addBasis(bases, lines, at);
    const listed = new Set(bases.keys());
    return withChanges({ ...stamp, listed, bases, changed: new Map() }, folder);
  } catch {
    return {
      build: '',
      resultsBytes: -1,
      listed: new Set(),
      bases: new Map(),
      changed: new Map(),
    };
  }
}

/** Basis and lookups. */
const linesOfBasis = 2;
/** Those of the basis, and those of the result. */
const linesOfChange = linesOfBasis + 3;

/**
 * Adds what changed since the results of all were written. Where there are no changes, or they are
 * damaged or of other results, what was known before them still tells the truth: a document that
 * has changed since is not the one that its basis describes.
 */
function withChanges(known: Known, folder: string): Known {
  try {
    const [first, ...lines] = readLines(folder, changesName);
    if ((JSON.parse(first!) as Header).build !== known.build) return known;
    const { dropped, ...overall }: ChangesStamp = JSON.parse(lines.pop()!);
    if (lines.length % linesOfChange !== 0) return known;
    const bases = new Map(known.bases);
    const changed = new Map<string, ResultLines>();
    for (const path of dropped) bases.delete(path);
    for (let at = 0; at < lines.length; at += linesOfChange) {
      const path = addBasis(bases, lines, at);
      const [result, indexLine, contribution] = lines.slice(at + linesOfBasis, at + linesOfChange);
      changed.set(path, [result!, indexLine!, contribution!]);
    }
    const { build, resultsBytes, listed } = known;
    return { build, resultsBytes, listed, bases, changed, ...overall };
  } catch {
    return known;
  }
}

/** Takes the basis whose lines begin here; gives the path of its document. */
function addBasis(bases: Map<string, KnownBasis>, lines: readonly string[], at: number): string {
  const [text, lookups] = [lines[at]!, lines[at + 1]!];
  const basis = JSON.parse(text) as DocumentBasis;
  if (typeof basis.path !== 'string') throw new Error('A line is missing.');
  bases.set(basis.path, { basis, text, lookups });
  return basis.path;
}

function readLines(folder: string, name: string): string[] {
  return readFileSync(join(folder, name), 'utf8').trimEnd().split('\n');
}
