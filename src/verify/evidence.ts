/** A word of prose with the source or output line it stands on. */
export interface Word {
  text: string;
  /** From 1. */
  line: number;
  /** Only markup and punctuation, no space, stands between this word and the next. */
  glued: boolean;
  /** It stands in an attribute or in the label of a fence, beside the text. */
  aside?: true;
  /** Whether it is of the title of a link, which goes with where the link leads. */
  ofLink?: true | undefined;
  /** Where it begins in the text that was read. */
  at?: number;
  /** What it stands in: a sum of `markBits`. */
  marks?: number;
}

/** What a word may stand in. */
export const markBits = {
  code: 1,
  strong: 2,
  emphasis: 4,
  delete: 8,
  link: 16,
  heading: 32,
} as const;
export type MarkKind = keyof typeof markBits;

/** A heading, link target or table cell: what it is compared by, and how it is shown. */
export interface Piece {
  /** Words joined by one space, or the URL. */
  key: string;
  line: number;
  /** Where the text of a link leads, as it is written; absent where that is not known. */
  url?: string | undefined;
  /** Level of a heading; absent where it depends on the file that includes it. */
  level?: number;
  /** As it is written, of a label. */
  text?: string;
  /** The lines that show it, where that is not its own: those that refer to a definition. */
  places?: readonly number[];
}

export interface CodeBlock {
  lang: string;
  meta: string;
  lines: string[];
  /** Line of the opening fence. */
  line: number;
  /** It stands in a cell of a table of HTML. */
  inCell?: true;
  /** Liquid is read in it: variables show their values. */
  isTemplate?: true;
  /** What comments in it say that only colour lines, beside the usual ones. */
  magicComments?: readonly string[];
}

/** What the checker knows of one text, source or output. */
export interface Evidence {
  code: CodeBlock[];
  headings: Piece[];
  /** Absolute link targets. */
  links: Piece[];
  cells: Piece[];
  /** Rows of tables; the key holds those of the cells, with a bar between. */
  rows: Piece[];
  /** Texts of links. */
  linked: Piece[];
  /** What boxes, tabs, cards and blocks of code are called. */
  labels: Piece[];
  /** Spans of code, and what is strong, emphasised or struck out; each key begins with which. */
  marks: Piece[];
  words: Word[];
  /** First and last lines of what may stand elsewhere in the output: slots, and a heading that became the title. */
  loose?: readonly (readonly [number, number])[];
}

/** One thing that the output should hold and does not, or holds and should not. */
export interface Finding {
  rule:
    | 'missing'
    | 'code'
    | 'heading'
    | 'level'
    | 'word'
    | 'order'
    | 'mark'
    | 'link'
    | 'target'
    | 'cell'
    | 'leak'
    | 'fixed-point';
  path: string;
  /** Line in the source for losses, in the output for leaks. */
  line: number;
  /** One line that says what is missing or leaked. */
  what: string;
}

/** How much of one kind the source holds, and how much of it the output does. */
export interface Kept {
  total: number;
  kept: number;
}

export type Counts = Record<'words' | 'codeLines' | 'headings' | 'links' | 'cells', Kept>;

export function noCounts(): Counts {
  const none = () => ({ total: 0, kept: 0 });
  return { words: none(), codeLines: none(), headings: none(), links: none(), cells: none() };
}

/**
 * A sign of a script that sets no spaces is a word; elsewhere one is a run of letters and digits. What
 * only chooses how a picture looks, as after `⚙`, is none.
 */
const sign = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー]`;
const wordPattern = new RegExp(String.raw`${sign}|(?:(?!${sign}|\ufe0f)[\p{L}\p{N}\p{M}])+`, 'gu');
const urlPattern = /\bhttps?:\/\/(?!\{)(?:(?!&(?:quot|lt|gt|apos);)[^\s<>"'`)\]}|])+/g;

export const urlsOf = (text: string): string[] =>
  [...text.matchAll(urlPattern)].map(([url]) => url);

/** `&lt` without its end, as browsers read it in HTML: https://html.spec.whatwg.org/#named-character-reference-state */
const openEntity = /&[lg]t(?!\w*;)/g;

/** A line without URLs and entities in it. */
function withoutSigns(row: string): string {
  if (!/:\/\/|&/.test(row)) return row;
  const blanks = (found: string) => ' '.repeat(found.length);
  return row.replace(urlPattern, blanks).replace(openEntity, blanks);
}

/** The words of a text; URLs are not words, since they are compared as links. */
export function wordsOf(text: string, firstLine: number): Word[] {
  const words: Word[] = [];
  let line = firstLine;
  let start = 0;
  for (const row of text.split('\n')) {
    const bare = withoutSigns(row);
    const found = [...bare.matchAll(wordPattern)];
    found.forEach((match, index) => {
      const next = found[index + 1];
      const between = next && bare.slice(match.index + match[0].length, next.index);
      const glued = between !== undefined && !/\s/.test(between);
      words.push({ text: match[0], line, glued, at: start + match.index });
    });
    line++;
    start += row.length + 1;
  }
  return words;
}

/** The words of a text joined by single spaces: the form headings and cells are compared in. */
export function wordKey(text: string): string {
  return wordsOf(text, 1)
    .map((word) => word.text)
    .join(' ');
}

const picture = /[^\p{L}\p{N}\p{M}\p{P}\s\p{Cc}\p{Sk}<>=+|$^~]+/gu;

/** What a cell of a table is compared by: its words, or the signs of one that has none. */
export const cellKey = (text: string): string =>
  wordKey(text) || [...text.matchAll(picture)].join(' ');

/** What a row is compared by; empty cells at its end do not count. */
export const rowKey = (cells: readonly string[]): string =>
  cells.join(' | ').replace(/(?: \|\s*)+$/, '');

/** A text of Markdown with the signs that backslashes escape in their place. */
export const unescaped = (text: string): string => text.replace(/\\([!-/:-@[-`{-~])/g, '$1');

/** A link target as it is compared: no entities, no closing punctuation, no tags of a template, one form of escaping. */
export function linkKey(url: string): string {
  const read = url
    .replace(/\s*[\t\n\r]\s*/g, '')
    .trim()
    .replace(/\{\{(?![<%])[^{}]*\}\}/g, '')
    .replaceAll('&amp;', '&')
    .replace(/&#(x[\da-f]{1,5}|\d{1,6});/gi, (_, code) =>
      String.fromCodePoint(Number(code.replace(/^x/i, '0x'))),
    );
  const decoded = unescaped(read).replace(/[.,;:!?'"*_~]+$/, '');
  try {
    return ofFilm(decodeURI(decoded).replace(/\/$/, ''));
  } catch {
    return ofFilm(decoded.replace(/\/$/, ''));
  }
}

/** A player shows the film whose page a component is given: they are one target. */
const ofFilm = (url: string): string =>
  url
    .replace(/^https?:\/\/player\.vimeo\.com\/video\/(?=\d)/, 'https://vimeo.com/')
    .replace(
      /^https?:\/\/(?:youtu\.be\/|(?:www\.)?youtube(?:-nocookie)?\.com\/(?:embed\/|watch\?v=))(?=[\w-]{11}(?:[?&#]|$))/,
      'https://youtu.be/',
    );
