type Span = [from: number, to: number];

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
  next(
    line: string,
    { code, skipped }: { code: Span[]; skipped: (at: number) => number | undefined },
  ): Span[] {
    if (this.#isOver(line)) this.#kind = undefined;
    if (!this.isInside) this.#begin(/^(?:import|export)\s/.test(line) ? 'module' : undefined);
    const spans: Span[] = [];
    let from = 0;
    let passed = 0;
    for (let at = 0; at < line.length; at++) {
      if (this.isInside) {
        this.#read(line[at]!);
        if (line[at] === '\\' && this.#quote !== '') at++;
        if (!this.isInside) spans.push([from, at + 1]);
        continue;
      }
      while (passed < code.length && code[passed]![1] <= at) passed++;
      const isCode = passed < code.length && code[passed]![0] <= at;
      if (line[at] === '\\') at++;
      else if (!isCode) {
        const end = skipped(at);
        if (end !== undefined) at = end - 1;
        else if (line[at] === '{') this.#begin('expression', 1);
        else if (/^<[A-Za-z]/.test(line.slice(at, at + 2))) this.#begin('tag');
        from = at;
      }
    }
    if (this.isInside) spans.push([from, line.length]);
    // Only a template goes on in the next line.
    if (this.#quote !== '`') this.#quote = '';
    return spans;
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
