import { toString as plainText } from 'mdast-util-to-string';
import { holds } from '../document/walk.ts';
import { Choice, isProgress, type Options, Unknown, unknown, type Value } from '../static/value.ts';
import { commandOfNpm } from './code-of-use.ts';
import { Content } from './content.ts';
import { Part, SlotContent } from './use.ts';

/**
 * Of values of which one is shown as the page runs, the one that loses nothing: the children of the
 * use beside nothing or a part of them, an address of the site beside what is not known, as the same
 * in another language, the command of npm beside those of other package managers, a text of
 * several lines that contains the others, which stand folded, or what comes in place of a placeholder.
 */
export function fullest(values: readonly Value[]): Value {
  const [loaded, more] = values.filter((value) => !isPlaceholder(value));
  if (values.length > 1 && loaded instanceof Content && more === undefined) return loaded;
  const said = values.filter((value) => value && !(value instanceof Content && value.isEmpty));
  const whole = said.find((value) => value instanceof SlotContent);
  if (whole && said.every((value) => value === whole || value instanceof Part)) return whole;
  const texts = values.filter((value) => typeof value === 'string');
  const [address, other] = texts;
  const isAddress = other === undefined && /^\/[\w.~%/#?=&-]*$/.test(address ?? '');
  if (isAddress && values.every((value) => value === address || value instanceof Unknown))
    return address;
  const command = texts.length === values.length ? commandOfNpm(texts) : undefined;
  if (command !== undefined) return command;
  const isChoice = values.length > 1;
  const words = values.map((one) => (isChoice && one instanceof Content ? one.text : one));
  const lengths = words.map((one) => (typeof one === 'string' ? one.length : 0));
  const at = lengths.indexOf(Math.max(...lengths));
  const longest = String(words[at]);
  const holdsAll = words.every((one) => typeof one === 'string' && one && longest.includes(one));
  return holdsAll && longest.includes('\n') ? values[at] : unknown;
}

/** Whether a value is shown only until something is loaded: `Loading…`, `<Spinner />`. */
const isPlaceholder = (value: Value): boolean =>
  value instanceof Content &&
  (waiting.test(value.text.trim()) || (value.text.trim() === '' && holdsSpinner(value)));

const waiting =
  /^(?:loading|fetching|initiali[sz]ing|please wait)(?: [^.!?…]{0,40})?(?:\.{0,3}|…)$/i;
const spinner = /^(?:\w*(?:Spinner|Skeleton|Loader)|Loading\w*)$/;

const holdsSpinner = (value: Content): boolean =>
  value.nodes.some((node) =>
    holds(node, (inner) => 'name' in inner && spinner.test(inner.name ?? '')),
  );

/** Parts, one of which the reader chooses: elements, also single ones; without the braces around unknown data. */
export function together(values: readonly Value[]): Value {
  const said = values
    .flat()
    .filter((value) => value !== null && value !== undefined && value !== false);
  const isPart = (value: Value) =>
    value instanceof Content && value.some((node) => !onlySigns.test(plainText(node)));
  return said.every(isPart) ? [...said] : unknown;
}

const onlySigns = /^[^\p{L}\p{N}]+$/u;

/** Whether a state holds data at first, which a page shows; what begins empty is filled as the page runs. */
export const holdsData = (value: Value): boolean =>
  Array.isArray(value) ? value.length > 0 : value instanceof Map && value.size > 0;

/** A state by the word or the number that it has at first: what a reader chooses. */
export const chosen = (value: Value, options?: Options): Value =>
  typeof value === 'number' || (typeof value === 'string' && /\S/.test(value) && !isProgress(value))
    ? new Choice(value, options)
    : unknown;
