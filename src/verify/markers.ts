import type { Output } from './output/read.ts';

/** One line of an output that says what is left out in its place: how many of each kind. */
export interface Note {
  /** Line of the output. */
  line: number;
  /** Whole blocks of code: files of a sandbox, style sheets, other package managers, repeated blocks. */
  codeBlocks: number;
  headings: number;
  /** Link targets and addresses of images, of the whole page. */
  links: number;
  /** Blocks of prose, items of lists, rows of tables; how many words one holds it does not say. */
  prose: number;
}

/** What an output says of itself that it leaves out. */
export interface Markers {
  /** Lines of code, by output block. */
  codeLines: Map<number, number>;
  notes: Note[];
}

const codeMarker = /… (\d+) lines? left out/g;
const dataMarker = /(\d+) (?:entry|entries|rows?) left out/g;
const noteMarker = /Left out: ([^\n]*?)\.(?=\s|$)/g;

interface NoteKind {
  pattern: RegExp;
  count(match: RegExpExecArray, note: Note): void;
}

/** The parts of a note, which commas divide; what none of these is names a file or a package manager. */
const noteKinds: readonly NoteKind[] = [
  {
    pattern: /^(\d+) (?:link targets?|image address(?:es)?)$/,
    count: (match, note) => {
      note.links += Number(match[1]);
    },
  },
  {
    pattern: /^(\d+) (?:blocks? of prose|items?|rows?)$/,
    count: (match, note) => {
      note.prose += Number(match[1]);
    },
  },
  {
    pattern: /^(\d+) code blocks?$/,
    count: (match, note) => {
      note.codeBlocks += Number(match[1]);
    },
  },
  {
    pattern: /^(\d+) headings?$/,
    count: (match, note) => {
      note.headings += Number(match[1]);
    },
  },
  {
    pattern: /^(\d+) tables?$/,
    count: (match, note) => {
      note.prose += Number(match[1]);
    },
  },
  {
    pattern: /^the same (?:table|text) as above$/,
    count: (_match, note) => {
      note.prose++;
    },
  },
  {
    pattern: /^(\d+) older releases from /,
    count: (match, note) => {
      note.prose += Number(match[1]);
    },
  },
  {
    // The other page is in the output, and checked there.
    pattern: /^the text of \S+$/,
    count: () => {},
  },
  {
    pattern: /./,
    count: (_match, note) => {
      note.codeBlocks++;
    },
  },
];

export function readMarkers(output: Output): Markers {
  const markers: Markers = { codeLines: new Map(), notes: [] };
  output.code.forEach((block, index) => {
    const text = block.lines.join('\n');
    const lines = sum(text, codeMarker);
    const entries = sum(text, dataMarker);
    if (lines > 0) markers.codeLines.set(index, lines);
    // One entry of data may have been many lines.
    else if (entries > 0) markers.codeLines.set(index, Number.POSITIVE_INFINITY);
  });
  for (const { value, line } of output.leaves) {
    for (const [, what = ''] of value.matchAll(noteMarker)) {
      markers.notes.push(readNote(what, line));
    }
  }
  return markers;
}

function readNote(what: string, line: number): Note {
  const note: Note = { line, codeBlocks: 0, headings: 0, links: 0, prose: 0 };
  for (const part of what.split(', ')) {
    const kind = noteKinds.find(({ pattern }) => pattern.test(part));
    if (kind) kind.count(kind.pattern.exec(part)!, note);
  }
  return note;
}

function sum(text: string, pattern: RegExp): number {
  let total = 0;
  for (const match of text.matchAll(pattern)) total += Number(match[1]);
  return total;
}
