import type { HeadingRules } from './heading-rules.ts';
import { headingOfName } from './labels.ts';
import { Slugs } from './slug.ts';

/**
 * The ids of a page as one string: a line break, then lines `slug`, or `id TAB slug` where links on
 * the site use another id than the heading's own slug. An empty slug means the top of the page. The
 * words of a heading that has a name are in lines `=name TAB =words`.
 */
export class AnchorList {
  /** In the output. */
  readonly #slugs = new Slugs();
  /** On the site: of the headings that it makes ids for. */
  readonly #made: Slugs;
  readonly #hasNames: boolean;
  #text = '\n';

  constructor({ hasNames, second }: HeadingRules) {
    this.#hasNames = hasNames ?? false;
    this.#made = new Slugs(second);
  }

  /** Takes a heading, and gives the slug that it has after those before it. */
  heading(text: string, ids: readonly string[]): string {
    const slug = this.#slugs.next(text);
    for (const id of ids.length === 0 ? [this.#made.next(text)] : ids) this.alias(id, slug);
    if (this.#hasNames) this.#keepWords(text, ids);
    return slug;
  }

  /** Takes the title of the page, which is no heading of the source. */
  title(text: string, ids: readonly string[]): string {
    const slug = this.#slugs.next(text);
    for (const id of ids.length === 0 ? [slug] : ids) this.alias(id, slug);
    return slug;
  }

  alias(id: string, slug: string): void {
    if (id === '' || /[\n\t]/.test(id)) return;
    this.#text += id === slug ? `${slug}\n` : `${id}\t${slug}\n`;
  }

  /** An alias that gives way to headings and to the ids that an author gave. */
  guess(id: string, slug: string): void {
    if (!this.#text.includes(`\n${id}\n`) && !this.#text.includes(`\n${id}\t`))
      this.alias(id, slug);
  }

  #keepWords(words: string, names: readonly string[]): void {
    for (const name of names)
      if (!/[\n\t]/.test(name + words)) this.#text += `${headingOfName(name)}\t=${words}\n`;
  }

  toString(): string {
    return this.#text === '\n' ? '' : this.#text;
  }
}

const unknownLine = '\n*\t\n';

/** The list of a page with further anchors that are not known: any other id leads to the page itself. */
export const withUnknown = (anchors: string): string => withLines(anchors, unknownLine.slice(1));

/** The list with further lines. */
export const withLines = (anchors: string, lines: string): string =>
  lines === '' ? anchors : (anchors || '\n') + lines;

/**
 * Gives the slug in the output for an id that a link uses, and the words of a heading for what
 * `headingOfName` gives; undefined where the page has no such id.
 */
export type FindAnchor = (id: string) => string | undefined;

/** Looks for ids in the list of one page. */
export function anchorFinder(anchors: string): FindAnchor {
  let loosely: Map<string, string> | undefined;
  return (id) => {
    if (id === '') return undefined;
    if (id.startsWith('=')) return exactly(anchors, id)?.slice(1);
    const slug = /[\n\t]/.test(id) ? undefined : exactly(anchors, id);
    if (slug !== undefined) return slug;
    loosely ??= looseIndex(anchors);
    return loosely.get(loose(id)) ?? (anchors.includes(unknownLine) ? '' : undefined);
  };
}

/** An id that an author gave counts before a slug that happens to be the same. */
function exactly(anchors: string, id: string): string | undefined {
  const at = anchors.indexOf(`\n${id}\t`);
  if (at >= 0) {
    const start = at + id.length + 2;
    return anchors.slice(start, anchors.indexOf('\n', start));
  }
  return anchors.includes(`\n${id}\n`) || anchors.includes(`\t${id}\n`) ? id : undefined;
}

// Site generators make ids in ways of their own (`-` runs joined, accents dropped, `_` or `id-`
// before digits); without punctuation and case, they nearly always identify the heading.
function looseIndex(anchors: string): Map<string, string> {
  const lines = anchors.split('\n').filter((line) => !line.startsWith('='));
  const entries = lines.map((line) => line.split('\t'));
  const given = entries.filter(([, slug]) => slug !== undefined);
  const slugs = entries.map(([id, slug = id]) => slug);
  const index = new Map<string, string>();
  const add = (id: string, slug: string) => {
    if (!index.has(loose(id))) index.set(loose(id), slug);
  };
  for (const [id, slug] of given) add(id!, slug!);
  for (const slug of slugs) add(slug!, slug!);
  index.delete('');
  return index;
}

function loose(id: string): string {
  return id
    .replace(/^id-(?=\d)/, '')
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();
}
