import type { Lines } from './lines.ts';

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
    let edit = this.#edits.get(index);
    if (edit === undefined) {
      edit = { before: [], replacement: undefined, after: [] };
      this.#edits.set(index, edit);
    }
    return edit;
  }

  replace(index: number, ...lines: string[]): void {
    this.#at(index).replacement = lines;
  }

  insertBefore(index: number, ...lines: string[]): void {
    this.#at(index).before.push(...lines);
  }

  insertAfter(index: number, ...lines: string[]): void {
    this.#at(index).after.push(...lines);
  }

  /** The lines with all edits made; the kinds have to be found anew. */
  apply(lines: Lines): Pick<Lines, 'text' | 'source'> {
    const text: string[] = [];
    const source: number[] = [];
    for (let index = 0; index < lines.text.length; index++) {
      const edit = this.#edits.get(index);
      const made =
        edit === undefined
          ? [lines.text[index]!]
          : [...edit.before, ...(edit.replacement ?? [lines.text[index]!]), ...edit.after];
      for (const line of made) {
        text.push(line);
        source.push(lines.source[index]!);
      }
    }
    return { text, source };
  }
}
