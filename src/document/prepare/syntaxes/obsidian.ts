import type { LineKinds } from '../../lines/lines.ts';
import { codeSpans, inSpan, outsideSpans } from '../../lines/spans.ts';
import { Edits } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';

/** `^name` at the end of a block, by which links mean it (https://obsidian.md/help/links). */
const blockName = /(?:^|(?<![ \t])[ \t]+)\^[A-Za-z\d-]+[ \t]*$/;
/** A line that no paragraph goes on with, so that the one above ends a block. */
const nextBlock = /^[\s>]*(?:$|#|(?:[-*+]|\d{1,9}[.)])\s)/;
const highlight = /(?<![=\w])==(?=[^\s=])([^=]*[^=\s])==(?![=\w])/g;

/** Obsidian: comments and the names of blocks go, highlighted words stay (https://obsidian.md/help/syntax). */
export const obsidian: SourceSyntax = { name: 'obsidian', sign: /%%|\^[\w-]+[ \t]*$|==/m, prepare };

function prepare({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  for (const [index, rest] of withoutComments({ text, kind }).entries()) {
    const line = text[index]!;
    if (rest !== line && rest.trim() === '') edits.remove(index);
    else if (kind[index] === 'text' && rest.trim() !== '') {
      const endsBlock = kind[index + 1] !== 'text' || nextBlock.test(text[index + 1]!);
      const unnamed = endsBlock ? rest.replace(blockName, '') : rest;
      const plain = outsideSpans(unnamed, (part) => part.replace(highlight, '$1'));
      if (plain !== line) edits.replace(index, plain);
    }
  }
  return edits;
}

/** Lines without what stands between two `%%`, in the same or in another one. */
function withoutComments({ text, kind }: LineKinds): string[] {
  const marks = text.map((line, index) => (kind[index] === 'text' ? commentMarks(line) : []));
  // A mark without a second one is text.
  const pairs = marks.flat().length >> 1;
  let passed = 0;
  return text.map((line, index) => {
    const paired = marks[index]!.slice(0, Math.max(0, 2 * pairs - passed));
    const isHidden = passed % 2 === 1;
    passed += paired.length;
    // Between the marks, what is shown and what is hidden follow each other.
    const parts = [0, ...paired.map((at) => at + 2)].map((from, at) =>
      line.slice(from, paired[at]),
    );
    return joined(parts.filter((_, at) => (at % 2 === 1) === isHidden));
  });
}

const joined = (parts: readonly string[]): string =>
  parts.reduce(
    (before, after) => (/[ \t]$/.test(before) ? before + after.trimStart() : before + after),
    '',
  );

function commentMarks(line: string): number[] {
  const spans = codeSpans(line);
  return [...line.matchAll(/%%/g)].map(({ index }) => index).filter((at) => !inSpan(spans, at));
}
