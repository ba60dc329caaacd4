import { oneLine } from '../../contract/safe-text.ts';
import { asName, byFolder, fitting, folderLines, size } from './folder-index.ts';
import { inSections, type NavigationSection, type PublishedPage } from './page.ts';

export interface PageIndexOptions {
  pages: readonly PublishedPage[];
  sections: readonly NavigationSection[];
  /** Most bytes of UTF-8. */
  budget: number;
}

/** Above so many pages the index begins with the sections. */
const maxPages = 500;

/**
 * All pages in few bytes, a line a folder: `guide/{auth,keys}` stands for `guide/auth.mdc` and
 * `guide/keys.mdc`; then what single pages say, as far as the budget goes. Where not even the names
 * have room, folders in other languages, then those with most pages, are named with their counts.
 */
export function pageIndex({ pages, sections, budget }: PageIndexOptions): string {
  const isLarge = pages.length > maxPages;
  const named = isLarge ? sectionLines(pages, sections) : [];
  const head = named.length === 0 ? '' : `${fitting(named, budget / 3)}\n\n`;
  const left = budget - size(head);
  // Of that many, what the first ones are about helps more than the names of the last.
  const index = head + folderLines(pages, isLarge ? left / 2 : left);
  const inOrder = inSections(pages, sections).flatMap((section) => section.pages);
  return described(index, inOrder, budget);
}

/** Sections of the navigation with the folder that most of their pages are in. */
function sectionLines(
  pages: readonly PublishedPage[],
  sections: readonly NavigationSection[],
): string[] {
  const known = new Set(sections.flatMap(({ paths }) => paths));
  const inNavigation = pages.filter(({ path }) => known.has(path));
  return inSections(inNavigation, sections).map(({ title, pages: own }) => {
    const counts = [...byFolder(own)].sort((a, b) => b[1].names.length - a[1].names.length);
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
