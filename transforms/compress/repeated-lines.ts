import { codeMarkerText } from '../../src/marker.ts';
import { markerAfter } from './code.ts';

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
