import type { Note } from './markers.ts';
import type { Stretch } from './place.ts';

interface PlacedNote extends Note {
  stretch: Stretch;
}

/** What the notes of an output account for, each at its place in the source. */
export class PlacedNotes {
  readonly #notes: PlacedNote[];

  constructor(notes: readonly Note[], placeOf: (line: number) => Stretch) {
    this.#notes = notes.map((note) => ({ ...note, stretch: placeOf(note.line) }));
  }

  /** Whether prose that stands on this line of the source may be among what a note left out. */
  covers(line: number): boolean {
    return this.#notes.some((note) => note.prose > 0 && within(note.stretch, line));
  }

  /** Whether one more block of code, or heading, of this line is among what a note counts. */
  take(kind: 'codeBlocks' | 'headings', line: number): boolean {
    const note = this.#notes.find((one) => one[kind] > 0 && within(one.stretch, line));
    if (note !== undefined) note[kind]--;
    return note !== undefined;
  }
}

function within({ from, to }: Stretch, line: number): boolean {
  return line > from && line < to;
}
