import { marksOf, NativeReader } from './native-reader.ts';

/** Characters that native looks at in a second or two. */
const maxWork = 2.5e9;

/** How often native looks at what stands in a block, beside once for each of its braces. */
const looks = 4;

/** What the native parser does, character by character, for what only looks like a tag: characters beyond ASCII are counted. */
const tagWork = 1 / 8;

/** So many elements are counted as open, all of them, without a look at them. */
const fewElements = 6;

/** More open elements than this need not be counted: each one doubles the work. */
const maxOpen = 31;

const brace = '{'.charCodeAt(0);

/**
 * Whether native finds the ends of all expressions within about two seconds.
 *
 * In an expression it reads elements whole, and where an element has no end it goes back and reads
 * on after its `<`: each such element within another one doubles the work. Nothing is assumed of
 * where the expressions stand. Native may read what is in a block, the lines up to a blank one, as if
 * the text ended with the block or within it, as in a heading or a cell: then all elements over that
 * place are without an end. And for each brace it looks again at the tags before it in the block.
 *
 * @param tags how many `<` there are
 */
export function endsSoon(text: string, tags: number): boolean {
  if (workOfClosed(text, tags) <= maxWork) return true;
  const marks = marksOf(text);
  const reader = new NativeReader(text, marks);
  let [work, mostBraces] = [0, 0];
  for (let last = marks.length - 1; last > 0; ) {
    let [first, firstBrace, braces, length] = [last, last, 0, 0];
    const end = endOfBlock(text, marks[last - 1]!);
    do {
      const at = marks[--first]!;
      if (text.charCodeAt(at) !== brace) continue;
      firstBrace = first;
      braces++;
      const read = reader.read(first);
      length += Math.min(read.end, end) - at;
      work += read.work;
    } while (first > 0 && endOfBlock(text, marks[first - 1]!) > marks[first]!);
    const elements = last - firstBrace - braces;
    const open = elements > fewElements ? mostOpen(reader, firstBrace, last) : elements;
    work += length * 2 ** open;
    work += (last - first - braces) * (marks[last]! - marks[first]!) * tagWork;
    mostBraces = Math.max(mostBraces, braces);
    if (work * (mostBraces + looks) > maxWork || reader.isSpent) return false;
    last = first;
  }
  return true;
}

const source = String.raw;
const part = source`[^{}<"'\x60/\\]|"(?:[^{}<"\\\n]|\\[^{}<\n])*"|(?<!\w)'(?:[^{}<'\\\n]|\\[^{}<\n])*'|\x60[^{}<\x60\\]*\x60|/\*(?:[^{}<*]|\*(?!/))*\*/`;
/** An expression without tags, of which strings and comments hide no brace: however native begins it, it ends here. */
const closed = new RegExp(source`\{(?:${part}|\{(?:${part}){0,500}\}){0,500}\}`, 'y');

/** The most work for a text whose expressions all end and hold no tags; endless for others. */
function workOfClosed(text: string, tags: number): number {
  let braces = 0;
  for (let at = text.indexOf('{'); at !== -1; at = text.indexOf('{', at + 1)) {
    closed.lastIndex = at;
    if (!closed.test(text)) return Infinity;
    braces++;
  }
  return text.length * (2 + tags * tagWork) * (braces + looks);
}

/** Where the lines without a blank one between them end that a place is in. */
function endOfBlock(text: string, at: number): number {
  const end = text.indexOf('\n\n', at);
  return end === -1 ? text.length : end;
}

/** The most elements of a block that lie over one place. */
function mostOpen(reader: NativeReader, first: number, last: number): number {
  const { text, marks } = reader;
  let most = 0;
  let ends: number[] = [];
  for (let mark = first; mark < last && most < maxOpen; mark++) {
    const at = marks[mark]!;
    if (text.charCodeAt(at) === brace) continue;
    ends = ends.filter((end) => end > at);
    most = Math.max(most, ends.push(reader.read(mark).end));
  }
  return most;
}
