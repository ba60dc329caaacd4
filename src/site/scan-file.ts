import { AnchorList } from './anchors.ts';
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
export function scanFile(text: string, path: string): FileScan {
  const start = bodyStart(text);
  const matter = start > 0 ? scanFrontmatter(text.slice(0, start)) : {};
  const { marks, parts } = scanMarks(text, start);
  const first = marks.find((mark) => 'depth' in mark);
  const ownTitle = first?.depth === 1 ? readHeading(first.source).text : undefined;
  const title = plainText(matter.title ?? '') || ownTitle || titleFromPath(path);
  return {
    ...matter,
    title,
    anchors: listAnchors(marks, ownTitle === undefined ? title : ''),
    ...(parts.length > 0 && { parts }),
  };
}

/** The anchors of a file that others include, after those that its page has already. */
export function scanPart(text: string): { anchors: string; parts: string[] } {
  const { marks, parts } = scanMarks(text, bodyStart(text));
  return { anchors: listAnchors(marks, ''), parts };
}

function listAnchors(marks: readonly Mark[], title: string): string {
  const anchors = new AnchorList();
  // The output begins with an H1 made from the title where the body has none.
  let section = title === '' ? '' : anchors.heading(title);
  for (const mark of marks) {
    if ('ids' in mark) {
      for (const id of mark.ids) anchors.alias(id, section);
      continue;
    }
    const { text, ids, others } = readHeading(mark.source);
    section = anchors.heading(text, [...ids, ...mark.before]);
    for (const id of others) anchors.alias(id, section);
  }
  return anchors.toString();
}
