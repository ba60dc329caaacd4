interface Branching {
  /** Whether its condition can be evaluated; otherwise every branch stays, with its tags. */
  isKnown: boolean;
  isChosen: boolean;
  /** Whether the branch being read is kept. */
  keeps: boolean;
}

/** Chooses the branches of `{% if %}` and its like, in one text after the other. */
export class LiquidBranches {
  readonly #tag: RegExp;
  readonly #isTrue: (condition: string, name: string) => boolean | undefined;
  readonly #open: Branching[] = [];

  /**
   * @param tag finds the tags, with their name and condition as groups
   * @param isTrue whether the branch of a tag is shown; undefined where that is not known
   */
  constructor(tag: RegExp, isTrue: (condition: string, name: string) => boolean | undefined) {
    this.#tag = tag;
    this.#isTrue = isTrue;
  }

  /** What is kept of a text. */
  chosen(text: string): string {
    let made = '';
    let at = 0;
    for (const { 0: whole, 1: name = '', 2: condition = '', index } of text.matchAll(this.#tag)) {
      if (this.#keeps()) made += text.slice(at, index);
      at = index + whole.length;
      if (this.#stays(name, condition) && this.#keeps()) made += whole;
    }
    return this.#keeps() ? made + text.slice(at) : made;
  }

  #keeps(): boolean {
    return this.#open.every(({ keeps }) => keeps);
  }

  /** Takes one tag into account; answers whether it stays. */
  #stays(name: string, condition: string): boolean {
    const last = this.#open.at(-1);
    if (!/^(?:els|end)/.test(name)) {
      const isTrue = this.#isTrue(condition, name);
      this.#open.push({
        isKnown: isTrue !== undefined,
        isChosen: isTrue !== false,
        keeps: isTrue !== false,
      });
      return isTrue === undefined;
    }
    if (last === undefined) return true;
    if (name.startsWith('end')) this.#open.pop();
    else if (last.isKnown) {
      last.keeps = !last.isChosen && (name === 'else' || this.#isTrue(condition, name) !== false);
      last.isChosen ||= last.keeps;
    }
    return !last.isKnown;
  }
}
