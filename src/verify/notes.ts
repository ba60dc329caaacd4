import type { Evidence, Word } from './evidence.ts';
import type { Note } from './markers.ts';

interface PlacedNote extends Note {
  stretch: Stretch;
}

/** What the notes of an output account for, each at its place in the source. */
export class PlacedNotes {
  readonly #notes: PlacedNote[];
  readonly #placeOf: (line: number) => Stretch;

  constructor(notes: readonly Note[], placeOf: (line: number) => Stretch) {
    this.#notes = notes.map((note) => ({ ...note, stretch: placeOf(note.line) }));
    this.#placeOf = placeOf;
  }

  /** Counts a shortened block of code for a note about prose. */
  addProse(line: number): void {
    const none = { codeBlocks: 0, headings: 0, links: 0 };
    this.#notes.push({ ...none, line, prose: 1, stretch: this.#placeOf(line) });
  }

  /** Whether a line of the source is where a line of the output stands. */
  faces(sourceLine: number, outputLine: number): boolean {
    return touches(this.#placeOf(outputLine), sourceLine);
  }

  /** Whether prose that stands on this line of the source may be among what a note left out. */
  covers(line: number): boolean {
    return this.#notes.some((note) => note.prose > 0 && within(note.stretch, line));
  }

  /** Whether one more block of code, or heading, of this line is among what a note counts. */
  take(kind: 'codeBlocks' | 'headings', line: number): boolean {
    const note = this.#notes.find((one) => one[kind] > 0 && touches(one.stretch, line));
    if (note !== undefined) note[kind]--;
    return note !== undefined;
  }
}

/** The label of a block may stay where its code goes, so its line may be an end of the stretch. */
const touches = ({ from, to }: Stretch, line: number): boolean => line >= from && line <= to;

const within = ({ from, to }: Stretch, line: number): boolean =>
  (line > from && line < to) || (line === from && line === to);

/** The lines of a source that lie between two of its lines, neither included. */
interface Stretch {
  from: number;
  to: number;
}

/** Words in a row that tell a place: fewer recur too often, more are too seldom kept together. */
const gramLength = 4;

/**
 * Finds what stands in the source where an output has a note: all between the last words before
 * the note and the first after it that the source and the output hold once each.
 */
export function placeFinder(source: Evidence, output: Evidence): (line: number) => Stretch {
  // Most outputs leave nothing out, and ask for no place.
  let find: ((line: number) => Stretch) | undefined;
  return (line) => {
    find ??= finderOf(source, output);
    return find(line);
  };
}

function finderOf(source: Evidence, output: Evidence): (line: number) => Stretch {
  const sourceWords = [...source.words].sort((a, b) => a.line - b.line);
  const inSource = indexesOf(gramsOf(sourceWords));
  const keys = gramsOf(output.words);
  const inOutput = indexesOf(keys);
  /** By index of the output's words: the words of the source that a unique row of them is. */
  const found = keys.map((key, index): Word[] | undefined => {
    const at = key !== undefined && inOutput.get(key) === index ? inSource.get(key) : undefined;
    if (at === undefined || at < 0) return undefined;
    const words = sourceWords.slice(at, at + gramLength);
    return words.some(({ aside }) => aside) ? undefined : words;
  });
  return (line) => {
    const after = output.words.findIndex((word) => word.line > line);
    const before = output.words.findLastIndex((word) => word.line < line);
    const last = found.slice(0, Math.max(0, before - gramLength + 2)).findLast(Boolean);
    const from = last?.at(-1)?.line ?? 0;
    const next = after === -1 ? [] : found.slice(after);
    const first = next.find((words) => words !== undefined && words[0]!.line > from);
    return { from, to: first?.[0]?.line ?? Number.POSITIVE_INFINITY };
  };
}

/** Index of each row of words that occurs once; -1 for those that recur. */
function indexesOf(keys: readonly (string | undefined)[]): Map<string, number> {
  const indexes = new Map<string, number>();
  for (const [index, key] of keys.entries())
    if (key !== undefined) indexes.set(key, indexes.has(key) ? -1 : index);
  return indexes;
}

/**
 * The row that begins with each word; undefined where its words do not stand together: a gap between
 * blocks is not part of a place.
 */
function gramsOf(words: readonly Word[]): (string | undefined)[] {
  return words.map(({ line }, index) => {
    const last = words[index + gramLength - 1];
    if (last === undefined || last.line - line > 1) return undefined;
    let key = '';
    for (let at = index; at < index + gramLength; at++) key += `${words[at]!.text} `;
    return key;
  });
}
