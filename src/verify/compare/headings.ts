import { type Piece, wordKey } from '../evidence.ts';
import { type Output, placedIn } from '../output/read.ts';
import { tableHead } from '../source/syntax.ts';
import { align } from './align.ts';

interface LevelFault {
  /** Of the source. */
  line: number;
  what: string;
}

/**
 * Headings that no longer stand in the section that they stood in: below the one before, or below
 * one further up. Levels that are left out, and those of other files, say nothing of it.
 */
export function compareLevels(source: readonly Piece[], output: readonly Piece[]): LevelFault[] {
  const mine = source.filter(({ level }) => level !== undefined);
  const theirs = output.filter(({ level }) => level !== undefined);
  const pairs = align(
    mine.map(({ key }) => key),
    theirs.map(({ key }) => key),
  );
  const own = mine.flatMap((one, at) => {
    const pair = pairs[at]!;
    // One of level 1 in a component is a part of what it stands in.
    const isInner = one.level === 1 && (theirs[pair]?.level ?? 1) > 2;
    return pair < 0 || isInner ? [] : [{ ...one, pair }];
  });
  const known = new Set(own.map(({ pair }) => pair));
  const title = theirs.findIndex(({ level }) => level === 1);
  const ofTitle = (section: number) => (section === title ? -1 : section);
  const before = sectionsOf(own).map((at) => ofTitle(own[at]?.pair ?? -1));
  const after = sectionsOf(theirs).map(ofTitle);
  return own.flatMap(({ key, line, pair }, at) => {
    const is = after[pair]!;
    const kept = pair === title || theirs[pair]!.level === 6 || is === before[at];
    // What another file has said above is not known here.
    if (kept || (is !== -1 && !known.has(is))) return [];
    return [{ line, what: `level of a heading changed: "${key}"` }];
  });
}

/** By index: index of the heading in whose section each one stands; -1 for none. */
function sectionsOf(headings: readonly Piece[]): number[] {
  const open: number[] = [];
  return headings.map(({ level = 1 }, at) => {
    while (open.length > 0 && headings[open.at(-1)!]!.level! >= level) open.pop();
    const section = open.at(-1) ?? -1;
    open.push(at);
    return section;
  });
}

/** What each output keeps among its own blocks: one heading of level 1, at its beginning, and no level left out below it. */
export function faultsOfLevels(output: readonly Piece[]): LevelFault[] {
  const faults: LevelFault[] = [];
  const own = output.filter(({ level }) => level !== undefined);
  for (const [at, { key, level = 1, line }] of own.entries()) {
    const before = own[at - 1]?.level ?? 0;
    const what =
      level > before + 1
        ? `level left out above the heading: "${key}"`
        : level === 1 && at > 0
          ? `second heading of level 1: "${key}"`
          : undefined;
    if (what !== undefined) faults.push({ line, what });
  }
  return faults;
}

/** The heads of tables that a dialect writes as lists, one cell an item. */
const heads: Readonly<Record<string, RegExp>> = {
  markdoc: tableHead,
  myst: /\{list-table\}[^\n]*\n(?:[ \t]*:[^\n]*\n|[ \t]*\n)*([ \t]*[-*][ \t]+[-*][ \t][^\n]*\n(?:[ \t]+[-*][ \t][^\n]*\n)*)/g,
};

/** Heads of such tables that the output says in the rows without a mark, or in another order above them. */
export function* changedHeads(source: string, dialect: string, output: Output) {
  for (const [, head = ''] of source.matchAll(heads[dialect] ?? /(?!)/g)) {
    const cells = [...head.matchAll(/^[ \t]*(?:[-*][ \t]+)+(.*)$/gm)].map(([, cell]) => cell ?? '');
    const names = cells.map(wordKey);
    for (const { node, line } of placedIn(output, 'paragraph')) {
      const [first] = node.children;
      const text = first?.type === 'text' ? first.value : '';
      const isHead = cells.some((cell) => cell !== '' && text.startsWith(`${cell.trim()}:`));
      if (isHead && !beginsLine(source, text.slice(0, text.indexOf(':') + 1)))
        yield { line, rule: 'mark', what: `label without a mark: "${text}"` } as const;
    }
    const other = output.rows.find((row) => isOtherOrder(row, names));
    if (other)
      yield {
        line: other.line,
        rule: 'cell',
        what: `row of a table changed: "${other.key}"`,
      } as const;
  }
}

const beginsLine = (source: string, text: string): boolean =>
  source.split('\n').some((line) => line.replace(/^[\s>*+-]*/, '').startsWith(text));

/** The same names in another order. */
function isOtherOrder({ key }: Piece, names: readonly string[]): boolean {
  const cells = key.split(' | ');
  const isSame = cells.length === names.length && cells.every((cell) => names.includes(cell));
  return (
    isSame && new Set(cells).size === cells.length && cells.some((cell, at) => cell !== names[at])
  );
}
