import { oneLine } from '../../contract/safe-text.ts';
import { addTo, countsOf } from '../../maps.ts';
import { variantOf } from '../../site/variants.ts';
import type { PublishedPage } from './page.ts';

/** A line of the index: the pages of a folder, or how many there are in it and below. */
interface Line {
  /** With a slash at its end; empty for the root. */
  folder: string;
  pages: number;
  text: string;
  isShort: boolean;
  isTranslated: boolean;
}

/**
 * The pages of each folder on a line. Where these have no room, the longest become a count, and so
 * do all folders of one, whichever takes less; those in other languages first.
 */
export function folderLines(pages: readonly PublishedPage[], budget: number): string {
  const isTranslated = translations(pages);
  let lines = [...byFolder(pages)].map(([folder, { names, first }]): Line => {
    const text = names.length === 1 ? folder + names[0] : `${folder}{${names.join(',')}}`;
    const about = { folder, pages: names.length, isTranslated: isTranslated(first) };
    return { ...about, text: asName(text), isShort: false };
  });
  let bytes = lines.reduce((sum, line) => sum + costOf(line), 0);
  while (bytes > budget) {
    const best = bestOf(candidates(lines));
    if (best === undefined) break;
    const at = lines.indexOf(best.lines[0]!);
    const gone = new Set(best.lines);
    lines = lines.flatMap((line, index) =>
      index === at ? [best.short] : gone.has(line) ? [] : [line],
    );
    bytes -= best.saved;
  }
  return fitting(
    lines.map(({ text }) => text),
    budget,
  );
}

const costOf = ({ text }: Line): number => size(text) + 1;

/** Lines that one line may stand for. */
interface Candidate {
  lines: readonly Line[];
  short: Line;
  saved: number;
}

function candidates(lines: readonly Line[]): Candidate[] {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    for (const folder of new Set([line.folder, parentOf(line.folder)])) {
      addTo(groups, folder, line);
    }
  }
  const alone = lines
    .filter(({ isShort }) => !isShort)
    .map((line) => shortened(line.folder, [line]));
  const together = [...groups]
    .filter(([folder, group]) => folder !== '' && group.length > 1)
    .map(([folder, group]) => shortened(folder, group));
  return [...alone, ...together].filter(({ saved }) => saved > 0);
}

function shortened(folder: string, lines: readonly Line[]): Candidate {
  const pages = lines.reduce((sum, line) => sum + line.pages, 0);
  const text = `${asName(folder || './')}: ${pages} ${pages === 1 ? 'page' : 'pages'}`;
  const isTranslated = lines.every((line) => line.isTranslated);
  const short: Line = { folder, pages, text, isShort: true, isTranslated };
  const saved = lines.reduce((sum, line) => sum + costOf(line), 0) - costOf(short);
  return { lines, short, saved };
}

function bestOf(all: readonly Candidate[]): Candidate | undefined {
  const translated = all.filter(({ short }) => short.isTranslated);
  const wanted = translated.length > 0 ? translated : all;
  return wanted.reduce<Candidate | undefined>(
    (best, one) => (best === undefined || one.saved > best.saved ? one : best),
    undefined,
  );
}

/** `guide/keys/` -> `guide/` */
const parentOf = (folder: string): string => folderOf(folder.slice(0, -1));

/** Tells pages in another language than most are. */
function translations(pages: readonly PublishedPage[]): (page: PublishedPage) => boolean {
  const siblings = [...new Set(pages.map(({ path }) => path.split('/')[0]!))];
  const localeOf = ({ path }: PublishedPage) => variantOf(path, siblings).locale;
  const counts = [...countsOf(pages.map(localeOf))];
  const [main] = counts.sort(([, a], [, b]) => b - a).map(([locale]) => locale);
  return (page) => localeOf(page) !== undefined && localeOf(page) !== main;
}

/** How a line begins with a name: in quotes where Markdown, or a reader of logs, would take it for more. */
export const asName = (name: string): string =>
  /^[-#>`~=*+:|<&%!]/.test(name) ? JSON.stringify(name) : name;

interface FolderPages {
  names: string[];
  first: PublishedPage;
}

/** An index that is alone in a folder and below it stands beside the pages of the folder above. */
export function byFolder(pages: readonly PublishedPage[]): Map<string, FolderPages> {
  const counts = new Map<string, number>();
  for (const { out } of pages) {
    for (let at = folderOf(out); at !== ''; at = parentOf(at))
      counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  const folders = new Map<string, FolderPages>();
  for (const page of pages) {
    const own = folderOf(page.out);
    const isLone = /\/index\.mdc?$/.test(page.out) && counts.get(own) === 1;
    const folder = oneLine(isLone ? folderOf(own.slice(0, -1)) : own);
    const name = oneLine(page.out)
      .slice(folder.length)
      .replace(/\.mdc?$/, '');
    // A comma in a name would make two of it.
    const said = /[,:"{}]/.test(name) ? JSON.stringify(name) : name;
    const known = folders.get(folder);
    if (known === undefined) folders.set(folder, { names: [said], first: page });
    else known.names.push(said);
  }
  return folders;
}

const folderOf = (out: string): string => out.slice(0, out.lastIndexOf('/') + 1);

export function fitting(lines: readonly string[], budget: number): string {
  const kept = [...lines];
  const note = 'and more';
  while (size([...kept, note].join('\n')) > budget && kept.length > 0) kept.pop();
  return kept.length === lines.length ? kept.join('\n') : [...kept, note].join('\n');
}

export const size = (text: string): number => Buffer.byteLength(text);
