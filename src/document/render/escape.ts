import { getOrMake } from '../../maps.ts';
import { lineStart } from './line-start.ts';
import {
  type CharacterClass,
  classify,
  flanks,
  normalizeLabel,
  type Surroundings,
} from './surroundings.ts';

/** A piece of text with what stands around it. */
export interface TextPlace {
  value: string;
  /** What is written before the text; only its last character counts. `\n` at the start of a block. */
  before: string;
  /** What is written after the text; only its first character counts. */
  after: string;
  /** Inside the text of a link. */
  inLabel: boolean;
  around: Surroundings;
}

/** Longer than any character reference, and than what stands before the at sign of an address. */
const lookAhead = 80;

type Check = (place: TextPlace, index: number) => boolean;

/** Characters that may have to be escaped, each with the question whether it has to be. */
const checks: Readonly<Record<string, Check>> = {
  '\\': backslash,
  '`': (place, index) => place.around.facts().ticks || isLineStart(place, index),
  '*': attention,
  _: attention,
  '~': attention,
  '[': isUnsafeBracket,
  ']': isUnsafeBracket,
  '(': afterReference,
  ':': afterReference,
  '!': (place, index) => index === place.value.length - 1 && place.after.charAt(0) === '[',
  '<': openAngle,
  '@': ({ value, before }, index) => index === 0 && before.endsWith('_') && /^@[\w.-]/.test(value),
  '&': (place, index) => characterReference.test(following(place, index)),
  '|': (place) => place.around.inCell,
  '#': closingHashes,
};

const candidates = /[\\`*_~[\](:!<&|#@]/g;
const characterReference = /^&(?:#(?:\d{1,7}|[xX][\da-fA-F]{1,6})?|[A-Za-z][\dA-Za-z]*)?(?:;|$)/;

/**
 * Escapes what would be read as markup where it stands, and nothing else.
 * Spaces and line ends that would be lost become character references.
 */
export function escapeText(place: TextPlace): string {
  const { value } = place;
  const escapes = escapesIn(place);
  if (escapes.size === 0) return value;
  let result = '';
  let from = 0;
  for (const at of [...escapes.keys()].sort((one, other) => one - other)) {
    result += value.slice(from, at) + escapes.get(at);
    from = at + 1;
  }
  return result + value.slice(from);
}

/** Line ends, and spaces that stand at the end of something. */
const blanks = /[\r\n\t]|(?<![^\n]) | (?![^\n])/g;

/** What is written in place of characters, by their position. */
function escapesIn(place: TextPlace): ReadonlyMap<number, string> {
  const { value } = place;
  const escapes = new Map<number, string>();
  // Most pieces of text come this way: `matchAll` would make a new expression for each of them.
  candidates.lastIndex = 0;
  for (
    let at = candidates.exec(value)?.index;
    at !== undefined;
    at = candidates.exec(value)?.index
  ) {
    const character = value.charAt(at);
    if (checks[character]!(place, at)) escapes.set(at, `\\${character}`);
  }
  for (const at of lineStart(place)) escapes.set(at, `\\${value.charAt(at)}`);
  blanks.lastIndex = 0;
  for (let at = blanks.exec(value)?.index; at !== undefined; at = blanks.exec(value)?.index) {
    const written = escapes.has(at) ? undefined : blank(place, at);
    if (written !== undefined) escapes.set(at, written);
  }
  return escapes;
}

function blank({ value, before, after, around }: TextPlace, index: number): string | undefined {
  const character = value.charAt(index);
  if (character === '\n' || character === '\r') {
    if (around.inCell || around.inHeading) return ' ';
    const doubled =
      charAt(value, index - 1, before) === '\n' || charAt(value, index + 1, after) === '\n';
    return doubled || character === '\r' ? reference(character) : undefined;
  }
  if (character !== ' ' && character !== '\t') return undefined;
  const edge =
    charAt(value, index - 1, before) === '\n' || charAt(value, index + 1, after) === '\n';
  return edge ? reference(character) : undefined;
}

const reference = (character: string): string =>
  `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`;

/** The character at `index` of the text, or of what stands around it. */
function charAt(value: string, index: number, outside: string): string {
  if (index < 0) return outside.charAt(outside.length - 1);
  return index < value.length ? value.charAt(index) : outside.charAt(0);
}

/** The text from `index` on, as far as any markup looks ahead. */
function following({ value, after }: TextPlace, index: number): string {
  const rest = value.slice(index, index + lookAhead);
  return rest.length < lookAhead ? rest + after.charAt(0) : rest;
}

function backslash({ value, after }: TextPlace, index: number): boolean {
  if (index === value.length - 1) return /^\S|^\n/.test(after);
  return /[!-/:-@[-`{-~\n]/.test(value.charAt(index + 1));
}

function attention(place: TextPlace, index: number): boolean {
  const { value, before, after, around } = place;
  const marker = value.charAt(index);
  if (!around.facts().pairs.has(marker)) return false;
  const [start, end] = runAt(place, index);
  const { opens, closes } = flanks(
    marker,
    start === 0
      ? classifyOutside(before.charAt(before.length - 1))
      : classify(value.charAt(start - 1)),
    end === value.length ? classifyOutside(after.charAt(0)) : classify(value.charAt(end)),
  );
  return opens || closes;
}

const runs = new WeakMap<TextPlace, readonly [start: number, end: number]>();

/** The run of one marker around `index`; its characters are asked for one after the other. */
function runAt(place: TextPlace, index: number): readonly [start: number, end: number] {
  const last = runs.get(place);
  if (last && index >= last[0] && index < last[1]) return last;
  const { value } = place;
  const marker = value.charAt(index);
  let start = index;
  let end = index;
  while (start > 0 && value.charAt(start - 1) === marker) start--;
  while (end < value.length && value.charAt(end) === marker) end++;
  const run = [start, end] as const;
  runs.set(place, run);
  return run;
}

/** How the neighbour will be written is not certain, but white space stays white space. */
const classifyOutside = (character: string): CharacterClass =>
  classify(character) === 'space' ? 'space' : 'unknown';

/** After `[label]` of a reference, these would make a link or a definition of it. */
function afterReference({ before }: TextPlace, index: number): boolean {
  return index === 0 && before.charAt(before.length - 1) === ']';
}

function openAngle(place: TextPlace, index: number): boolean {
  if (!/^<(?:[A-Za-z/!?]|[^\s<>]{1,70}@)/.test(following(place, index))) return false;
  return isLineStart(place, index) || place.around.facts().closesTags;
}

/** Number signs at the end of a heading, after a space, would be its closing sequence. */
function closingHashes({ value, after, around }: TextPlace, index: number): boolean {
  if (!around.inHeading || after.charAt(0) !== '\n') return false;
  return index === value.length - 1 && /(?:^|[ \t])#+$/.test(value);
}

/** CommonMark takes no longer label. */
const longestLabel = 999;

const brackets = new WeakMap<TextPlace, ReadonlySet<number>>();

/** Whether the bracket at `index` must be escaped; each text is looked through once. */
function isUnsafeBracket(place: TextPlace, index: number): boolean {
  return getOrMake(brackets, place, () => unsafeBrackets(place)).has(index);
}

/**
 * Brackets without partner: they could find one in what follows the text, or end the label that it
 * stands in. Where one pair would be a link, all are escaped, since escapes change who is partner.
 */
function unsafeBrackets(place: TextPlace): Set<number> {
  const unsafe = new Set<number>();
  const pairs: [open: number, close: number][] = [];
  const open: number[] = [];
  for (const { 0: bracket, index } of place.value.matchAll(/[[\]]/g)) {
    if (bracket === '[') open.push(index);
    else {
      const partner = open.pop();
      if (partner !== undefined) pairs.push([partner, index]);
      else if (place.inLabel) unsafe.add(index);
    }
  }
  for (const index of open) unsafe.add(index);
  if (pairs.some((pair) => isReference(place, pair))) {
    for (const [start, end] of pairs) {
      unsafe.add(start);
      if (place.inLabel) unsafe.add(end);
    }
  }
  return unsafe;
}

/** Whether a pair of brackets would be a link, a reference or a definition. */
function isReference(place: TextPlace, [open, close]: readonly [number, number]): boolean {
  const { value, before, after, around } = place;
  const next = close + 1 < value.length ? value.charAt(close + 1) : after.charAt(0);
  if (next === '(') return true;
  if (next === ':' && isLineStart(place, open)) return true;
  if (open === 0 && before.endsWith(']')) return true;
  const labels = around.labels();
  if (labels.size === 0) return false;
  if (next === '[') return true;
  return close - open <= longestLabel && labels.has(normalizeLabel(value.slice(open + 1, close)));
}

/** Whether a line of the block begins at `index`; headings and cells have none. */
function isLineStart({ value, before, around }: TextPlace, index: number): boolean {
  if (around.inCell || around.inHeading) return false;
  return index === 0 ? before.endsWith('\n') : value.charAt(index - 1) === '\n';
}
