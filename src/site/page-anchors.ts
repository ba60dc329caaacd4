import { AnchorList } from './anchors.ts';
import type { ReadBadges } from './badges.ts';
import { type HeadingSource, readHeading } from './heading-text.ts';
import type { Mark } from './scan-marks.ts';

/** A heading with the ids that lead to it, or ids that stand elsewhere in its section. */
type Entry =
  | (HeadingSource & { depth: number; indent: number })
  | { ids: readonly string[]; yields?: 'above' | 'any'; depth?: never; indent?: number };

export interface PageTitle {
  /** Title in the front matter, where there is one. */
  given: string | undefined;
  /** Title where the page has none. */
  fallback: string;
  /** Whether nothing stands before the first heading. */
  opens: boolean;
}

/**
 * The H1 that `normalize` gives the page, and the anchors of the output. The rule is the same as
 * there: a leading H1 (which beside others and a title in the front matter is a section), an H1 that
 * says the title of the front matter, that title, a heading that opens the page or its first H1, the
 * name of the file.
 */
export function titledAnchors(
  marks: readonly Mark[],
  { given, fallback, opens }: PageTitle,
  badges?: ReadBadges,
): { title: string; anchors: string; isUntitled: boolean } {
  const entries = readMarks(marks, badges);
  const headings = entries.filter((entry) => entry.depth !== undefined);
  const [first] = headings;
  const named = headings.find(({ depth, text }) => depth === 1 && text === given);
  const names = new Set(headings.flatMap(({ depth, text }) => (depth === 1 ? [text] : [])));
  const isSection = given !== undefined && names.size > 1;
  const leading = opens && first?.depth === 1 && !isSection ? first : undefined;
  const top = first !== undefined && (first.depth === 1 || opens) ? first : undefined;
  const own = leading ?? named ?? (given === undefined ? top : undefined);
  const said = own?.text || withoutTicks(given ?? '');
  const title = said || fallback;
  const isTitle = (entry: Entry) => entry === own || (entry.depth === 1 && entry.text === title);
  const anchors = new AnchorList(badges?.hasNames);
  const ids = entries.flatMap((entry) => (isTitle(entry) ? entry.ids : []));
  const slug = anchors.heading(title, ids);
  const others = own === undefined ? [] : own.others;
  for (const id of others) anchors.alias(id, slug);
  addEntries(
    anchors,
    entries.filter((entry) => !isTitle(entry)),
    slug,
  );
  return { title, anchors: anchors.toString(), isUntitled: said === '' };
}

/** The anchors of a file that others include. */
export function partAnchors(marks: readonly Mark[], badges?: ReadBadges): string {
  const anchors = new AnchorList(badges?.hasNames);
  addEntries(anchors, readMarks(marks, badges), '');
  return anchors.toString();
}

function readMarks(marks: readonly Mark[], badges?: ReadBadges): Entry[] {
  return marks.map((mark) => {
    if ('ids' in mark) return mark;
    const heading = readHeading(mark.source, badges);
    const { depth, indent } = mark;
    return { ...heading, ids: [...heading.ids, ...mark.before], depth, indent };
  });
}

/** @param top slug of the heading above all entries */
function addEntries(anchors: AnchorList, entries: readonly Entry[], top: string): void {
  let section = top;
  const given = new Set<string>();
  const guesses: [id: string, section: string][] = [];
  /** The headings whose section a tab may belong to: a heading within the tab beside it stands deeper. */
  const above: { indent: number; slug: string }[] = [];
  for (const entry of entries) {
    const { indent = 0 } = entry;
    if (entry.depth === undefined) {
      const outer = above.findLast((one) => one.indent <= indent)?.slug ?? top;
      for (const id of entry.ids) {
        if (entry.yields === 'any') guesses.push([id, id.startsWith('+') ? outer : section]);
        else if (entry.yields === 'above') anchors.guess(id, section);
        else anchors.alias(id, section);
        given.add(id);
      }
      continue;
    }
    section = anchors.heading(entry.text, entry.ids);
    while (above.length > 0 && above.at(-1)!.indent >= indent) above.pop();
    above.push({ indent, slug: section });
    // A definition term before it has taken the heading's own id.
    if (given.has(section)) anchors.alias(`${section}-1`, section);
    for (const id of entry.others) anchors.alias(id, section);
  }
  for (const [id, section] of guesses) {
    // The tab of a section may be named after both.
    if (id.startsWith('+')) anchors.guess(`${section}-${id.slice(1)}`, section);
    else anchors.guess(id, section);
  }
}

function withoutTicks(title: string): string {
  return title.replace(/`([^`]+)`/g, '$1').trim();
}
