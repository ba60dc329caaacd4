import type { Syntax } from '../document.ts';
import { type LinePrefix, splitPrefix } from './prefix.ts';
import { classify, type LineKind } from './scanner.ts';

/** A line of prose with its place. */
interface ProseLine extends LinePrefix {
  index: number;
  line: string;
}

/** The lines of a text, and what each of them is. */
export type LineKinds = Pick<Lines, 'text' | 'kind'>;

/** The lines of a text; which of them are code is found when it is first asked. */
export class Lines {
  readonly text: readonly string[];
  /** Line of the source that each line came from, from 1. */
  readonly source: readonly number[];
  readonly #syntax: Syntax;
  #kind: readonly LineKind[] | undefined;

  constructor(text: readonly string[], source: readonly number[], syntax: Syntax) {
    this.text = text;
    this.source = source;
    this.#syntax = syntax;
  }

  /** `fence` lines open or close what the `code` lines between them are. */
  get kind(): readonly LineKind[] {
    this.#kind ??= classify(this.text, this.#syntax);
    return this.#kind;
  }

  /** The same places with other lines. */
  with(text: readonly string[], source: readonly number[]): Lines {
    return new Lines(text, source, this.#syntax);
  }

  /** The lines that are neither code nor comment nor blank, in order. */
  *prose(): Generator<ProseLine> {
    const { text, kind } = this;
    for (let index = 0; index < text.length; index++) {
      if (kind[index] !== 'text') continue;
      const line = text[index]!;
      const prefix = splitPrefix(line);
      if (prefix.content !== '') yield { index, line, ...prefix };
    }
  }
}

/** Splits a text into lines. */
export function scanLines(text: string, syntax: Syntax): Lines {
  const lines = text.split('\n');
  return new Lines(
    lines,
    lines.map((_, index) => index + 1),
    syntax,
  );
}
