import { wordKey } from '../evidence.ts';
import type { PlacedNotes } from '../notes.ts';
import type { Output } from '../output/read.ts';
import type { SourceEvidence } from '../source/read.ts';

interface Kept {
  /** The words of each block of code in the output. */
  blocks: ReadonlySet<string>;
  notes: PlacedNotes;
}

/** The lines of code beside the fences of a source that the output lacks, and that a note counts. */
export function linesLeftOut(
  source: SourceEvidence,
  text: string,
  { output, notes }: { output: Output; notes: PlacedNotes },
): number[] {
  const blocks = new Set(output.code.map(({ lines }) => wordKey(lines.join('\n'))));
  const kept = { blocks, notes };
  return [...elementsLeftOut(source, text, kept), ...indentedLeftOut(source, text, kept)];
}

/** An element of code on lines of its own, perhaps in a tab. */
const element =
  /^[ \t]*(?:<[A-Z][^<>\n]*>[ \t]*)*<CodeBlock\b[^<>]*>([^<>]*)<\/CodeBlock>[ \t]*(?:<\/[A-Z][^<>\n]*>[ \t]*)*$/gm;

/** The lines of `<CodeBlock>` that are no block of the output, and that a note counts. */
function elementsLeftOut(
  { elements }: SourceEvidence,
  text: string,
  { blocks, notes }: Kept,
): number[] {
  const starts = new Set(
    elements.flatMap(({ name, line }) => (name === 'CodeBlock' ? [line] : [])),
  );
  if (starts.size === 0) return [];
  return [...text.matchAll(element)].flatMap(({ 0: whole, 1: code = '', index }) => {
    const first = text.slice(0, index).split('\n').length;
    const lines = whole.split('\n').map((_, at) => first + at);
    const isOne = lines.some((line) => starts.has(line)) && !blocks.has(wordKey(code));
    return isOne && notes.take('codeBlocks', first) ? lines : [];
  });
}

/** The lines of indented code that stands in another place of the output. */
function indentedLeftOut({ indented }: SourceEvidence, text: string, { blocks, notes }: Kept) {
  const lines = text.split('\n');
  const isGap = (from: number, to: number) =>
    lines.slice(from, to - 1).every((line) => line.trim() === '');
  const groups: number[][] = [];
  for (const line of indented) {
    const last = groups.at(-1);
    if (last !== undefined && isGap(last.at(-1)!, line)) last.push(line);
    else groups.push([line]);
  }
  return groups.flatMap((group) => {
    const key = wordKey(group.map((line) => lines[line - 1]).join('\n'));
    return blocks.has(key) && notes.take('codeBlocks', group[0]!) ? group : [];
  });
}
