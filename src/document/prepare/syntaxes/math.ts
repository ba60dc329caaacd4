import { splitPrefix } from '../../lines/prefix.ts';
import { codeSpans, inSpan } from '../../lines/spans.ts';
import { attribute, callTag } from '../call.ts';
import { Edits } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';
import { ScriptSpans } from '../script-spans.ts';
import { withCodeOfTags } from './liquid-bodies.ts';

/** Delimiters of maths on lines of their own, by what opens them. */
const blockEnds: Readonly<Record<string, string>> = { $$: '$$', '\\[': '\\]', '\\\\[': '\\\\]' };
const blockStart = /^(\$\$|\\{1,2}\[)/;
const itemMark = /^(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\$\$|\\{1,2}\[|\\begin\{)/;
const environment = /^\\begin\{([a-zA-Z]+\*?)\}/;
/** Beyond a tag of HTML another thing begins. */
const noTag = String.raw`(?!<(?:/[A-Za-z]|[A-Za-z][\w-]*\s[\w-]+=))`;
/** Maths in two dollars, which may hold single ones, with a blank behind the first ones if it holds a sign of TeX. */
const twoDollars = String.raw`(?<![\\$])\$\$(?:(?!\s)|(?=[^$]*[\\^_{}=]))(?:${noTag}[^$]|\$(?!\$))+?\$\$`;
/**
 * Maths in single dollars, with a blank at an end if it holds a sign of TeX; not from the dollar of `{'$'}`. Right
 * behind a word only what is raised or lowered, `CO$_2$`. The dollar of `${a.b}` ends none.
 */
const oneDollar = String.raw`(?<![\\$])(?:(?<!\w)|(?=\$[_^][\w{\\+-]))\$(?!\$|['"]\})(?:(?!\s)|(?=[^$\x60]*[\\^_][^$\x60]*\$))(?:\\.|${noTag}[^\\$\x60])*?(?=\$)(?:(?<!\s)|(?<=[\\^_][^$]*))\$(?![\d{$])`;
const dollars = `${twoDollars}|${oneDollar}`;
const inDollars = new RegExp(dollars, 'y');
const inline = new RegExp(`${dollars}|${String.raw`(?<!\\)\\{1,2}[([]`}`, 'g');

/** Behind the end of maths in a block: nothing, or the label that MyST gives it. */
const afterEnd = /^\s*(?:\([\w:.-]+\)\s*)?$/;

const delimiterRow = /^(?=.*-)(?=.*\|)[|:\- \t]+$/;
/** What ends a cell of a table. */
const cellEnd = /(?<!\\)\|/;

/** Longer runs are not maths whose end was found. */
const maxLines = 100;

/** TeX stays as it is written: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`, also with two backslashes, and `\begin{…}` are not Markdown. */
export const math: SourceSyntax = { name: 'math', sign: /\$|\\[([b]/, prepare: prepareMath };

export function prepareMath(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text, kind } = withCodeOfTags(preparation.lines);
  const script = preparation.syntax === 'mdx' ? new ScriptSpans() : undefined;
  let columns = 0;
  for (let index = 0; index < text.length; index++) {
    if (kind[index] !== 'text') continue;
    const line = text[index]!;
    columns = columnsAt(text, index, columns);
    const end = script?.isInside ? undefined : blockEnd(text, index);
    if (end === undefined) {
      const made = inlineMath(preparation, line, {
        script,
        isRow: columns > 0 && cells(line) === columns,
      });
      if (made !== line) edits.replace(index, made);
      continue;
    }
    const { lead, mark } = startOf(line);
    const column = lead.length + mark.length;
    const rest = text.slice(index + 1, end + 1).map((each) => withoutLead(each, column));
    const tex = [line.slice(column), ...rest];
    const tag = callTag.alone(call(preparation, tex.join('\n')));
    const blank = lead.trimEnd();
    edits.replace(index, ...(mark === '' ? [blank] : []), lead + mark + tag, blank);
    edits.remove(index + 1, end);
    index = end;
  }
  return edits;
}

/** A line of a block without the prefix of its first line: further blanks keep `=` from underlining a heading. */
function withoutLead(line: string, column: number): string {
  const { lead, content } = splitPrefix(line);
  return lead.slice(column) + content;
}

/** What stands before the content of a line: its prefix, and the mark of a list item. */
function startOf(line: string): { lead: string; mark: string; content: string } {
  const { lead, content } = splitPrefix(line);
  const mark = itemMark.exec(content)?.[0] ?? '';
  return { lead, mark, content: content.slice(mark.length) };
}

function call(preparation: Preparation, tex: string): number {
  const attributes = [attribute('tex', tex)];
  return preparation.call({ origin: 'macro', name: 'tex', attributes, source: tex });
}

/** The last line of the maths that begin a line; undefined where none do. */
function blockEnd(text: readonly string[], start: number): number | undefined {
  const { content } = startOf(text[start]!);
  const mark = blockStart.exec(content)?.[1];
  const name = environment.exec(content)?.[1];
  const closing = mark === undefined ? name && `\\end{${name}}` : blockEnds[mark];
  if (!closing) return undefined;
  const last = Math.min(text.length, start + maxLines);
  for (let index = start; index < last; index++) {
    const line = index === start ? content : splitPrefix(text[index]!).content;
    const found = line.indexOf(closing, index === start ? (mark?.length ?? 0) : 0);
    if (found !== -1) return afterEnd.test(line.slice(found + closing.length)) ? index : undefined;
    if (line === '' && mark === undefined) return undefined;
  }
  return undefined;
}

/** Where maths in dollars end that begin at a place. */
const mathAt = (line: string) => (at: number) => {
  if (line[at] !== '$') return undefined;
  inDollars.lastIndex = at;
  const [found] = inDollars.exec(line) ?? [];
  return found && isTex(found) ? at + found.length : undefined;
};

/** The columns of the table that a line belongs to; 0 outside tables. */
function columnsAt(text: readonly string[], index: number, before: number): number {
  const { content: below } = splitPrefix(text[index + 1] ?? '');
  if (delimiterRow.test(below)) return cells(below);
  return splitPrefix(text[index]!).content.includes('|') ? before : 0;
}

const cells = (line: string): number =>
  splitPrefix(line)
    .content.trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(cellEnd).length;

/** In a row whose cells are as many as the columns, maths end within their cell. */
function inlineMath(
  preparation: Preparation,
  line: string,
  { script, isRow }: { script: ScriptSpans | undefined; isRow: boolean },
): string {
  const code = codeSpans(line);
  const spans = [
    ...code,
    ...destinations(line),
    ...(script?.next(line, { code, skipped: mathAt(line) }) ?? []),
  ];
  /** What ends maths in brackets and does not come any more. */
  const lacking = new Set<string>();
  let made = '';
  let from = 0;
  inline.lastIndex = 0;
  for (let match = inline.exec(line); match !== null; match = inline.exec(line)) {
    const [opened] = match;
    const whole = opened.startsWith('$') ? opened : inBrackets(line, match, lacking);
    if (whole === undefined) continue;
    if (isRow && cellEnd.test(whole)) {
      inline.lastIndex = match.index + 1;
      continue;
    }
    inline.lastIndex = match.index + whole.length;
    if (inSpan(spans, match.index) || !isTex(whole)) continue;
    made += line.slice(from, match.index) + callTag.alone(call(preparation, whole));
    from = inline.lastIndex;
  }
  return made + line.slice(from);
}

/** Where the destinations of links and the tags `{% … %}` stand: what is in them is no maths. */
const destinations = (line: string): [number, number][] =>
  [...line.matchAll(destination)].map(({ 0: { length }, index }) => [index, index + length]);

const destination = /\]\([^\s()<>$\\]*(?:\$|\\[()])(?:\\.|[^\s()<>\\])*|\{%(?:[^%]|%(?!\}))*%\}/g;

/** Maths in brackets as they are written; undefined where nothing ends them, or they are empty. */
function inBrackets(
  line: string,
  { 0: opening, index: start }: RegExpExecArray,
  lacking: Set<string>,
): string | undefined {
  const end = opening.slice(0, -1) + (opening.endsWith('(') ? ')' : ']');
  const from = start + opening.length;
  const at = lacking.has(end) ? -1 : line.indexOf(end, from);
  if (at === -1) lacking.add(end);
  if (at <= from || /[\r\u2028\u2029]/.test(line.slice(from, at))) return undefined;
  return line.slice(start, at + end.length);
}

/** Whether what stands in delimiters is TeX; `\[` and `\(` also keep brackets from being links. */
function isTex(source: string): boolean {
  if (source.includes('<x-call') || (source.startsWith('$') && source.includes('`'))) return false;
  if (source.startsWith('$')) return true;
  const inside = source.replace(/^\\+.|\\+.$/g, '').trim();
  if (/<\/[A-Za-z]/.test(inside)) return false;
  return /[\\^_{}=+<>|]/.test(inside) || /^\p{L}$|^[\d\s.*/-]+$/u.test(inside);
}
