import { oneLine } from '../../contract/one-line.ts';
import type { NavigationSection, PublishedPage } from './page.ts';
import { inSections } from './page.ts';

export interface PageIndexOptions {
  pages: readonly PublishedPage[];
  sections: readonly NavigationSection[];
  /** Most bytes of UTF-8. */
  budget: number;
}

/** Above so many pages the index names sections. */
const maxPages = 500;

/**
 * All pages in few bytes, a line a folder: `guide/{auth,keys}` stands for `guide/auth.mdc` and
 * `guide/keys.mdc`; then what single pages say, as far as the budget goes. Where not even the names
 * have room, the folders with most pages are named with their counts.
 */
export function pageIndex({ pages, sections, budget }: PageIndexOptions): string {
  if (pages.length > maxPages) return fitting(sectionLines(pages, sections), budget);
  const folders = [...byFolder(pages)].map(([folder, names]) => ({
    full: asName(names.length === 1 ? folder + names[0] : `${folder}{${names.join(',')}}`),
    short: `${asName(folder || './')}: ${names.length} pages`,
    isShort: false,
  }));
  const text = () => folders.map(({ full, short, isShort }) => (isShort ? short : full)).join('\n');
  while (size(text()) > budget) {
    const left = folders.filter(({ isShort }) => !isShort);
    if (left.length === 0) break;
    left.reduce((a, b) => (size(b.full) > size(a.full) ? b : a)).isShort = true;
  }
  const index = fitting(text().split('\n'), budget);
  return described(
    index,
    inSections(pages, sections).flatMap((section) => section.pages),
    budget,
  );
}

/** How a line begins with a name: in quotes where Markdown, or a reader of logs, would take it for more. */
const asName = (name: string): string =>
  /^[-#>`~=*+:|<&%!]/.test(name) ? JSON.stringify(name) : name;

function byFolder(pages: readonly PublishedPage[]): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  for (const page of pages) {
    const out = oneLine(page.out);
    const at = out.lastIndexOf('/') + 1;
    const folder = out.slice(0, at);
    const name = out.slice(at).replace(/\.mdc?$/, '');
    // A comma in a name would make two of it.
    const said = /[,:"{}]/.test(name) ? JSON.stringify(name) : name;
    folders.set(folder, [...(folders.get(folder) ?? []), said]);
  }
  return folders;
}

/** Sections of the navigation with the folder that most of their pages are in. */
function sectionLines(
  pages: readonly PublishedPage[],
  sections: readonly NavigationSection[],
): string[] {
  return inSections(pages, sections).map(({ title, pages: own }) => {
    const counts = [...byFolder(own)].sort((a, b) => b[1].length - a[1].length);
    const folders = counts.slice(0, 3).map(([folder]) => folder || './');
    const more = counts.length > 3 ? ', ...' : '';
    return `${asName(oneLine(title) || 'Docs')} (${own.length} pages): ${folders.join(', ')}${more}`;
  });
}

const allHead = 'What they are about:';
const someHead = 'What some of them are about:';

function described(index: string, pages: readonly PublishedPage[], budget: number): string {
  const lines = pages
    .filter(({ description }) => description !== '')
    .map(({ out, description }) => `- ${oneLine(out)}: ${oneLine(description)}`);
  const kept: string[] = [];
  let bytes = size(`${index}\n\n${someHead}\n`);
  for (const line of lines) {
    bytes += size(line) + 1;
    if (bytes > budget) break;
    kept.push(line);
  }
  if (kept.length === 0) return index;
  const head = kept.length === pages.length ? allHead : someHead;
  return [index, head, kept.join('\n')].join('\n\n');
}

function fitting(lines: readonly string[], budget: number): string {
  const kept = [...lines];
  const note = 'and more';
  while (size([...kept, note].join('\n')) > budget && kept.length > 0) kept.pop();
  return kept.length === lines.length ? kept.join('\n') : [...kept, note].join('\n');
}

const size = (text: string): number => Buffer.byteLength(text);
