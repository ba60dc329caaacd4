import { AnchorList } from './anchors.ts';
import type { ReadBadges } from './badges.ts';
import { plainText, readHeading } from './heading-text.ts';
import { bodyStart, type SiteMatter, scanFrontmatter } from './scan-frontmatter.ts';
import { type Mark, scanMarks } from './scan-marks.ts';
import { titleFromPath } from './title.ts';

/** What the site needs to know of one document. Plain data, cached by size and time of the file. */
export interface FileScan extends SiteMatter {
  title: string;
  /** See `SitePage.anchors`. */
  anchors: string;
  /** What the page includes, as written; their headings are among its own. */
  parts?: string[];
}

/**
 * Reads title, heading ids and explicit anchors of a document by its lines. Knows fences and
 * comments, and nothing else of Markdown: it runs over the whole site before every build.
 */
export function scanFile(whole: string, path: string, badges?: ReadBadges): FileScan {
  const text = whole.slice(0, longestScan);
  const start = bodyStart(text);
  const matter = start > 0 ? scanFrontmatter(text.slice(0, start)) : {};
  const { marks, parts } = scanMarks(text, start);
  const first = marks.find((mark) => 'depth' in mark);
  const ownTitle = first?.depth === 1 ? readHeading(first.source, badges).text : undefined;
  const title = plainText(matter.title ?? '') || ownTitle || titleFromPath(path);
  // The output begins with an H1 made from the title where the body does not begin with one.
  const leads = first?.depth === 1 && isEmpty(text.slice(start, first.at));
  return cutLoose({
    ...matter,
    title,
    anchors: listAnchors(marks, { title: leads ? '' : title, badges }),
    ...(parts.length > 0 && { parts }),
  });
}

// A piece of a string keeps the whole of it in memory: over 100,000 pages that is the whole site.
function cutLoose<T>(scan: T): T {
  return JSON.parse(JSON.stringify(scan)) as T;
}

/** The anchors of a file that others include, after those that its page has already. */
export function scanPart(whole: string, badges?: ReadBadges): { anchors: string; parts: string[] } {
  const text = whole.slice(0, longestScan);
  const { marks, parts } = scanMarks(text, bodyStart(text));
  return cutLoose({ anchors: listAnchors(marks, { title: '', badges }), parts });
}

/** Characters of a page that are scanned, and those that may stand before its H1 at most. */
const longestScan = 4 * 1024 * 1024;
const longestLead = 20_000;

const silent =
  /<!--[\s\S]*?-->|\{\/\*[\s\S]*?\*\/\}|^(?:im|ex)port\b[\s\S]*?(?:\n[ \t\r]*\n|$(?![\s\S]))|<\/?(?!img\b|Image\b|picture\b|video\b)[A-Za-z][^>]*>/gm;

/** Whether a text leaves nothing in the output: imports, comments and tags without content. */
function isEmpty(text: string): boolean {
  return text.length < longestLead && text.replace(silent, '').trim() === '';
}

interface Reading {
  /** An H1 that the output has and the body has not; empty for none. */
  title: string;
  badges: ReadBadges | undefined;
}

function listAnchors(marks: readonly Mark[], { title, badges }: Reading): string {
  const anchors = new AnchorList();
  let section = title === '' ? '' : anchors.heading(title);
  for (const mark of marks) {
    if ('ids' in mark) {
      for (const id of mark.ids) anchors.alias(id, section);
      continue;
    }
    const { text, ids, others } = readHeading(mark.source, badges);
    section = anchors.heading(text, [...ids, ...mark.before]);
    for (const id of others) anchors.alias(id, section);
  }
  return anchors.toString();
}
