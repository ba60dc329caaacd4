import { toString as plainText } from 'mdast-util-to-string';
import { type Output, placedIn } from './output/read.ts';

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

/** The parts of a note, which commas divide; what none of these is names a file or a package manager. */
const noteKinds: readonly [RegExp, kind?: Exclude<keyof Note, 'line'>][] = [
  [/^(\d+) (?:link targets?|image address(?:es)?)$/, 'links'],
  [/^(\d+) (?:blocks? of prose|items?|rows?|tables?)$/, 'prose'],
  [/^(\d+) code blocks?$/, 'codeBlocks'],
  [/^(\d+) headings?$/, 'headings'],
  [/^the same (?:table|text) as above$/, 'prose'],
  [/^(\d+) older releases from /, 'prose'],
  // The other page is in the output, and checked there.
  [/^the text of \S+$/],
  [/./, 'codeBlocks'],
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
      const note = readNote(what, line);
      if (what.startsWith('the same for ')) addPanels(note, output);
      markers.notes.push(note);
    }
  }
  return markers;
}

function readNote(what: string, line: number): Note {
  const note: Note = { line, codeBlocks: 0, headings: 0, links: 0, prose: 0 };
  for (const part of what.split(', ')) {
    const [pattern, kind] = noteKinds.find(([one]) => one.test(part)) ?? [];
    if (pattern && kind) note[kind] += Number(pattern.exec(part)?.[1] ?? 1);
  }
  return note;
}

const packageManager = /^(?:bun|cnpm|deno|npm|pnpm|vlt|yarn)$/i;

/** Each package manager that is left out has what stands for the one above, from its name on. */
function addPanels(note: Note, output: Output): void {
  const place = placedIn(output, 'paragraph').find(({ line }) => line === note.line);
  const above = place?.siblings.slice(0, place.at) ?? [];
  const from = above.findLastIndex((node) => packageManager.test(plainText(node).trim()));
  const shown = from === -1 ? [] : above.slice(from + 1);
  const blocks = shown.filter((node) => node.type === 'code' && node.value !== '').length;
  if (blocks === 0) return;
  note.codeBlocks *= blocks;
  note.prose += shown.length - blocks;
}

function sum(text: string, pattern: RegExp): number {
  let total = 0;
  for (const match of text.matchAll(pattern)) total += Number(match[1]);
  return total;
}
