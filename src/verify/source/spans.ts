import type { Span } from './marks.ts';

/** Where each line begins. */
function startsOf(lines: readonly string[]): number[] {
  const starts = [0];
  for (const line of lines) starts.push(starts.at(-1)! + line.length + 1);
  return starts;
}

/** The names in lists of files, which are code. */
export function namesOfFiles(prose: readonly string[], lines: readonly string[]): Span[] {
  const starts = startsOf(lines);
  let isTree = false;
  return lines.flatMap((line, at): Span[] => {
    isTree = isTree
      ? !prose[at]!.includes('</FileTree>')
      : /<FileTree(?:\s[^>]*)?>/.test(prose[at]!);
    const [lead = '', name = ''] = /^\s*[-*+]\s+(?=([\w@.*_[\]/-]+\w[\w/*_]*))/.exec(line) ?? [];
    const from = starts[at]! + lead.length;
    return isTree && name !== '' ? [{ kind: 'code', from, to: from + name.length }] : [];
  });
}

/** Headings as places in the text. */
export function spansOfLines(
  headings: readonly { line: number }[],
  lines: readonly string[],
): Span[] {
  const starts = startsOf(lines);
  return headings.map(({ line }) => {
    return { kind: 'heading', from: starts[line - 1]!, to: starts[line]! };
  });
}
