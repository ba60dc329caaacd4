import { classify, flanks } from './characters.ts';
import { lineStart } from './line-start.ts';
import { isAutolinkSafe, literalLinks } from './literal-links.ts';
import { normalizeLabel, type Surroundings } from './surroundings.ts';

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

type Check = (place: TextPlace, index: number) => boolean;

/** Characters that may have to be escaped, each with the question whether it has to be. */
const checks: Readonly<Record<string, Check>> = {
  '\\': backslash,
  '`': (place, index) => place.around.facts().ticks || atLineStart(place, index),
  '*': attention,
  _: attention,
  '~': attention,
  '[': openBracket,
  ']': (place, index) => place.inLabel && matchingOpen(place.value, index) < 0,
  '(': afterReference,
  ':': afterReference,
  '!': (place, index) => index === place.value.length - 1 && place.after.charAt(0) === '[',
  '<': openAngle,
  '&': (place, index) => characterReference.test(following(place, index)),
  '|': (place) => place.around.inCell,
  '#': closingHashes,
};

const candidates = /[\\`*_~[\](:!<&|#]/g;
const characterReference = /^&(?:#(?:\d{1,7}|[xX][\da-fA-F]{1,6})?|[A-Za-z][\dA-Za-z]*)?(?:;|$)/;

/**
 * Escapes what would be read as markup where it stands, and nothing else.
 * Spaces and line ends that would be lost become character references.
 */
export function escapeText(place: TextPlace): string {
  const unsafe = new Set<number>();
  for (const { 0: character, index } of place.value.matchAll(candidates)) {
    if (checks[character]!(place, index)) unsafe.add(index);
  }
  for (const index of lineStart(place)) unsafe.add(index);
  const angles = protectLinks(place, unsafe);
  let result = '';
  for (let index = 0; index < place.value.length; index++) {
    const character = place.value.charAt(index);
    result += angles.get(index) ?? '';
    if (unsafe.has(index)) result += `\\${character}`;
    else result += blank(place, index) ?? character;
  }
  return result + (angles.get(place.value.length) ?? '');
}

/** A bare URL stays bare, unless it would swallow what follows; then it gets angle brackets. */
function protectLinks(place: TextPlace, unsafe: Set<number>): Map<number, string> {
  const angles = new Map<number, string>();
  if (place.inLabel) return angles;
  for (const link of literalLinks(place)) {
    const marked = [...unsafe].some((index) => index >= link.start && index < link.end);
    if (!link.glued && !marked) continue;
    if (!isAutolinkSafe(link.text)) {
      unsafe.add(link.start + link.text.search(/[:.@]/));
      continue;
    }
    for (let index = link.start; index < link.end; index++) unsafe.delete(index);
    angles.set(link.start, `${angles.get(link.start) ?? ''}<`);
    angles.set(link.end, '>');
  }
  return angles;
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

function reference(character: string): string {
  return `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`;
}

/** The character at `index` of the text, or of what stands around it. */
function charAt(value: string, index: number, outside: string): string {
  if (index < 0) return outside.charAt(outside.length - 1);
  return index < value.length ? value.charAt(index) : outside.charAt(0);
}

function following({ value, after }: TextPlace, index: number): string {
  return value.slice(index) + after.charAt(0);
}

function atLineStart({ value, before }: TextPlace, index: number): boolean {
  return charAt(value, index - 1, before) === '\n';
}

function backslash(place: TextPlace, index: number): boolean {
  return /[!-/:-@[-`{-~\r\n]/.test(charAt(place.value, index + 1, place.after));
}

function attention(place: TextPlace, index: number): boolean {
  const { value, before, after, around } = place;
  const marker = value.charAt(index);
  let start = index;
  let end = index + 1;
  while (start > 0 && value.charAt(start - 1) === marker) start--;
  while (end < value.length && value.charAt(end) === marker) end++;
  const { opens, closes } = flanks(
    marker,
    classify(charAt(value, start - 1, before)),
    classify(charAt(value, end, after)),
  );
  return (opens || closes) && around.facts().pairs.has(marker);
}

function openBracket(place: TextPlace, index: number): boolean {
  const { value, after, around } = place;
  const close = matchingClose(value, index);
  if (close < 0) return true;
  const next = charAt(value, close + 1, after);
  if (next === '(') return true;
  if (next === ':' && atLineStart(place, index)) return true;
  if (charAt(value, index - 1, place.before) === ']' && index === 0) return true;
  const labels = around.labels();
  if (labels.size === 0) return false;
  return next === '[' || labels.has(normalizeLabel(value.slice(index + 1, close)));
}

/** After `[label]` of a reference, these would make a link or a definition of it. */
function afterReference({ value, before }: TextPlace, index: number): boolean {
  return index === 0 && value.length > 0 && before.charAt(before.length - 1) === ']';
}

function openAngle(place: TextPlace, index: number): boolean {
  if (!/[A-Za-z/!?]/.test(charAt(place.value, index + 1, place.after))) return false;
  return atLineStart(place, index) || place.around.facts().closesTags;
}

/** Number signs at the end of a heading, after a space, would be its closing sequence. */
function closingHashes({ value, after, around }: TextPlace, index: number): boolean {
  if (!around.inHeading || after.charAt(0) !== '\n') return false;
  return index === value.length - 1 && /(?:^|[ \t])#+$/.test(value);
}

function matchingClose(value: string, open: number): number {
  let depth = 0;
  for (let index = open; index < value.length; index++) {
    const character = value.charAt(index);
    if (character === '[') depth++;
    else if (character === ']' && --depth === 0) return index;
  }
  return -1;
}

function matchingOpen(value: string, close: number): number {
  let depth = 0;
  for (let index = close; index >= 0; index--) {
    const character = value.charAt(index);
    if (character === ']') depth++;
    else if (character === '[' && --depth === 0) return index;
  }
  return -1;
}
