import { Pattern } from '../../src/static/pattern.ts';
import { ChangedPart } from './changed-part.ts';
import { OtherPage, Part, textOf, unknown, type Value } from './values.ts';

/** A pattern as Go writes it: its flags stand in it. */
function patternOf(source: Value | undefined): Pattern | undefined {
  const pattern = source === undefined ? undefined : textOf(source);
  return pattern === undefined ? undefined : new Pattern(pattern, 'g');
}

/** Go's replacement as JavaScript writes it: `$name`, `${1}`; a `$` before anything else is one. */
const groupsIn = (to: string, pattern: string): string =>
  to.replace(/\$(?:\$|\{(\w+)\}|(\w+))?/g, (_, braced?: string, bare?: string) => {
    const name = braced ?? bare;
    if (name === undefined) return '$$';
    if (/^\d\d?$/.test(name)) return Number(name) === 0 ? '$&' : `$${name.padStart(2, '0')}`;
    return pattern.includes(`<${name}>`) ? `$<${name}>` : '';
  });

/** `replaceRE PATTERN REPLACEMENT TEXT [LIMIT]`. */
export function replaceRe([source, to, text, limit]: readonly Value[]): Value {
  const [words, given] = [textOf(text), to === null ? '' : textOf(to)];
  const found = patternOf(source);
  const groups = groupsIn(given ?? '', textOf(source) ?? '');
  if (words === undefined && text instanceof Part) {
    // A body passes through: nobody can say here what would be found in it.
    if (!(text.source instanceof OtherPage) || given === undefined || !found || limit !== undefined)
      return text;
    return new ChangedPart(text, (whole) => String(found.replace(whole, groups) ?? whole));
  }
  if (words === undefined || given === undefined || limit !== undefined) return unknown;
  const made = found?.replace(words, groups);
  if (typeof made !== 'string') return unknown;
  return text instanceof Part ? new Part({ text: made }, text.as, text.language) : made;
}

/** `findRE PATTERN TEXT [LIMIT]`: the matches. */
export function findRe(args: readonly Value[]): Value {
  const found = findSubmatches(args);
  return Array.isArray(found) ? found.map(([whole]) => whole) : unknown;
}

/** `findRESubmatch PATTERN TEXT [LIMIT]`: the matches, each with its groups. A limit below 0 is none. */
export function findSubmatches([source, text, limit = -1]: readonly Value[]): Value {
  const words = textOf(text);
  const found = words === undefined ? undefined : patternOf(source)?.matchAll(words);
  if (!Array.isArray(found) || typeof limit !== 'number') return unknown;
  return found
    .slice(0, limit < 0 ? undefined : limit)
    .map((match) => (match as unknown[]).map((group) => String(group ?? '')));
}
