import type { Output } from './output/read.ts';

/** What an output says of itself that it leaves out. */
export interface Markers {
  /** Lines of code that are marked as left out, by output block. */
  codeLines: Map<number, number>;
  /** Notes in prose: `_Left out: …_`. */
  notes: { what: string; line: number }[];
}

const codeMarker = /… (\d+) lines? left out/g;
const dataMarker = /(\d+) (?:entry|entries|rows?) left out/g;
const noteMarker = /Left out: ([^\n]*)/g;

export function readMarkers(output: Output): Markers {
  const codeLines = new Map<number, number>();
  output.code.forEach((block, index) => {
    const text = block.lines.join('\n');
    const lines = sum(text, codeMarker);
    const entries = sum(text, dataMarker);
    if (lines > 0) codeLines.set(index, lines);
    // One entry of data may have been many lines.
    else if (entries > 0) codeLines.set(index, Number.POSITIVE_INFINITY);
  });
  const notes = output.leaves.flatMap(({ value, line }) =>
    [...value.matchAll(noteMarker)].map((match) => ({ what: match[1] ?? '', line })),
  );
  return { codeLines, notes };
}

function sum(text: string, pattern: RegExp): number {
  let total = 0;
  for (const match of text.matchAll(pattern)) total += Number(match[1]);
  return total;
}
