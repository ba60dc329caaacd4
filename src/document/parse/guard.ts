import { isMainThread, resourceLimits } from 'node:worker_threads';
import type { Syntax } from '../document.ts';
import { endsSoon } from './native-scan.ts';
import { scriptsIn } from './native-scripts.ts';
import { countOf } from './native-signs.ts';

/**
 * Bytes of stack that the native parser may take for what a character opens, measured with 0.10.5:
 * the costliest construct of each, nested until the process ended.
 */
const stackCosts = [
  ['([{', 2000],
  [':', 700],
  ['=', 550],
  ['<', 400],
  ['?!~+-', 300],
  ['>*&|^%/`', 100],
] as const;

const stackCost = new Uint16Array(128);
for (const [characters, bytes] of stackCosts) {
  for (const character of characters) stackCost[character.charCodeAt(0)] = bytes;
}

/** The words of JavaScript that nest without a bracket, such as `class extends class extends`. */
const nestingWords =
  /\b(?:await|class|delete|do|else|extends|for|if|new|typeof|void|while|with|yield)\b/g;
const wordCost = 800;
/** The most that such words take a character: `do do do`. */
const wordCostOfCharacter = 200;

/** Over half of the stack that a thread has: on Windows the first one has 1 MiB, elsewhere 8 MiB. */
const maxStack = 0.57 * stackSize();

function stackSize(): number {
  if (isMainThread) return (process.platform === 'win32' ? 1 : 8) * 1024 * 1024;
  return (resourceLimits.stackSizeMb ?? 4) * 1024 * 1024;
}

const brackets = new Map(
  ['()', '[]', '{}'].map((pair) => [pair.charCodeAt(0), pair.charCodeAt(1)]),
);

/** What a pair that holds nothing but words does not hold: what makes uncertain how JavaScript reads on. */
const breaksPair = new Uint8Array(128);
for (const character of `"'\`/\\<\n\r)]}`) breaksPair[character.charCodeAt(0)] = 1;

/** Characters that are looked at; the others are passed over. */
const notable = breaksPair.map((breaks, code) => (breaks === 1 || stackCost[code] !== 0 ? 1 : 0));

/**
 * Native reads on to the end of the text for each expression that is left open: at most 1.5 ns for a
 * byte of stack and a thousand characters, so that a text takes at most a second.
 */
const maxWork = 5e11;

/** Without these there is no JavaScript in a text, and nothing else in native runs out of stack. */
const mayBeginScript = /\{|^[^A-Za-z\n]*(?:im|ex)port\b/m;

/** What the native parser runs out of on a text. */
type Danger = 'stack' | 'time';

/**
 * What the native parser would run out of; undefined where it certainly reads a text, and in
 * reasonable time. Its code cannot be caught when its stack ends, so the bound is over the whole
 * text and knows no context: what could open something counts wherever it stands. Only a pair of
 * brackets that holds nothing but words is taken off again: whoever sees it open sees it close.
 * Where all of a text is too much, all that may be JavaScript in it decides.
 */
export function dangerToNative(text: string, syntax: Syntax): Danger | undefined {
  if (syntax !== 'mdx') return undefined;
  const tags = tagsOf(text);
  if (tags === undefined) return 'time';
  const start = text.search(mayBeginScript);
  if (start === -1) return undefined;
  if (!fitsStack(text, start)) return 'stack';
  return endsSoon(text, tags) ? undefined : 'time';
}

function fitsStack(text: string, start: number): boolean {
  if (fits(text, start)) return true;
  const scripts = scriptsIn(text);
  return scripts.length < text.length - start && fits(scripts);
}

function fits(text: string, start = 0): boolean {
  // Counting without a look at pairs takes a third of the instructions, and is enough for nearly all texts.
  const most = mostStackOf(text, start);
  const stack = isWithin(most, text) ? most : stackOf(text, start);
  if (!isWithin(stack, text)) return false;
  if (stack + (text.length - start) * wordCostOfCharacter <= maxStack) return true;
  const words = text.slice(start).match(nestingWords)?.length ?? 0;
  return stack + words * wordCost <= maxStack;
}

const isWithin = (stack: number, { length }: string): boolean =>
  stack <= maxStack && stack * length <= maxWork;

/** At least what {@link stackOf} gives. */
function mostStackOf(text: string, start: number): number {
  let most = 0;
  for (const [characters, bytes] of stackCosts)
    for (const character of characters) most += bytes * countOf(character, text, start);
  return most;
}

/** Bytes of stack that the characters of a text may take. */
function stackOf(text: string, start: number): number {
  let stack = 0;
  /** The bracket that closes the one since which only words were read. */
  let close: number | undefined;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7e || notable[code] === 0) continue;
    stack += stackCost[code]!;
    if (code === 0x28 || code === 0x5b || code === 0x7b) close = brackets.get(code);
    else if (code === close) {
      stack -= stackCost[0x28]!;
      close = undefined;
    } else if (breaksPair[code] === 1) close = undefined;
  }
  return stack;
}

/** Signs without the end of a tag, of which native reads on to the end of the paragraph: quadratic work. */
const maxSigns = 2_000;

/**
 * How many `<` there are; undefined where of too many another one comes, or the text ends, before an
 * end: `a < b`, `<a <b`, `<? `.
 */
function tagsOf(text: string): number | undefined {
  let [tags, signs, end] = [0, 0, -1];
  for (let at = text.indexOf('<'); at !== -1; tags++) {
    const next = text.indexOf('<', at + 1);
    if (end < at) end = endBehind(text, at);
    if (end > (next === -1 ? text.length : next) && ++signs > maxSigns) return undefined;
    at = next;
  }
  return tags;
}

function endBehind(text: string, at: number): number {
  const end = text.indexOf('>', at);
  return end === -1 ? Infinity : end;
}
