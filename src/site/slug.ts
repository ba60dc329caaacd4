import { slug as githubSlug } from 'github-slugger';

const ascii = /^[\0-\x7f]*$/;

/** The slug that GitHub gives a heading. Of ASCII few characters stay, which needs no table of Unicode. */
export function slug(text: string): string {
  if (!ascii.test(text)) return githubSlug(text);
  return text
    .toLowerCase()
    .replace(/[^a-z\d_ -]+/g, '')
    .replaceAll(' ', '-');
}

/** The slugs of one page's headings, no two the same. */
export class Slugs {
  readonly #seen = new Map<string, number>();
  readonly #second: number;

  /** @param second the number that the second heading of some words has */
  constructor(second = 1) {
    this.#second = second;
  }

  // As GitHub counts: `a`, `a-1`, and a later heading that is really called `a-1` becomes `a-1-1`.
  next(text: string): string {
    const original = slug(text);
    let unique = original;
    while (this.#seen.has(unique)) {
      const count = this.#seen.get(original)!;
      this.#seen.set(original, count + 1);
      unique = `${original}-${count}`;
    }
    this.#seen.set(unique, this.#second);
    return unique;
  }
}
