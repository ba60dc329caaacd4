import { getOrMake } from '../../maps.ts';
import type { Lines } from '../lines/lines.ts';

interface Edit {
  before: string[];
  replacement: string[] | undefined;
  after: string[];
}

/** Changes to lines, collected while reading them and applied at once, so that line numbers stay valid meanwhile. */
export class Edits {
  readonly #edits = new Map<number, Edit>();

  get size(): number {
    return this.#edits.size;
  }

  #at(index: number): Edit {
    return getOrMake(this.#edits, index, () => ({
      before: [],
      replacement: undefined,
      after: [],
    }));
  }

  replace(index: number, ...lines: string[]): void {
    this.replaceBy(index, lines);
  }

  /** The same with any number of lines. */
  replaceBy(index: number, lines: string[]): void {
    this.#at(index).replacement = lines;
  }

  /** Takes lines out, the last one included. */
  remove(first: number, last = first): void {
    for (let index = first; index <= last; index++) this.replace(index);
  }

  /** Replaces a line by one that is a block of its own. */
  replaceByBlock(index: number, lead: string, content: string): void {
    this.replace(index, ...ownBlock(lead, content));
  }

  insertBefore(index: number, ...lines: string[]): void {
    this.#at(index).before.push(...lines);
  }

  insertAfter(index: number, ...lines: string[]): void {
    this.#at(index).after.push(...lines);
  }

  /** The lines with all edits made. */
  apply(lines: Lines): Lines {
    const text: string[] = [];
    const source: number[] = [];
    lines.text.forEach((line, index) => {
      const edit = this.#edits.get(index);
      if (edit === undefined) {
        text.push(line);
        source.push(lines.source[index]!);
        return;
      }
      for (const made of [...edit.before, ...(edit.replacement ?? [line]), ...edit.after]) {
        text.push(made);
        source.push(lines.source[index]!);
      }
    });
    return lines.with(text, source);
  }
}

/** The changes to lines that a function gives another text; undefined leaves a line as it is. */
export function changedLines(
  text: readonly string[],
  change: (line: string, index: number) => string | undefined,
): Edits {
  const edits = new Edits();
  for (const [index, line] of text.entries()) {
    const made = change(line, index);
    if (made !== undefined && made !== line) edits.replace(index, made);
  }
  return edits;
}

/** A line that is a block of its own, between the blank lines that end the blocks around it. */
export function ownBlock(lead: string, content: string): string[] {
  const blank = lead.trimEnd();
  return [blank, lead + content, blank];
}
