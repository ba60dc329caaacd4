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
  const marks = text.map((line, index) => (kind[index] === 'text' ? commentMarks(line) : []));
  // A mark without a second one is text.
  let left = marks.flat().length;
  let isHidden = false;
  for (const [index, line] of text.entries()) {
    const isText = kind[index] === 'text';
    const shown: string[] = [];
    let from = 0;
    for (const at of marks[index]!) {
      left--;
      if (!isHidden && left === 0) break;
      if (!isHidden) shown.push(line.slice(from, at));
      isHidden = !isHidden;
      from = at + 2;
    }
    if (!isHidden) shown.push(line.slice(from));
    const rest = shown.reduce(
      (before, after) => (/[ \t]$/.test(before) ? before + after.trimStart() : before + after),
      '',
    );
    if (rest !== line && rest.trim() === '') edits.remove(index);
    else if (isText && rest.trim() !== '') {
      const endsBlock = kind[index + 1] !== 'text' || nextBlock.test(text[index + 1]!);
      const unnamed = endsBlock ? rest.replace(blockName, '') : rest;
      const plain = outsideSpans(unnamed, (part) => part.replace(highlight, '$1'));
      if (plain !== line) edits.replace(index, plain);
    }
  }
  return edits;
}

function commentMarks(line: string): number[] {
  const spans = codeSpans(line);
  return [...line.matchAll(/%%/g)].map(({ index }) => index).filter((at) => !inSpan(spans, at));
}
