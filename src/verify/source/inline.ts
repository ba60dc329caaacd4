import { addTo } from '../../maps.ts';
import { unescaped } from '../evidence.ts';
import { headingId, letterOf, readBrace } from './braces.ts';
import { type Cursor, endOfText, type Plain, skip, take, takeText } from './cursor.ts';
import { readAngle } from './inline-tags.ts';

type Step = (cursor: Cursor) => boolean;

const steps: Record<string, Step> = {
  '\\': readEscape,
  '`': readCode,
  '<': readAngle,
  '{': readBrace,
  '[': readDefinition,
  ']': readTarget,
  '&': readEntity,
  h: readUrl,
};

/** Reads prose character by character; what no step takes is text. */
export function readInline(
  source: string,
  options: Pick<Cursor, 'mdx' | 'inHtml' | 'hasShebangs' | 'tables'>,
): Plain {
  const plain: Plain = {
    text: '',
    asides: [],
    links: [],
    slots: [],
    elements: [],
    linked: [],
    labels: [],
    rows: [],
    code: [],
    spans: [],
  };
  const definitions = source.matchAll(
    /^[ \t>]*\[([^\]^\n][^\]\n]*)\]:[ \t]*\n?[ \t]*(?:<([^\s>]*)|((?![<[])\S*))(?=>?[ \t]*(?:$|["'(])|.*\}\})/gm,
  );
  const defined = new Map(
    // Of several with one label the first counts.
    [...definitions]
      .reverse()
      .map(([, label = '', bracketed, url = '']) => [label.toLowerCase(), bracketed ?? url]),
  );
  const cursor: Cursor = { source, at: 0, line: 1, out: [], plain, open: [], defined, ...options };
  while (cursor.at < source.length) {
    const char = source[cursor.at]!;
    if (steps[char]?.(cursor)) continue;
    cursor.out.push(char);
    if (char === '\n') cursor.line++;
    cursor.at++;
  }
  plain.text = cursor.out.join('');
  const starts = [0];
  for (const part of cursor.out) starts.push(starts.at(-1)! + part.length);
  plain.spans = plain.spans.flatMap(({ kind, from, to }) =>
    to === -1 ? [] : [{ kind, from: starts[from]!, to: starts[to]! }],
  );
  return plain;
}

/** A character that stands for itself, of which HTML has none; the brace of a heading's id may be escaped. */
function readEscape(cursor: Cursor): boolean {
  const next = cursor.source[cursor.at + 1];
  const isIn = cursor.inHtml.has(cursor.line) ? /[!-%'-/:;=-@[-`{-~]/ : /[!-/:-@[-`{-~]/;
  if (!next || !isIn.test(next)) return false;
  if (next === '{' && headingId.test(cursor.source.slice(cursor.at + 1, cursor.at + 300))) {
    skip(cursor, cursor.at + 1);
    return true;
  }
  take(cursor, next === '|' ? ' ' : `\u0001${next}`, cursor.at + 2);
  return true;
}

/** In code, too, Hugo and Jekyll show what they make. */
const shortcode =
  /\{\{(?:[<%](?![/*])[^{}\n]*[%>]|-?\s*[A-Za-z_][\w.]*(?:\s*\|[^{}\n]*)?\s*-?)\}\}/g;

/** A code span ends at the next run of as many backticks, within its paragraph. */
function readCode(cursor: Cursor): boolean {
  const { source, at } = cursor;
  const run = /^`+/.exec(source.slice(at, at + 100))![0].length;
  const limit = cursor.inHtml.has(cursor.line)
    ? at
    : Math.min(endOfText(source, at), endOfCell(source, at, run));
  const mark = '`'.repeat(run);
  let end = source.indexOf(mark, at + run);
  while (end !== -1 && end < limit) {
    let stop = end;
    while (source[stop] === '`') stop++;
    if (stop - end === run) {
      const code = source.slice(at + run, end);
      const isQuote = source[source.lastIndexOf('\n', at) + 1] === '>';
      const whole = isQuote ? code.replace(/\n[ \t]*>+[ \t]?/g, '\n') : code;
      const bare = whole.replace(/\{:[\w.]+\}$/, '');
      const shown = cursor.hasShebangs ? bare.replace(/^[ \t]*(?:#!|:::)[\w+#.-]+[ ]/, '') : bare;
      const inImage = cursor.open.some(({ from }) => cursor.out[from - 2] === '!');
      const from = cursor.out.length;
      if (!inImage) cursor.plain.code.push({ text: shown, line: cursor.line });
      if (!inImage) cursor.plain.spans.push({ kind: 'code', from, to: from + 1 });
      const words = shown.replace(shortcode, ' ').replace(/\\\||[*_~]/g, '\u0001');
      take(cursor, `\u0001${words}\u0001`, stop);
      return true;
    }
    end = source.indexOf(mark, stop);
  }
  take(cursor, mark, at + run);
  return true;
}

/** Two backticks alone in a cell are no code that begins there. */
function endOfCell(source: string, at: number, run: number): number {
  const lineStart = source.lastIndexOf('\n', at) + 1;
  const isRow = run > 1 && /^[ \t]*\|/.test(source.slice(lineStart, lineStart + 100));
  const end = isRow ? source.indexOf(' |', at + run) : -1;
  return end === -1 ? source.length : end;
}

const targetPattern =
  /^\]\(\s*(?:<([^<>\n]*)>|((?:\{\{[^\s{}]*[ \t][^{}\n]*\}\}|\\.|[^\s()\\]|\((?:\\.|[^\s()\\]|\([^\s()]*\))*\))*))(?:\s+("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\)))?\s*\)/;
const referencePattern = /^\]\[[^\][\n]*(?:\n[^\][\n]+)?\]/;
const definitionPattern =
  /^\[(?!\^)(?:\\.|[^\]\\]){1,999}\]:[ \t]*\n?[ \t]*(?:<([^<>\n]*)>|(\S+))([ \t]*\n?[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*(?=\n|$)/;

/** By CommonMark a label has at most so many characters. */
const longestLabel = 999;

/** The target of a link or an image with its title, or the label that stands for it. */
function readTarget(cursor: Cursor): boolean {
  const rest = cursor.source.slice(cursor.at, cursor.at + 30_000);
  const match = targetPattern.exec(rest);
  const isText = cursor.open.at(-1)?.mark === '[';
  if (match) {
    if (isText) takeText(cursor, match[1] ?? match[2] ?? '');
    return takeTarget(cursor, match);
  }
  const reference = referencePattern.exec(rest);
  const from = isText ? cursor.open.at(-1)!.at + 1 : cursor.at;
  const text = cursor.at - from > longestLabel ? '' : cursor.source.slice(from, cursor.at);
  const label = (reference?.[0].slice(2, -1) || text).replace(/\s+/g, ' ').toLowerCase();
  const url = isText ? cursor.defined.get(label) : undefined;
  // `[][Key](#key)` and `map[string][Key](#key)` are links after brackets.
  const isBare = text === '' || (isText && url === undefined);
  if (isBare && reference && rest[reference[0].length] === '(') return false;
  // The target that a shortcode gives is not known here.
  if (url) takeText(cursor, url);
  else if (isText) cursor.open.pop();
  if (reference) skip(cursor, cursor.at + reference[0].length);
  return reference !== null;
}

function readDefinition(cursor: Cursor): boolean {
  const { source, at } = cursor;
  if (!beginsLine(source, at)) return openText(cursor);
  const match = definitionPattern.exec(source.slice(at, at + 5000));
  if (!match) return openText(cursor);
  cursor.labels ??= labelsIn(source);
  const label = labelAt(match[0], 0)!;
  const uses = cursor.labels.get(label) ?? [];
  // A second definition of the same label is not seen.
  cursor.labels.delete(label);
  if (uses.length > 0) return takeTarget(cursor, match, uses);
  skip(cursor, at + match[0].length);
  return true;
}

/** A bracket may begin the text of a link; it stays for now. */
function openText(cursor: Cursor): false {
  cursor.open.push({ from: cursor.out.length + 1, mark: '[', at: cursor.at });
  return false;
}

/** Whether nothing but the marks of containers stands before it in its line. */
function beginsLine(source: string, at: number): boolean {
  let before = at - 1;
  while (/[ \t>*+.)-]/.test(source.charAt(before))) before--;
  return before < 0 || source[before] === '\n';
}

function takeTarget(cursor: Cursor, match: RegExpExecArray, uses?: number[]): boolean {
  const { plain, line, at, source } = cursor;
  const url = match[1] ?? match[2] ?? '';
  // Nobody sees a link without a text.
  const isEmpty = source[at - 1] === '[' && source[at - 2] !== '!';
  if (/^https?:/.test(url) && !isEmpty)
    plain.links.push(uses === undefined ? { url, line } : { url, line, uses });
  if (match[3] && !isEmpty) plain.asides.push({ text: match[3], line, ofLink: true });
  skip(cursor, at + match[0].length, '\u0002');
  return true;
}

function readEntity(cursor: Cursor): boolean {
  const entity = /^&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{1,30});/.exec(
    cursor.source.slice(cursor.at, cursor.at + 40),
  );
  if (!entity) return false;
  const [whole] = entity;
  const letter = letterOf(whole);
  if (letter === undefined) skip(cursor, cursor.at + whole.length);
  else {
    // In the source no letter follows a mark that ends before it.
    if (/[*_~]$/.test(cursor.out.at(-1) ?? '')) cursor.out.push('\u0001');
    take(cursor, letter, cursor.at + whole.length);
  }
  return true;
}

/** An entity at its end is not part of it, and one in its host makes it none: https://github.github.com/gfm/#autolinks-extension- */
const bareUrl =
  /^https?\\?:\/\/(?!&)(?:(?!&(?:(?:quot|lt|gt|apos);|[A-Za-z\d]+;[?!.,:*_~]*(?:[\s<]|$)))[^\s<>"'`)\]}|])+/;

function readUrl(cursor: Cursor): boolean {
  const { source, at, line } = cursor;
  if (!source.startsWith('http', at) || /[A-Za-z\d]/.test(source[at - 1] ?? '')) return false;
  const found = bareUrl.exec(source.slice(at, at + 5000));
  if (!found) return false;
  // The end of emphasis may stand right behind it.
  const url = source[at - 1] === '_' ? found[0].replace(/_[?!.,:*_~]*$/, '') : found[0];
  // With its colon escaped it is no link; the output, which has no needless escapes, makes it one.
  const isEscaped = /^https?\\/.test(url);
  const address = isEscaped ? unescaped(url) : url;
  cursor.plain.links.push({ url: address, line });
  skip(cursor, at + url.length);
  return true;
}

/** The lines that refer to each label. A definition to which none refers is not seen; some serve as comments. */
function labelsIn(source: string): Map<string, number[]> {
  const labels = new Map<string, number[]>();
  let line = 1;
  let counted = 0;
  for (let at = source.indexOf('['); at !== -1; at = source.indexOf('[', at + 1)) {
    const label = labelAt(source, at);
    // A link with a target of its own refers to none, nor does the definition.
    if (label === undefined || /[:(]/.test(source.charAt(at + label.length))) continue;
    line += source.slice(counted, at).split('\n').length - 1;
    counted = at;
    addTo(labels, label, line);
  }
  return labels;
}

/** Longer ones are not labels: https://spec.commonmark.org/0.31.2/#link-label */
const labelPattern = /\[(?:\\.|[^\]\\]){1,999}\]/y;

function labelAt(source: string, at: number): string | undefined {
  labelPattern.lastIndex = at;
  return labelPattern.exec(source)?.[0].toLowerCase();
}
