/** A stretch of whole lines of a page's body, by offsets in UTF-16 code units. */
export interface Span {
  start: number;
  end: number;
}

/** A heading and its own text, up to the next heading of any level. */
export interface BodySection extends Span {
  /** 1 to 6; 0 for text above the first heading. */
  depth: number;
  /** Text of the heading as it stands in the body, without the `#` marks. */
  heading: string;
  /** Where the section may be cut: starts of its blocks and of its top-level list items. */
  cuts: number[];
}

const headingLine = /^(#{1,6})[ \t](.*)$/;
const itemLine = /^(?:[-*+]|\d{1,9}[.)])[ \t]/;
const fenceStart = /^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})/;

/** A sentence that ends in a colon, or a label in bold, stays with the code, table or first item that it introduces. */
const colon = /[:：][*_~)]*$/;
const introducible = new RegExp(`${fenceStart.source}|^\\|`);

/**
 * Cuts the body of an output at its headings. It relies on the house style: blocks are parted by
 * blank lines, code stands in fences, and headings begin with `#` in the first column.
 *
 * @returns spans that cover the whole body, in order
 */
export function sectionsOf(body: string): BodySection[] {
  const sections: BodySection[] = [];
  let section: BodySection = { start: 0, end: 0, depth: 0, heading: '', cuts: [] };
  let fence: string | undefined;
  let afterBlank = true;
  let inList = false;
  let before = '';
  for (let start = 0; start < body.length; ) {
    const newline = body.indexOf('\n', start);
    const end = newline === -1 ? body.length : newline + 1;
    const line = body.slice(start, newline === -1 ? end : newline);
    const blank = line.trim() === '';
    if (fence !== undefined) {
      if (closes(line, fence)) fence = undefined;
    } else if (!blank) {
      const indented = line[0] === ' ' || line[0] === '\t';
      const heading = headingLine.exec(line);
      const item = !indented && itemLine.test(line);
      if (heading !== null) {
        if (start > section.start) sections.push({ ...section, end: start });
        section = { start, end, depth: heading[1]!.length, heading: heading[2]!.trim(), cuts: [] };
      } else if ((afterBlank && !indented) || (item && inList)) {
        const introduced = colon.test(before) && (introducible.test(line) || (item && !inList));
        if (start > section.start && !introduced) section.cuts.push(start);
      }
      if (!indented && (afterBlank || item)) inList = item;
      fence = fenceStart.exec(line)?.[1];
      before = line;
    }
    afterBlank = blank && fence === undefined;
    start = end;
  }
  if (body.length > section.start) sections.push({ ...section, end: body.length });
  return sections;
}

function closes(line: string, fence: string): boolean {
  const text = line.trim();
  return text.length >= fence.length && text === fence[0]!.repeat(text.length);
}
