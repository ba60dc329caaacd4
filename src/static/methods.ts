import { boundedList, boundedText, limits } from './budget.ts';
import type { Method } from './members.ts';
import { callBack, whole } from './methods/calls.ts';
import { textOf, unknown, type Value, type ValueMap } from './value.ts';

const pairs = (map: ValueMap): Value[] => [...map].map(([key, value]): Value => [key, value]);

const keyed =
  (give: (map: ValueMap, key: string, args: readonly Value[]) => Value): Method<ValueMap> =>
  (map, args) => {
    const key = textOf(args[0]);
    return key === undefined ? unknown : give(map, key, args);
  };

/** The methods of objects and of `Map`, which is an object here. */
export const mapMethods: ReadonlyMap<string, Method<ValueMap>> = new Map<string, Method<ValueMap>>([
  ['entries', (map) => pairs(map)],
  ['forEach', (map, [fn]) => void [...map].map(([key, value]) => callBack(fn, value, key))],
  ['get', keyed((map, key) => map.get(key))],
  ['has', keyed((map, key) => map.has(key))],
  ['hasOwnProperty', keyed((map, key) => map.has(key))],
  ['keys', (map) => [...map.keys()]],
  ['set', keyed((map, key, [, value]) => map.set(key, value))],
  ['values', (map) => [...map.values()]],
]);

/** A method whose arguments are all texts or numbers; regular expressions are never run. */
const plain =
  (give: (text: string, ...args: string[]) => Value): Method<string> =>
  (text, args) => {
    const texts = args.map((arg) => (arg === undefined ? undefined : textOf(arg)));
    const isKnown = args.every(
      (arg, index) => arg !== unknown && (arg === undefined || texts[index] !== undefined),
    );
    return isKnown ? give(text, ...(texts as string[])) : unknown;
  };

function replace(text: string, [from, to]: readonly Value[], all: boolean): Value {
  const wanted = textOf(from);
  if (wanted === undefined || from === unknown || to === unknown) return unknown;
  const given = typeof to === 'object' ? textOf(callBack(to, wanted)) : textOf(to);
  if (given === undefined) return unknown;
  return boundedText(
    all ? text.replaceAll(wanted, () => given) : text.replace(wanted, () => given),
  );
}

const pad = (text: string, length: string, give: (length: number) => string) =>
  Number(length) > limits.characters ? unknown : give(Math.max(text.length, Number(length) || 0));

/** The methods of texts that need nothing but texts and numbers. */
export const textMethods: ReadonlyMap<string, Method<string>> = new Map<string, Method<string>>([
  ['at', (text, [index]) => text.at(whole(index, 0))],
  ['charAt', (text, [index]) => text.charAt(whole(index, 0))],
  ['concat', plain((text, ...more) => boundedText(text + more.join('')))],
  ['endsWith', plain((text, end) => text.endsWith(end))],
  ['includes', plain((text, part) => text.includes(part))],
  ['indexOf', plain((text, part) => text.indexOf(part))],
  ['lastIndexOf', plain((text, part) => text.lastIndexOf(part))],
  ['localeCompare', plain((text, other) => (text < other ? -1 : text > other ? 1 : 0))],
  ['padEnd', plain((text, length, fill) => pad(text, length, (to) => text.padEnd(to, fill)))],
  ['padStart', plain((text, length, fill) => pad(text, length, (to) => text.padStart(to, fill)))],
  ['repeat', plain((text, count) => repeated(text, Number(count)))],
  ['replace', (text, args) => replace(text, args, false)],
  ['replaceAll', (text, args) => replace(text, args, true)],
  ['slice', (text, [from, to]) => text.slice(whole(from, 0), whole(to, text.length))],
  ['split', plain((text, by, most) => split(text, by, most))],
  ['startsWith', plain((text, start) => text.startsWith(start))],
  ['substring', (text, [from, to]) => text.substring(whole(from, 0), whole(to, text.length))],
  ['toLocaleLowerCase', (text) => text.toLowerCase()],
  ['toLocaleUpperCase', (text) => text.toUpperCase()],
  ['toLowerCase', (text) => text.toLowerCase()],
  ['toString', (text) => text],
  ['toUpperCase', (text) => text.toUpperCase()],
  ['trim', (text) => text.trim()],
  ['trimEnd', (text) => text.trimEnd()],
  ['trimStart', (text) => text.trimStart()],
]);

function repeated(text: string, count: number): Value {
  if (!(count >= 0) || text.length * count > limits.characters) return unknown;
  return text.repeat(count);
}

function split(text: string, by: string | undefined, most: string | undefined): Value {
  if (by === undefined) return [text];
  const parts = text.split(by);
  return boundedList(most === undefined ? parts : parts.slice(0, Number(most)));
}
