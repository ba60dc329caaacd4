import type { LinkText } from '../contract/index-line.ts';

/** Collects what pages call each other, until all pages and their sections are known. */
export class LinkTexts {
  /** Numbers of the first chunks of sections, by output and anchor. */
  readonly #sections = new Map<string, number>();
  readonly #links: LinkText[] = [];
  /** Numbers of pages that link to a page, by its output. */
  readonly #linking = new Map<string, number>();

  addSection(out: string, anchor: string, chunk: number): void {
    const place = anchor === '' ? out : `${out}#${anchor}`;
    if (!this.#sections.has(place)) this.#sections.set(place, chunk);
  }

  /** @param out output of the page that holds the links */
  addLinks(links: readonly LinkText[], out: string): void {
    for (const link of links) this.#links.push(link);
    const pages = new Set(links.map(([to]) => to.split('#')[0]!));
    pages.delete(out);
    for (const page of pages) this.#linking.set(page, this.linksTo(page) + 1);
  }

  /** How many other pages link to a page. */
  linksTo(out: string): number {
    return this.#linking.get(out) ?? 0;
  }

  /** The texts by the section that they lead to, in order; those that lead to none are left out. */
  *bySection(): Generator<{ chunk: number; texts: readonly string[] }> {
    const texts = new Map<number, string[]>();
    for (const [to, text] of this.#links) {
      const chunk = this.#sections.get(to);
      if (chunk === undefined) continue;
      const known = texts.get(chunk);
      if (known === undefined) texts.set(chunk, [text]);
      else known.push(text);
    }
    for (const chunk of [...texts.keys()].sort((a, b) => a - b)) {
      yield { chunk, texts: texts.get(chunk)! };
    }
  }
}
