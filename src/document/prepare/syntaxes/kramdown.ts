import type { LineKinds } from '../../lines/lines.ts';
import { splitPrefix } from '../../lines/prefix.ts';
import { codeSpans, inSpan, outsideSpans } from '../../lines/spans.ts';
import { readAttributes } from '../attributes.ts';
import { attribute, type Call, callTag, textValue } from '../call.ts';
import { Edits, ownBlock } from '../edits.ts';
import { prepareHtmlEnds } from '../html-ends.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';
import { joinTagsOverLines } from '../tags-over-lines.ts';
import { abbreviation, expandFirst, takeAbbreviations } from './abbreviations.ts';
import { prepareKramdownTables, usualTables } from './kramdown-tables.ts';
import { withCodeOfTags } from './liquid-bodies.ts';
import { isJekyll } from './liquid-data.ts';

const inside = String.raw`(?:[^{}\n]|\{\{[^{}\n]*\}\})*`;
const ownLine = new RegExp(String.raw`^\{:(${inside})\}$`);
const extension = String.raw`\{::comment\}.*?\{:/(?:comment)?\}|\{::[a-z]+(?:[ \t][^{}\n]*)?\}|\{:/[a-z]*\}`;
const inLine = new RegExp(String.raw`${extension}|(?<=[)\]*_>~\x60])\{:${inside}\}`, 'g');
const leading = new RegExp(String.raw`^([ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\{:${inside}\}[ \t]*`);
const item = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/;
/** A footnote; a definition of a link may stand right below: https://kramdown.gettalong.org/syntax.html#footnotes */
const note = /^ {0,3}\[\^[^\]\n]+\]:/;
/** What cannot be a paragraph or a quote. */
const other = /^(?:#{1,6}[ \t]|[-*+][ \t]|\d{1,9}[.)][ \t]|\||`{3}|~{3}|<|\{|(?:[-*_][ \t]*){3,}$)/;

const boxes = new Set(
  'note info tip success important warning attention caution danger error'.split(' '),
);

/**
 * kramdown, which Jekyll has by default: attribute lists `{: .class #id}` beside a block and behind
 * a piece of a line, `{:toc}` in place of a list, blocks of HTML that end with their tag, tables whose
 * rows have any number of cells, notes that go on only where they are indented.
 */
export const kramdown: SourceSyntax = {
  name: 'kramdown',
  sign: /\{:|\n\^[ \t]*\n|\n[ \t]*\||\\\\\n|\*\[[^\]\n]+\]:|<[a-z][\w-]*(?:[ \t][^<>\n]*)?\n|<(?:\/[a-z\d]+|(?:img|br)\b[^<>\n]*)>[ \t]*\n {0,3}[^\s<]|-:?[ \t]*\|[ \t]*:?-|\n\[\^[^\]\n]+\]:|\n[ \t]*(?:\{%[^\n]*%\}[ \t]*)?\n[ \t]+<[/a-z]/i,
  prepare,
};

function prepare(preparation: Preparation): Edits {
  preparation.apply(joinTagsOverLines(withCodeOfTags(preparation.lines)));
  preparation.apply(prepareHtmlEnds(withCodeOfTags(preparation.lines)));
  preparation.apply(dropExtensions(withCodeOfTags(preparation.lines)));
  if (isJekyll(preparation)) preparation.apply(usualTables(withCodeOfTags(preparation.lines)));
  preparation.apply(prepareKramdownTables(withCodeOfTags(preparation.lines)));
  preparation.apply(putMeanings(withCodeOfTags(preparation.lines)));
  const edits = new Edits();
  const { text, kind } = withCodeOfTags(preparation.lines);
  const inBoxes = new Set<number>();
  for (const [index, line] of text.entries()) {
    if (kind[index] !== 'text' || inBoxes.has(index)) continue;
    const { lead, content } = splitPrefix(line);
    const [, list] = ownLine.exec(content) ?? [];
    if (note.test(line) && /^\S/.test(text[index + 1] ?? '')) edits.insertAfter(index, '');
    if (list !== undefined) {
      edits.replace(index, lead.trimEnd());
      readList(preparation, edits, { index, list, inBoxes });
    } else {
      const made = withoutLists(line.replace(leading, '$1'));
      if (made !== line) edits.replace(index, made);
    }
  }
  return edits;
}

const comment = /^\{::comment\}$/;
const commentEnd = /^\{:\/(?:comment)?\}$/;

/** Comments over several lines, and the marks that only end a block: https://kramdown.gettalong.org/syntax.html#eob-marker */
function dropExtensions({ text, kind }: LineKinds): Edits {
  const edits = new Edits();
  for (let index = 0; index < text.length; index++) {
    const line = text[index]!.trim();
    if (kind[index] !== 'text') continue;
    if (line === '^') edits.replace(index, '');
    if (!comment.test(line)) continue;
    const end = text.findIndex((one, at) => at > index && commentEnd.test(one.trim()));
    if (end !== -1) edits.remove(index, end);
    index = Math.max(index, end);
  }
  return edits;
}

/** Gives abbreviations their meanings, and ends lines where two backslashes do: https://kramdown.gettalong.org/syntax.html#abbreviations */
function putMeanings({ text, kind }: LineKinds): Edits {
  const edits = new Edits();
  const prose = text.map((line, index) => (kind[index] === 'text' ? line : ''));
  const meanings = takeAbbreviations(prose, edits);
  for (const [index, line] of prose.entries()) {
    if (line === '' || abbreviation.test(line)) continue;
    const ended = line.replace(/(?<!\\)\\\\$/, '\\');
    const made =
      meanings.size === 0 ? ended : outsideSpans(ended, (part) => expandFirst(part, meanings));
    if (made !== line) edits.replace(index, made);
  }
  return edits;
}

/** A line without the lists behind its links, marks and code spans, and without the tags of extensions. */
function withoutLists(line: string): string {
  const spans = codeSpans(line);
  return line.replace(inLine, (whole: string, at: number) => (inSpan(spans, at) ? whole : ''));
}

/** What a list in a line of its own says of the block beside it: the one above, or else the one below. */
function readList(
  preparation: Preparation,
  edits: Edits,
  { index, list, inBoxes }: { index: number; list: string; inBoxes: Set<number> },
): void {
  const { text, source } = preparation.lines;
  const above = text[index - 1] ?? '';
  if (/^\s*toc\b/.test(list) && item.test(above)) edits.replace(index - 1, '');
  const attributes = readAttributes(list) ?? [];
  const id = textValue(attributes, 'id');
  if (id !== undefined) preparation.headingIds.set(source[headingBeside(text, index)]!, id);
  const classes = textValue(attributes, 'class');
  const box = classes === undefined ? undefined : boxOf(preparation, classes);
  const block = box && blockBeside(text, index);
  if (box === undefined || block === undefined) return;
  const [first, last] = block;
  const isQuote = text[first]!.trimStart().startsWith('>');
  for (let at = first; isQuote && at <= last; at++) {
    const inner = text[at]!.replace(/^([ \t]*)> ?/, '$1');
    if (ownLine.test(inner.trim())) inBoxes.add(at);
    edits.replace(at, inBoxes.has(at) ? '' : withoutLists(inner));
  }
  const lead = /^[ \t]*/.exec(text[first]!)![0];
  edits.insertBefore(first, ...ownBlock(lead, callTag.open(preparation.call(box))));
  edits.insertAfter(last, ...ownBlock(lead, callTag.close));
}

/** The line in which a heading beside a list begins: an underlined one is two lines above. */
function headingBeside(text: readonly string[], index: number): number {
  const above = text[index - 1] ?? '';
  if (above.trim() === '') return index + 1;
  return /^ {0,3}(?:=+|-+)[ \t]*$/.test(above) ? index - 2 : index - 1;
}

/** The box that a class makes of a block: one of the usual names, also `notice--info`, or one that the site's theme is given; `note` beside another is what all boxes have. */
function boxOf({ site }: Preparation, classes: string): Call | undefined {
  let box: Call | undefined;
  for (const written of classes.split(' ')) {
    const name = written
      .replace(/^(?:notice|alert|callout|admonition|message)--?/, '')
      .replace(/-title$/, '');
    const title = site.text(`callouts.${name}.title`);
    const isKnown = boxes.has(name);
    if (!isKnown && title === undefined && name !== 'notice') continue;
    const attributes = title === undefined || isKnown ? [] : [attribute('title', title)];
    box = { origin: 'container', name: isKnown ? name : 'note', attributes };
    if (name !== 'note' && name !== 'notice') return box;
  }
  return box;
}

/** The first and the last line of the paragraph or quote beside a list; undefined where it is another block. */
function blockBeside(
  text: readonly string[],
  index: number,
): [first: number, last: number] | undefined {
  const isAbove = (text[index - 1] ?? '').trim() !== '';
  const step = isAbove ? -1 : 1;
  let end = index + step;
  if ((text[end] ?? '').trim() === '') return undefined;
  while ((text[end + step] ?? '').trim() !== '' && !/^ {0,3}\{:/.test(text[end + step]!))
    end += step;
  const [first, last] = isAbove ? [end, index - 1] : [index + 1, end];
  const isPlain = !text.slice(first, last + 1).some((line) => other.test(line.trimStart()));
  return isPlain || text[first]!.trimStart().startsWith('>') ? [first, last] : undefined;
}
