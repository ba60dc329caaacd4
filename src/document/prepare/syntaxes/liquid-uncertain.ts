/** Variables of a page that hang on branches and loops, or on other such variables: which value they have is not known. */
export class Uncertain {
  readonly #names = new Set<string>();
  #branches = 0;

  /** Whether a tag begins or ends a branch. */
  passes(name: string): boolean {
    const isBranch = /^(?:end)?(?:if|unless|case)$/.test(name);
    if (isBranch) this.#branches += name.startsWith('end') ? -1 : 1;
    return isBranch;
  }

  /** A variable is set, by a tag, in a loop or not. */
  set(variable: string, tag: string, depth: number): void {
    const words = tag.match(/[A-Za-z_][\w-]*/g) ?? [];
    const isSure = depth === 0 && this.#branches === 0 && /^(?:assign|set)$/.test(words[0] ?? '');
    if (isSure && !words.slice(2).some((word) => this.#names.has(word)))
      this.#names.delete(variable);
    else this.#names.add(variable);
  }

  has = (variable: string): boolean => this.#names.has(variable);
}
