import type { Heading, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { type Savings, save } from '../../src/contract/savings.ts';
import { markerLine } from '../nodes.ts';
import { lengthOf, withContents } from './blocks.ts';

interface Section {
  /** Undefined before the first section. */
  name: string | undefined;
  nodes: RootContent[];
}

/** So many releases must be left out for a note to be worth its place. */
const fewestLeftOut = 3;

/** Share of the sections that are releases, from which on a page is a changelog. */
const shareOfReleases = 0.8;

/**
 * Keeps the newest releases of a changelog and says how many older ones there were. A page is a
 * changelog when the sections of one level are named after dates or versions, the newest first.
 */
export function withoutOldReleases(
  children: readonly RootContent[],
  { most, savings }: { most: number; savings: Savings },
): RootContent[] {
  for (const depth of [2, 3, 1] as const) {
    const sections = sectionsOf(children, depth);
    const releases = sections.filter(({ name }) => isRelease(name));
    const named = sections.filter(({ name }) => name !== undefined);
    if (releases.length < Math.max(most + fewestLeftOut, named.length * shareOfReleases)) continue;
    if (!isNewestFirst(releases)) continue;
    return shortened(sections, releases.slice(most), savings);
  }
  return [...children];
}

function shortened(
  sections: readonly Section[],
  releases: readonly Section[],
  savings: Savings,
): RootContent[] {
  const [first, last] = [releases[0]!, releases.at(-1)!];
  // What stands between two of them is a part of the one above.
  const left = new Set(sections.slice(sections.indexOf(first), sections.indexOf(last) + 1));
  const omitted = [...left].flatMap(({ nodes }) => nodes);
  save(savings, 'old-releases', lengthOf(omitted));
  const what = `${releases.length} older releases from ${spoken(first.name)} to ${spoken(last.name)}`;
  return sections.flatMap((section) => {
    if (!left.has(section)) return section.nodes;
    return section === first ? [markerLine(withContents(what, omitted))] : [];
  });
}

/** Commas part what a note names. */
const spoken = (name: string | undefined): string =>
  (name ?? '').replace(/(?:(?<!\s)\s+)?,\s*/g, ' ');

function sectionsOf(children: readonly RootContent[], depth: Heading['depth']): Section[] {
  const sections: Section[] = [{ name: undefined, nodes: [] }];
  for (const node of children) {
    const begins = node.type === 'heading' && node.depth <= depth;
    if (begins) {
      sections.push({ name: node.depth === depth ? plainText(node) : undefined, nodes: [] });
    }
    sections.at(-1)!.nodes.push(node);
  }
  return sections;
}

const version = /^(?:version |release |[\p{L}@/-]{1,30} )?\[?v?(\d+(?:\.\d+){1,3})/iu;
const yearAndMonth =
  /^\[?(?:\d{4}-\d\d(?:-\d\d)?|(?:\d{1,2}(?:st|nd|rd|th)? )?\p{L}{3,9}\.?(?: \d{1,2}(?:st|nd|rd|th)?)?,? \d{4})\b/u;

/** Named after a version or a date, and not merely with one in it. */
const isRelease = (name: string | undefined): boolean =>
  name !== undefined && name.length < 80 && rankOf(name) !== undefined;

/** Versions and dates as numbers that grow with time. */
function rankOf(name: string): number[] | undefined {
  const day = yearAndMonth.exec(name)?.[0].replace(/[[\]]|(?<=\d)(?:st|nd|rd|th)\b/g, '');
  const time = day === undefined ? Number.NaN : Date.parse(`${day} UTC`);
  if (!Number.isNaN(time)) return [time];
  const number = version.exec(name)?.[1];
  return number?.split('.').map(Number);
}

/** The first release is later than the last one; releases of several lines may stand in between. */
function isNewestFirst(releases: readonly Section[]): boolean {
  const [first, last] = [releases[0], releases.at(-1)].map((one) => rankOf(one?.name ?? '') ?? []);
  for (let at = 0; at < Math.max(first!.length, last!.length); at++) {
    const difference = (first![at] ?? 0) - (last![at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
