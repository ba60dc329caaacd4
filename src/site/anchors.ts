import { Slugs } from './slug.ts';

/**
 * The ids of a page as one string: a line break, then lines `slug`, or `id TAB slug` where links on
 * the site use another id than the heading's own slug. An empty slug means the top of the page.
 */
export class AnchorList {
  readonly #slugs = new Slugs();
  #text = '\n';

  /** Takes a heading, and gives the slug that it has after those before it. */
  heading(text: string, ids: readonly string[] = []): string {
    const slug = this.#slugs.next(text);
    if (ids.length === 0) this.#text += `${slug}\n`;
    for (const id of ids) this.alias(id, slug);
    return slug;
  }

  alias(id: string, slug: string): void {
    if (id === '' || /[\n\t]/.test(id)) return;
    this.#text += id === slug ? `${slug}\n` : `${id}\t${slug}\n`;
  }

  toString(): string {
    return this.#text === '\n' ? '' : this.#text;
  }
}

/** Gives the slug in the output for an id that a link uses; undefined where the page has no such id. */
export type FindAnchor = (id: string) => string | undefined;

/** Takes the list of one page apart, once for all links to it. */
export function anchorFinder(anchors: string): FindAnchor {
  const given = new Map<string, string>();
  const slugs = new Set<string>();
  for (const line of anchors.split('\n')) {
    if (line === '') continue;
    const [id = '', slug] = line.split('\t');
    slugs.add(slug ?? id);
    if (slug !== undefined && !given.has(id)) given.set(id, slug);
  }
  slugs.delete('');
  let loosely: Map<string, string> | undefined;
  return (id) => {
    // An id that an author gave is meant before a slug that happens to be the same.
    const slug = given.get(id) ?? (slugs.has(id) ? id : undefined);
    if (slug !== undefined || id === '') return slug;
    loosely ??= looseIndex(given, slugs);
    return loosely.get(loose(id));
  };
}

// Site generators make ids in ways of their own (`-` runs joined, accents dropped, `_` before
// digits); what is left when punctuation and case are ignored tells the heading nearly always.
function looseIndex(given: ReadonlyMap<string, string>, slugs: Iterable<string>) {
  const index = new Map<string, string>();
  for (const [id, slug] of given) if (!index.has(loose(id))) index.set(loose(id), slug);
  for (const slug of slugs) if (!index.has(loose(slug))) index.set(loose(slug), slug);
  index.delete('');
  return index;
}

function loose(id: string): string {
  return id
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();
}
