import { posix } from 'node:path';
import ignore from 'ignore';
import { oneLine } from '../contract/safe-text.ts';
import { headOf } from '../output/publish/llms-txt.ts';
import { inSections, type NavigationSection } from '../output/publish/page.ts';
import { Slugs } from '../site/slug.ts';
import type { Addresses } from './addresses.ts';
import type { PageSet, SiteFile, TwinPage } from './page.ts';

/** Fetches of agents are cut off beyond it. */
export const mostCharacters = 50_000;

interface IndexOptions {
  title: string;
  description?: string | undefined;
  sections: readonly NavigationSection[];
  addresses: Addresses;
  /** What the tokens are counted by. */
  tokenizer: string;
  /** Globs of the pages that go under `Optional`; default: blogs and changelogs. */
  optional?: readonly string[] | undefined;
  /** The sets beside the one of the root. */
  others: readonly PageSet[];
}

/** `llms.txt` of a set, and the files that it is split into where it is too long for one. */
export function indexFiles(set: PageSet, options: IndexOptions): SiteFile[] {
  const { title, description, addresses, tokenizer } = options;
  const named = set.name === '' ? title : `${title} (${set.name})`;
  const head = headOf({ title: named, description, pages: set.pages, tokenizer });
  const parts = partsOf(set, options);
  const file = posix.join(set.folder, 'llms.txt');
  const join = (blocks: readonly Part[]) =>
    `${[...head, ...blocks.flatMap(({ heading, lines }) => [`## ${heading}`, lines.join('\n')])].join('\n\n')}\n`;
  const split: SiteFile[] = [];
  const slugs = new Slugs();
  while (join(parts).length >= mostCharacters) {
    const largest = parts.reduce((a, b) => (sizeOf(b) > sizeOf(a) ? b : a));
    if (largest.lines.length < 2) break;
    const files = filesOf(largest, { head, folder: set.folder, slug: slugs.next(largest.heading) });
    split.push(...files.map(({ path, text }) => ({ path, text })));
    largest.lines = files.map(
      ({ path, name, pages }) => `- [${linkText(name)}](${addresses.of(path)}): ${pages} pages`,
    );
  }
  return [{ path: file, text: join(parts) }, ...split];
}

interface Part {
  heading: string;
  lines: string[];
}

const sizeOf = ({ lines }: Part): number => lines.reduce((sum, line) => sum + line.length + 1, 0);

function partsOf(set: PageSet, options: IndexOptions): Part[] {
  const { sections, addresses, optional, others } = options;
  const isOptional = optionalBy(optional);
  const line = (page: TwinPage) => pageLine(page, addresses);
  const main = set.pages.filter((page) => !isOptional(page));
  const rest = set.pages.filter(isOptional);
  const parts = inSections(main, sections).map(({ title, pages }) => ({
    heading: title,
    lines: (pages as TwinPage[]).map(line),
  }));
  const sets = set.folder === '' ? others : [];
  const lines = [
    ...sets.map(
      ({ name, folder, pages }) =>
        `- [${linkText(name)}](${addresses.of(posix.join(folder, 'llms.txt'))}): ${pages.length} pages`,
    ),
    ...rest.map(line),
  ];
  return lines.length === 0 ? parts : [...parts, { heading: 'Optional', lines }];
}

interface PartFile extends SiteFile {
  name: string;
  pages: number;
}

/** A part as files of its own, each below the limit. */
function filesOf(
  { heading, lines }: Part,
  { head, folder, slug }: { head: readonly string[]; folder: string; slug: string },
): PartFile[] {
  const room = mostCharacters - head.join('\n\n').length - heading.length - 100;
  const chunks: string[][] = [[]];
  let filled = 0;
  for (const line of lines) {
    if (filled > 0 && filled + line.length + 1 > room) {
      chunks.push([]);
      filled = 0;
    }
    chunks.at(-1)!.push(line);
    filled += line.length + 1;
  }
  return chunks.map((chunk, at) => {
    const number = chunks.length === 1 ? '' : `-${at + 1}`;
    const name = chunks.length === 1 ? heading : `${heading} (${at + 1} of ${chunks.length})`;
    const path = posix.join(folder, `llms/${slug || 'docs'}${number}.txt`);
    const text = `${[...head, `## ${name}`, chunk.join('\n')].join('\n\n')}\n`;
    return { path, text, name, pages: chunk.length };
  });
}

function pageLine({ title, description, twin }: TwinPage, addresses: Addresses): string {
  const link = `- [${linkText(title)}](${addresses.of(twin)})`;
  return description === '' ? link : `${link}: ${oneLine(description)}`;
}

const linkText = (text: string): string => oneLine(text).replace(/[[\]\\`<]/g, '\\$&');

/** Pages that an agent can do without, wherever they stand. */
export const optionalPages = [
  ...['/404.*', 'blog/', 'changelog/', 'changelogs/', 'release-notes/', 'releases/'],
  ...['changelog.*', 'changelogs.*', 'release-notes.*', 'releases.*', 'CHANGELOG.*'],
];

/**
 * Tells by its path whether an agent can do without a page.
 *
 * @param globs default: blogs and changelogs
 */
export function optionalBy(
  globs: readonly string[] = optionalPages,
): (page: { path: string }) => boolean {
  const rules = ignore({ ignorecase: true }).add([...globs]);
  return ({ path }) => rules.ignores(path);
}
