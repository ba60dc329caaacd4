import type { Nodes, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { save } from '../../src/contract/savings.ts';
import { codeMarkerText } from '../../src/marker.ts';
import { markerLine } from '../nodes.ts';
import { type Compression, isNote, lengthOf, withContents } from './blocks.ts';
import { markerAfter } from './code.ts';
import { isWarning, leads } from './sections.ts';

/** Shorter runs cost hardly more than the marker in their place. */
const shortestRun = { lines: 2, characters: 80 };

/** Places where a line was seen that are tried; `}` alone may stand on a page thousands of times. */
const mostPlaces = 64;

interface Run {
  length: number;
  characters: number;
}

/** The lines of code that a page has shown, block after block. */
export class ShownLines {
  readonly #lines: string[] = [];
  readonly #places = new Map<string, number[]>();

  /** Remembers a block; the next one never goes on where it ends. */
  add(lines: readonly string[]): void {
    for (const line of lines) {
      const key = line.trim();
      this.#lines.push(key);
      if (key === '') continue;
      const places = this.#places.get(key) ?? [];
      this.#places.set(key, places);
      if (places.length < mostPlaces) places.push(this.#lines.length - 1);
    }
    this.#lines.push('\n');
  }

  /** The longest run of lines from `at` on that one block has in the same order. */
  longestRun(lines: readonly string[], at: number): Run {
    let best: Run = { length: 0, characters: 0 };
    for (const place of this.#places.get(lines[at]!.trim()) ?? []) {
      const run = this.#runAt(lines, { at, place });
      if (run.characters > best.characters) best = run;
    }
    return best;
  }

  #runAt(lines: readonly string[], { at, place }: { at: number; place: number }): Run {
    let length = 0;
    let characters = 0;
    for (let next = 0; at + next < lines.length; next++) {
      const line = lines[at + next]!.trim();
      if (this.#lines[place + next] !== line) break;
      characters += line.length;
      if (line !== '') length = next + 1;
    }
    return { length, characters };
  }
}

/** A block with a marker in place of each run of lines that a block before it has; undefined where there is none. */
export function withoutRepeatedLines(
  value: string,
  language: string | null | undefined,
  shown: ShownLines,
): string | undefined {
  const lines = value.split('\n');
  const kept: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const { length, characters } = shown.longestRun(lines, at);
    if (length < shortestRun.lines || characters < shortestRun.characters) {
      kept.push(lines[at++]!);
      continue;
    }
    const indent = /^\s*/.exec(lines[at]!)![0];
    kept.push(indent + markerAfter(kept, language, codeMarkerText(length, { above: true })));
    at += length;
  }
  return kept.length < lines.length ? kept.join('\n') : undefined;
}

/** Shorter repeats cost hardly more than the note in their place. */
const shortestRepeat = 160;

const proseTypes: ReadonlySet<string> = new Set(['paragraph', 'list', 'blockquote']);

/**
 * Prose that the page has shown before, with a note in its place. What opens a list item stays: it
 * names what the item is about.
 */
export function withoutRepeatedText(parent: Nodes, compression: Compression): void {
  if (!('children' in parent)) return;
  const children = parent.children as RootContent[];
  if (parent.type === 'list' || parent.type === 'table') {
    for (const child of children) withoutRepeatedText(child, compression);
    return;
  }
  const kept: RootContent[] = [];
  for (let at = 0; at < children.length; ) {
    const run =
      parent.type === 'listItem' && at === 0 ? [] : repeatsFrom(children, at, compression);
    if (run.length > 0) {
      save(compression.savings, 'repeated-text', lengthOf(run));
      kept.push(markerLine(withContents('the same text as above', run)));
      at += run.length;
      continue;
    }
    const child = children[at++]!;
    const key = isProse(child) ? keyOf(child) : undefined;
    kept.push(child);
    if (!isWarning(child)) withoutRepeatedText(child, compression);
    if (key !== undefined) compression.shown.add(key);
  }
  parent.children = kept as never;
}

/** The blocks from `at` on that the page has shown, if they are worth a note. */
function repeatsFrom(
  children: readonly RootContent[],
  at: number,
  { shown }: Compression,
): RootContent[] {
  const isRepeat = (node: RootContent | undefined): boolean =>
    node !== undefined && isProse(node) && shown.has(keyOf(node));
  let end = at;
  while (isRepeat(children[end])) end++;
  while (end > at && leads(children[end - 1]!, children[end])) end--;
  const run = children.slice(at, end);
  return lengthOf(run) < shortestRepeat ? [] : run;
}

const isProse = (node: RootContent): boolean =>
  proseTypes.has(node.type) && !isNote(node) && !isWarning(node);

const keyOf = (node: RootContent): string =>
  `${node.type} ${ticksIn(node).join('')} ${plainText(node)}`;

/** The boxes of a task list: two lists may offer the same answers, and tick others. */
function ticksIn(node: Nodes): string[] {
  const own = node.type === 'listItem' && typeof node.checked === 'boolean';
  const inside = 'children' in node ? node.children.flatMap(ticksIn) : [];
  return own ? [node.checked ? 'x' : '-', ...inside] : inside;
}
