import { SpanCursor } from '../lines/spans.ts';

type Span = [from: number, to: number];

/** Where something ends that begins at a place; undefined if nothing does. */
type Skipped = (at: number) => number | undefined;

interface Outside {
  code: SpanCursor;
  skipped: Skipped;
}

/**
 * Where the lines of MDX hold tags, expressions and modules, in which nothing is Markdown. What is not
 * ended by a blank line is taken as ended there, except in a module.
 */
export class ScriptSpans {
  #kind: 'tag' | 'expression' | 'module' | undefined;
  #depth = 0;
  #quote = '';

  /** Whether a line begins inside of one. */
  get isInside(): boolean {
    return this.#kind !== undefined;
  }

  /**
   * The spans of the next line.
   *
   * @param code the spans of code in it
   * @param skipped where something ends that begins at a place and may hold braces; undefined if nothing does
   */
  next(line: string, { code, skipped }: { code: Span[]; skipped: Skipped }): Span[] {
    if (this.#isOver(line)) this.#kind = undefined;
    if (!this.isInside) this.#begin(/^(?:import|export)\s/.test(line) ? 'module' : undefined);
    const spans: Span[] = [];
    const outside = { code: new SpanCursor(code), skipped };
    let from = 0;
    for (let at = 0; at < line.length; ) {
      if (this.isInside) {
        at = this.#readOn(line, at);
        if (!this.isInside) spans.push([from, at]);
      } else {
        from = this.#find(line, at, outside);
        at = from + 1;
      }
    }
    if (this.isInside) spans.push([from, line.length]);
    // Only a template goes on in the next line.
    if (this.#quote !== '`') this.#quote = '';
    return spans;
  }

  /** Begins the next one, and gives where it does: the end of the line where there is none. */
  #find(line: string, from: number, { code, skipped }: Outside): number {
    for (let at = from; at < line.length; at++) {
      const end = line[at] === '\\' ? at + 2 : (code.endAt(at) ?? skipped(at));
      if (end !== undefined) at = end - 1;
      else if (line[at] === '{') this.#begin('expression', 1);
      else if (/^<[A-Za-z]/.test(line.slice(at, at + 2))) this.#begin('tag');
      if (this.isInside) return at;
    }
    return line.length;
  }

  /** Reads on in what is open, and gives where it ends, or the line. */
  #readOn(line: string, from: number): number {
    let at = from;
    for (; at < line.length && this.isInside; at++) {
      this.#read(line[at]!);
      if (line[at] === '\\' && this.#quote !== '') at++;
    }
    return at;
  }

  #begin(kind: 'tag' | 'expression' | 'module' | undefined, depth = 0): void {
    this.#kind = kind;
    this.#depth = depth;
    this.#quote = '';
  }

  #isOver(line: string): boolean {
    const isOpen = this.#kind === 'module' && (this.#depth > 0 || this.#quote !== '');
    return line.trim() === '' && !isOpen;
  }

  #read(char: string): void {
    if (this.#quote !== '') {
      if (char === this.#quote) this.#quote = '';
    } else if (/["'`]/.test(char)) this.#quote = char;
    else if (/[{[(]/.test(char)) this.#depth++;
    else if (/[}\])]/.test(char)) {
      this.#depth--;
      if (this.#depth <= 0 && this.#kind === 'expression') this.#kind = undefined;
    } else if (char === '>' && this.#depth <= 0 && this.#kind === 'tag') this.#kind = undefined;
  }
}
