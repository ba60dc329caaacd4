import { AnchorList } from './anchors.ts';
import type { HeadingRules } from './heading-rules.ts';
import { type HeadingSource, readHeading } from './heading-text.ts';
import type { Mark } from './scan-marks.ts';

/** A heading with the ids that lead to it. */
type Heading = HeadingSource & { depth: number; indent: number };

/** Ids elsewhere in a section. */
type Ids = Extract<Mark, { ids: unknown }> & { depth?: never };

type Entry = Heading | Ids;

interface PageTitle {
  /** Title in the front matter, where there is one. */
  given: string | undefined;
  /** Title where the page has none. */
  fallback: string;
  /** Whether the page begins with its first heading, but for links. */
  opens: boolean;
}

/**
 * The H1 that `normalize` gives the page, and the anchors of the output. The rule is the same as
 * there: a leading H1 (which beside others and a title in the front matter is a section), an H1 that
 * says the title of the front matter, that title, a heading that opens the page and has no equal or its
 * first H1, the name of the file.
 */
export function titledAnchors(
  marks: readonly Mark[],
  page: PageTitle,
  rules: HeadingRules,
): { title: string; anchors: string; isUntitled: boolean } {
  const entries = readMarks(marks, rules);
  const own = headingOfTitle(entries, page);
  const said = own?.text || withoutTicks(page.given ?? '');
  const title = said || page.fallback;
  const isTitle = (entry: Entry) => entry === own || (entry.depth === 1 && entry.text === title);
  const anchors = new AnchorList(rules);
  const ids = entries.flatMap((entry) => (isTitle(entry) ? entry.ids : []));
  const slug = own ? anchors.heading(title, ids) : anchors.title(title, ids);
  for (const id of own?.others ?? []) anchors.alias(id, slug);
  const below = entries.filter((entry) => !isTitle(entry));
  addEntries(anchors, below, slug);
  return { title, anchors: anchors.toString(), isUntitled: said === '' };
}

/** The heading that says the title of the page; undefined where only the front matter does, or nothing. */
function headingOfTitle(
  entries: readonly Entry[],
  { given, opens }: PageTitle,
): Heading | undefined {
  const headings = entries.filter((entry) => entry.depth !== undefined);
  const [first] = headings;
  const isTop = first?.depth === 1;
  const names = new Set(headings.flatMap(({ depth, text }) => (depth === 1 ? [text] : [])));
  const isSection = given !== undefined && names.size > 1;
  if (opens && isTop && !isSection) return first;
  const named = headings.find(({ depth, text }) => depth === 1 && text === given);
  if (named || given !== undefined) return named;
  const isOnly = headings.every((one) => one === first || one.depth > first!.depth);
  return isTop || (opens && isOnly) ? first : undefined;
}

/** The anchors of a file that others include. */
export function partAnchors(marks: readonly Mark[], rules: HeadingRules): string {
  const anchors = new AnchorList(rules);
  addEntries(anchors, readMarks(marks, rules), '');
  return anchors.toString();
}

function readMarks(marks: readonly Mark[], rules: HeadingRules): Entry[] {
  return marks.map((mark) => {
    if ('ids' in mark) return mark;
    const heading = readHeading(mark.source, rules);
    const { depth, indent } = mark;
    return { ...heading, ids: [...heading.ids, ...mark.before], depth, indent };
  });
}

/** @param top slug of the heading above all entries */
function addEntries(anchors: AnchorList, entries: readonly Entry[], top: string): void {
  const sections = new Sections(anchors, top);
  for (const entry of entries) {
    if (entry.depth === undefined) sections.addIds(entry);
    else sections.addHeading(entry);
  }
  sections.addGuesses();
}

/** Adds the headings and ids of a page in order, each id to its section. */
class Sections {
  readonly #anchors: AnchorList;
  readonly #top: string;
  /** Slug of the last heading. */
  #section: string;
  readonly #ids = new Set<string>();
  readonly #guesses: [id: string, section: string][] = [];
  /** The headings whose section a tab may belong to: a heading in the tab before it is indented. */
  readonly #above: { indent: number; slug: string }[] = [];

  constructor(anchors: AnchorList, top: string) {
    this.#anchors = anchors;
    this.#top = top;
    this.#section = top;
  }

  addIds({ ids, yields, indent = 0 }: Ids): void {
    const outer = this.#above.findLast((one) => one.indent <= indent)?.slug ?? this.#top;
    for (const id of ids) {
      if (yields === 'any') this.#guesses.push([id, id.startsWith('+') ? outer : this.#section]);
      else if (yields === 'above') this.#anchors.guess(id, this.#section);
      else this.#anchors.alias(id, this.#section);
      this.#ids.add(id);
    }
  }

  addHeading({ text, ids, others, indent }: Heading): void {
    const slug = this.#anchors.heading(text, ids);
    this.#section = slug;
    while (this.#above.length > 0 && this.#above.at(-1)!.indent >= indent) this.#above.pop();
    this.#above.push({ indent, slug });
    // A definition term above has the same id, so the site numbers that of the heading.
    if (this.#ids.has(slug)) this.#anchors.alias(`${slug}-1`, slug);
    for (const id of others) this.#anchors.alias(id, slug);
  }

  /** Ids that give way to those of all headings. */
  addGuesses(): void {
    for (const [id, section] of this.#guesses) {
      // A tab may be named after its section and itself.
      const guess = id.startsWith('+') ? `${section}-${id.slice(1)}` : id;
      this.#anchors.guess(guess, section);
    }
  }
}

const withoutTicks = (title: string): string => title.replace(/`([^`]+)`/g, '$1').trim();
