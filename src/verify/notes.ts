import type { Note } from './markers.ts';
import type { Stretch } from './place.ts';

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
function touches({ from, to }: Stretch, line: number): boolean {
  return line >= from && line <= to;
}

function within({ from, to }: Stretch, line: number): boolean {
  return line > from && line < to;
}
