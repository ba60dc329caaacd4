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
  const [words, given] = [textOf(text), textOf(to)];
  const found = patternOf(source);
  const groups = groupsIn(given ?? '', textOf(source) ?? '');
  if (words === undefined && text instanceof Part) {
    // A body passes through: nobody can say here what would be found in it.
    if (!(text.source instanceof OtherPage) || given === undefined || !found) return text;
    return new ChangedPart(text, (whole) => String(found.replace(whole, groups) ?? whole));
  }
  if (words === undefined || given === undefined || limit !== undefined) return unknown;
  const made = found?.replace(words, groups);
  return typeof made === 'string' ? made : unknown;
}

/** `findRE PATTERN TEXT`: all matches. */
export function findRe([source, text, limit]: readonly Value[]): Value {
  const words = textOf(text);
  if (words === undefined || limit !== undefined) return unknown;
  const found = patternOf(source)?.match(words);
  if (found === null) return [];
  return Array.isArray(found) ? (found as readonly Value[]) : unknown;
}

/** `findRESubmatch PATTERN TEXT`: all matches, each with its groups. */
export function findSubmatches([source, text]: readonly Value[]): Value {
  const words = textOf(text);
  const found = words === undefined ? undefined : patternOf(source)?.matchAll(words);
  if (!Array.isArray(found)) return unknown;
  return found.map((match) =>
    Array.isArray(match) ? match.map((group) => String(group ?? '')) : unknown,
  );
}
