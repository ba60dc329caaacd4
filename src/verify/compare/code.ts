import { afterExceptions, codeExceptions } from '../code-exceptions.ts';
import { type CodeBlock, type Kept, wordsOf } from '../evidence.ts';
import type { Markers } from '../markers.ts';
import type { PlacedNotes } from '../notes.ts';
import type { Output } from '../output/read.ts';
import { codeKey } from '../source/marks.ts';
import { type CodePair, keyOfLines, withoutDiff } from './order.ts';
import { Supply } from './pieces.ts';
import { type Candidate, holdsInOrder, keptOf, takeShortened, type Wanted } from './shortened.ts';

export interface CodeComparison {
  kept: Kept;
  losses: { line: number; what: string }[];
  /** Lines of the source's blocks that a marker accounts for as a whole. */
  leftOut: Set<number>;
  /** Lines of the output's shortened blocks that are none of the source's: prose that became code. */
  spare: number[];
  /** The blocks of the source that were found as they are or shortened. */
  pairs: CodePair[];
}

/** Which code blocks of the source are not unchanged in the output, apart from listed exceptions. */
export function compareCode(
  source: readonly CodeBlock[],
  output: Output,
  { codeLines, notes }: { codeLines: Markers['codeLines']; notes: PlacedNotes },
): CodeComparison {
  const result: CodeComparison = {
    kept: { total: 0, kept: 0 },
    losses: [],
    leftOut: new Set(),
    spare: [],
    pairs: [],
  };
  const { kept, losses, leftOut } = result;
  const candidates = output.code.map((block, index) => candidate(block, codeLines.get(index) ?? 0));
  const wanted = source.map(wantedOf);
  const open = takeEqual(wanted, candidates, result);
  const cut = takeShortened(open, candidates, notes);
  for (const [{ block, lines }, { key }] of cut) {
    kept.kept += lines.length;
    result.pairs.push({ line: block.line, key });
  }
  const known = new Set(candidates.map(({ key }) => key));
  const rest = candidates.filter(({ taken }) => !taken);
  for (const one of open.filter((each) => !cut.has(each))) {
    const { block, lines } = one;
    const { missing, first, found } = comparedWith(rest, one, { output, notes });
    kept.kept += lines.length - missing;
    if (first === undefined) continue;
    const mayBeLeftOut = known.has(keyOfLines(lines)) || !found;
    if (mayBeLeftOut && takesNote(one, wanted, notes)) leftOut.add(block.line);
    else losses.push({ line: block.line, what: lossOf(one, missing, first) });
  }
  result.spare = candidates.filter(({ taken, left }) => !taken && left > 0).map(({ line }) => line);
  return result;
}

/** What of a block is missing in the blocks of the output that are left. */
function comparedWith(
  rest: readonly Candidate[],
  { block, lines }: Wanted,
  { output, notes }: { output: Output; notes: PlacedNotes },
): ReturnType<typeof compareLines> {
  const facing = rest.filter(({ left, line }) => left === 0 || notes.faces(block.line, line));
  const isKept =
    (block.inCell && isInSpans(lines, output)) || (isFilled(block) && takeFilled(lines, facing));
  return isKept ? { missing: 0, first: undefined, found: true } : compareLines(lines, facing);
}

/** Whether a note stands for a block, or for one of its equals in the source. */
function takesNote(one: Wanted, wanted: readonly Wanted[], notes: PlacedNotes): boolean {
  const key = keyOfLines(one.lines);
  const same = wanted.filter((other) => other.key === key);
  return [one, ...same].some(({ block }) => notes.take('codeBlocks', block.line));
}

function lossOf({ block, lines }: Wanted, missing: number, first: string): string {
  const language = block.lang || 'no language';
  return `code block (${language}): ${missing} of ${lines.length} lines missing or changed, first "${first.trim().slice(0, 80)}"`;
}

/** A cell of a table holds no block: each line is a span of code. */
function isInSpans(lines: readonly string[], { marks }: Output): boolean {
  const spans = new Set(marks.map(({ key }) => key));
  return lines.every((line) => line.trim() === '' || spans.has(codeKey(line)));
}

/** Takes the output's blocks that equal one of the source; answers the source's blocks that found none. */
function takeEqual(
  source: readonly Wanted[],
  candidates: Candidate[],
  { kept, pairs }: CodeComparison,
): Wanted[] {
  const byKey = new Map<string, Candidate[]>();
  for (const { key } of candidates) byKey.set(key, []);
  for (const one of candidates.toReversed()) byKey.get(one.key)!.push(one);
  const open: Wanted[] = [];
  for (const { block, lines, key } of source) {
    kept.total += lines.length;
    const bare = withoutDiff({ lang: block.lang, lines });
    const same = [key, keyOfLines(lines.length === 0 ? [] : block.lines), keyOfLines(bare)]
      .map((variant) => byKey.get(variant) ?? [])
      .find((left) => left.length > 0)
      ?.pop();
    if (same) {
      same.taken = true;
      pairs.push({ line: block.line, key: same.key });
    }
    if (same || key === '') kept.kept += lines.length;
    else open.push({ block, lines: bare, key });
  }
  return open;
}

const isFilled = (block: CodeBlock) =>
  codeExceptions.some(({ fills, applies }) => fills && applies(block));

/** Takes a block that holds these lines in their order, between those of other files; all lose their common margin. */
function takeFilled(lines: readonly string[], rest: readonly Candidate[]): boolean {
  const trimmed = (all: readonly string[]) => all.map((line) => line.trim()).filter(Boolean);
  const own = trimmed(lines);
  const found = rest.find((one) => !one.taken && holdsInOrder(trimmed(one.lines), own));
  if (found) found.taken = true;
  return found !== undefined;
}

/** Compares a block with the most similar one that is left; what that one marks as left out is not a loss. */
function compareLines(lines: readonly string[], rest: Candidate[]) {
  let best: { one: Candidate; missing: string[] } | undefined;
  for (const one of rest) {
    if (one.taken) continue;
    const supply = new Supply(one.lines);
    const missing = lines.filter((line) => line.trim() !== '' && !supply.take(line.trimEnd()));
    if (!best || missing.length < best.missing.length) best = { one, missing };
  }
  const missing = best ? best.missing : lines.filter((line) => line.trim() !== '');
  const found = best !== undefined && missing.length < lines.length;
  const covered =
    best !== undefined &&
    best.one.left > 0 &&
    missing.length <= best.one.left &&
    found &&
    holdsWords(lines, best.one);
  if (best && (covered || missing.length <= lines.length / 2)) best.one.taken = true;
  if (covered) return { missing: missing.length, first: undefined, found };
  // The same lines in another order or spacing are a change, too.
  const first = missing[0] ?? lines[0] ?? '';
  return { missing: Math.max(missing.length, 1), first, found: best?.one.taken ?? false };
}

/** An entry of data may have been many lines; what is left of the block has to be the source's. */
function holdsWords(lines: readonly string[], one: Candidate): boolean {
  const supply = new Supply(wordsIn(lines));
  return wordsIn(keptOf(one)).every((word) => supply.take(word));
}

const wordsIn = (lines: readonly string[]) => wordsOf(lines.join('\n'), 1).map(({ text }) => text);

function candidate(block: CodeBlock, left: number): Candidate {
  const lines = withoutDiff(block).map((line) => line.trimEnd());
  return { lines, key: keyOfLines(lines), taken: false, left, line: block.line };
}

function wantedOf(block: CodeBlock): Wanted {
  const lines = afterExceptions(block);
  return { block, lines, key: keyOfLines(lines) };
}
