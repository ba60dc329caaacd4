import type { CodeBlock, Kept } from '../evidence.ts';
import { codeExceptions } from '../exceptions.ts';
import type { Markers } from '../markers.ts';
import type { Output } from '../output/read.ts';
import { Supply } from './supply.ts';

export interface CodeLoss {
  line: number;
  what: string;
}

interface Candidate {
  lines: string[];
  key: string;
  taken: boolean;
  /** Lines that its marker says were left out. */
  left: number;
}

/** Which code blocks of the source are not in the output unchanged, less what a listed exception changes. */
export function compareCode(
  source: readonly CodeBlock[],
  output: Output,
  markers: Markers,
): { kept: Kept; losses: CodeLoss[] } {
  const kept: Kept = { total: 0, kept: 0 };
  const losses: CodeLoss[] = [];
  const candidates = output.code.map((block, index) =>
    candidate(withoutDiff(block), markers.codeLines.get(index) ?? 0),
  );
  const byKey = new Map<string, Candidate[]>();
  for (const one of candidates) byKey.set(one.key, [...(byKey.get(one.key) ?? []), one]);
  const open: { block: CodeBlock; lines: string[] }[] = [];
  for (const block of source) {
    const lines = afterExceptions(block);
    kept.total += lines.length;
    const same = [lines, block.lines, block.lang === 'diff' ? lines.map(withoutMark) : lines]
      .flatMap((variant) => byKey.get(keyOf(variant)) ?? [])
      .find(({ taken }) => !taken);
    if (same || keyOf(lines) === '') {
      if (same) same.taken = true;
      kept.kept += lines.length;
    } else open.push({ block, lines });
  }
  const rest = candidates.filter(({ taken }) => !taken);
  for (const { block, lines } of open) {
    const { missing, first } = compareLines(lines, rest);
    kept.kept += lines.length - missing;
    if (first === undefined) continue;
    const shown = first.trim().slice(0, 80);
    losses.push({
      line: block.line,
      what: `code block (${block.lang || 'no language'}): ${missing} of ${lines.length} lines missing or changed, first "${shown}"`,
    });
  }
  return { kept, losses };
}

/** Compares a block with the most similar one that is left; what that one marks as left out is no loss. */
function compareLines(lines: readonly string[], rest: Candidate[]) {
  let best: { one: Candidate; missing: string[] } | undefined;
  for (const one of rest) {
    if (one.taken) continue;
    const supply = new Supply(one.lines);
    const missing = lines.filter((line) => line.trim() !== '' && !supply.take(line.trimEnd()));
    if (!best || missing.length < best.missing.length) best = { one, missing };
    if (missing.length === 0) break;
  }
  const missing = best ? best.missing : lines.filter((line) => line.trim() !== '');
  if (best && missing.length < lines.length) best.one.taken = true;
  const covered = best && missing.length <= best.one.left && best.one.taken;
  if (covered) return { missing: 0, first: undefined };
  // The same lines in another order or spacing are a change, too.
  return { missing: Math.max(missing.length, 1), first: missing[0] ?? lines[0] ?? '' };
}

function candidate(lines: readonly string[], left: number): Candidate {
  const trimmed = lines.map((line) => line.trimEnd());
  return { lines: trimmed, key: keyOf(trimmed), taken: false, left };
}

/** Blocks are compared without spaces at line ends and blank lines at either end. */
function keyOf(lines: readonly string[]): string {
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/^\n+|\n+$/g, '');
}

/** The lines of a source block that its output has to hold. */
export function afterExceptions(block: CodeBlock): string[] {
  let lines = block.lines;
  for (const exception of codeExceptions) {
    if (exception.applies({ ...block, lines })) lines = exception.apply(lines, block);
  }
  return lines;
}

/** A diff fence holds its lines behind a mark of one character; a source's own diff matches either way. */
function withoutDiff(block: CodeBlock): readonly string[] {
  return block.lang === 'diff' ? block.lines.map(withoutMark) : block.lines;
}

function withoutMark(line: string): string {
  return /^[+\- ]/.test(line) ? line.slice(1) : line;
}
