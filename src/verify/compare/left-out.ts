import { wordKey } from '../evidence.ts';
import type { PlacedNotes } from '../notes.ts';
import type { Output } from '../output/read.ts';
import type { SourceEvidence } from '../source/read.ts';

/** An element of code on lines of its own, perhaps in a tab. */
const element =
  /^[ \t]*(?:<[A-Z][^<>\n]*>[ \t]*)*<CodeBlock\b[^<>]*>([^<>]*)<\/CodeBlock>[ \t]*(?:<\/[A-Z][^<>\n]*>[ \t]*)*$/gm;

/** The lines of `<CodeBlock>` that are no block of the output, and that a note counts. */
export function elementsLeftOut(
  { elements }: SourceEvidence,
  text: string,
  { output, notes }: { output: Output; notes: PlacedNotes },
): number[] {
  const starts = new Set(
    elements.flatMap(({ name, line }) => (name === 'CodeBlock' ? [line] : [])),
  );
  if (starts.size === 0) return [];
  const blocks = new Set(output.code.map(({ lines }) => wordKey(lines.join('\n'))));
  return [...text.matchAll(element)].flatMap(({ 0: whole, 1: code = '', index }) => {
    const first = text.slice(0, index).split('\n').length;
    const lines = whole.split('\n').map((_, at) => first + at);
    const isOne = lines.some((line) => starts.has(line)) && !blocks.has(wordKey(code));
    return isOne && notes.take('codeBlocks', first) ? lines : [];
  });
}
