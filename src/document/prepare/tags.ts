import type { Lines } from '../lines/lines.ts';
import { columnOf, columnsOf, itemMarks, splitPrefix } from '../lines/prefix.ts';
import { codeSpans, inSpan } from '../lines/spans.ts';
import { Edits } from './edits.ts';
import type { Preparation } from './preparation.ts';
import type { Tag, TagSyntax } from './tag-syntax.ts';
import { TagWriter } from './tag-writer.ts';

/** Makes elements of the tags of a syntax: pairs with what they hold, and tags that stand alone. */
export function prepareTags(preparation: Preparation, syntax: TagSyntax): Edits {
  joinLines(preparation, syntax);
  if (syntax.holdsItems) indentBodies(preparation, syntax);
  const tags = findTags(preparation.lines, syntax);
  for (const tag of pairTags(tags)) {
    const reason = `The tag \`${tag.source}\` closes nothing; it was left out.`;
    preparation.warn(tag.index, { rule: 'container-unclosed', reason });
  }
  return new TagWriter(preparation, syntax).write(tags);
}

const maxTagLines = 100;
/** The same of a tag with text in it. */
const maxTextLines = 300;

/** Brings each tag that runs over several lines to one line. */
function joinLines(preparation: Preparation, syntax: TagSyntax): void {
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  for (let index = 0; index < text.length; index++) {
    if (kind[index] !== 'text') continue;
    let joined = text[index]!;
    const quoted = splitPrefix(joined).quotes > 0;
    const first = index;
    // The line in which a tag ends may be the one in which the next begins.
    for (let end = tagEnd(text, index, syntax); end; end = tagEnd(text, index, syntax)) {
      for (let at = index + 1; at <= end.index; at++) {
        const part = quoted ? splitPrefix(text[at]!).content : text[at]!.trim();
        joined += (end.keeps ? '\u2028' : ' ') + part;
        edits.remove(at);
      }
      index = end.index;
    }
    if (index > first) edits.replace(first, joined);
  }
  preparation.apply(edits);
}

/** Where the tag ends that a line begins and does not close, and whether its lines stay apart. */
function tagEnd(
  text: readonly string[],
  index: number,
  { opening, closing, keepsLines }: TagSyntax,
): { index: number; keeps: boolean } | undefined {
  const line = text[index]!;
  const start = lastIndex(line, opening);
  if (start === -1 || line.includes(closing, start + 2)) return undefined;
  // What a tag is called may stand in the line below its mark.
  const keeps = keepsLines?.(`${line.slice(start)}\n${text[index + 1] ?? ''}`) === true;
  const last = Math.min(text.length, index + (keeps ? maxTextLines : maxTagLines));
  const isOver = (at: number) => !keeps && text[at]!.trim() === '';
  let end = index + 1;
  while (end < last && !isOver(end) && !text[end]!.includes(closing)) end++;
  return end < last && text[end]!.includes(closing) ? { index: end, keeps } : undefined;
}

const lastIndex = (line: string, pattern: RegExp): number =>
  [...line.matchAll(pattern)].at(-1)?.index ?? -1;

function findTags({ text, kind }: Lines, { pattern, read }: TagSyntax): Tag[] {
  const tags: Tag[] = [];
  for (const [index, line] of text.entries()) {
    const codeLine = kind[index] === 'code' || kind[index] === 'fence';
    let spans: [number, number][] | undefined;
    for (const match of matchesOf(line, pattern)) {
      const [source, ...groups] = match;
      const head = read(groups.find((group) => group !== undefined) ?? '', source);
      if (head === undefined) continue;
      spans ??= codeLine ? [] : codeSpans(line);
      const code = codeLine || inSpan(spans, match.index);
      tags.push({
        ...head,
        index,
        from: match.index,
        to: match.index + source.length,
        source,
        code,
      });
    }
  }
  return tags;
}

/**
 * The tags of a line. A beginning behind the last end of its kind is not tried: the pattern would look
 * through the rest of the line from each.
 */
function* matchesOf(line: string, pattern: RegExp): Generator<RegExpExecArray> {
  const lastEnds = new Map<string, number>();
  let from = 0;
  for (const { index } of line.matchAll(/\{(?=[{%])/g)) {
    if (index < from) continue;
    const end = endOf(line.slice(index, index + 3));
    if (!lastEnds.has(end)) lastEnds.set(end, line.lastIndexOf(end));
    if (lastEnds.get(end)! < index) continue;
    pattern.lastIndex = index;
    const match = pattern.exec(line);
    if (match === null) continue;
    from = index + match[0].length;
    // What stands between these is no tag, however it begins.
    if (/^\{%-?\s*raw\s*-?%\}$/.test(match[0]))
      from += Math.max(0, line.slice(from).search(/\{%-?\s*endraw\b/));
    yield match;
  }
}

/** What ends a tag that begins with these three characters. */
function endOf(start: string): string {
  if (start === '{{<') return '>}}';
  if (start === '{{%') return '%}}';
  return start.startsWith('{%') ? '%}' : '}}';
}

/** Indents what a pair in a list item holds as far as the pair; the site puts one thing in place of it. */
function indentBodies(preparation: Preparation, syntax: TagSyntax): void {
  const { text } = preparation.lines;
  const tags = findTags(preparation.lines, syntax);
  pairTags(tags);
  const edits = new Edits();
  let from = 0;
  for (const tag of tags) {
    const { role, partner, code, index } = tag;
    if (role !== 'open' || partner === undefined || code || index < from) continue;
    const columns = partner.index > index ? itemColumns(text, tag) : 0;
    if (columns === 0) continue;
    from = partner.index;
    const closes = splitPrefix(text[partner.index]!).content === partner.source;
    const body = text.slice(index + 1, partner.index + (closes ? 0 : 1));
    // A quote mark may be a sign of code.
    const indents = body.filter((line) => line.trim() !== '').map(columnOf);
    const missing = columns - Math.min(columns, ...indents);
    if (missing === 0) continue;
    for (const [at, line] of body.entries()) {
      if (line.trim() !== '') edits.replace(index + 1 + at, ' '.repeat(missing) + line);
    }
    if (closes) edits.replace(partner.index, ' '.repeat(columns) + partner.source);
  }
  preparation.apply(edits);
}

/** The column of the content of a list item, where a line that begins with a tag stands in one; else 0. */
function itemColumns(text: readonly string[], { index, from }: Tag): number {
  const { lead, content, indent, quotes } = splitPrefix(text[index]!);
  const [marks] = itemMarks.exec(content)!;
  if (quotes > 0 || from !== lead.length + marks.length) return 0;
  if (marks !== '') return columnsOf(lead + marks);
  for (let at = index - 1; at >= 0 && indent > 0; at--) {
    const above = splitPrefix(text[at]!);
    if (above.content === '' || above.indent >= indent) continue;
    const [mark] = itemMarks.exec(above.content)!;
    if (mark === '' && (!isWords.test(above.content) || !text[at - 1]?.trim())) return 0;
    if (mark !== '' && columnsOf(above.lead + mark) <= indent) return indent;
  }
  return 0;
}

/** A line with which the paragraph above may go on, be it the one of a list item. */
const isWords = /^(?!#{1,6}[ \t]|`{3}|~{3}|[<>|{])/;

/** Finds each closing tag's opening one, and gives those that close nothing; an opening tag that is left over stands alone. */
function pairTags(tags: readonly Tag[]): Tag[] {
  const open: Tag[] = [];
  const stray: Tag[] = [];
  for (const tag of tags) {
    if (tag.code) continue;
    if (tag.role === 'open') open.push(tag);
    else if (tag.role === 'close') {
      const at = open.findLastIndex(({ name }) => name === tag.name);
      if (at === -1) {
        stray.push(tag);
        continue;
      }
      const opener = open[at]!;
      open.length = at;
      opener.partner = tag;
      tag.partner = opener;
    }
  }
  return stray;
}
