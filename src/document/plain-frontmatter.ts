import { unsafeKeys } from '../is-record.ts';

const plainLine = /^( {2})?([A-Za-z_][\w-]*):(?:[ \t]+(\S.*))?$/;

/**
 * The usual front matter, keys with plain values and maps of such keys, needs no YAML parser;
 * undefined where it is more.
 */
export function readPlain(source: string): Record<string, unknown> | undefined {
  const data: Record<string, unknown> = {};
  let inner: Record<string, unknown> | undefined;
  for (const line of source.split('\n').filter(isSaid)) {
    const [, indent, key, text] = (plainLine.exec(line) ?? []) as (string | undefined)[];
    const map = indent === undefined ? data : inner;
    if (key === undefined || map === undefined || !isFree(key, map)) return undefined;
    const opened = indent === undefined && text === undefined ? {} : undefined;
    const value = opened ?? readPlainValue(text?.trimEnd() ?? '');
    if (value === undefined) return undefined;
    if (indent === undefined) {
      if (isEmpty(inner)) return undefined;
      inner = opened;
    }
    map[key] = value;
  }
  return isEmpty(inner) ? undefined : data;
}

const isSaid = (line: string): boolean => line !== '' && !line.startsWith('#');

const isFree = (key: string, map: Record<string, unknown>): boolean =>
  !Object.hasOwn(map, key) && !unsafeKeys.has(key);

/** A key without a value is null, or the key of something else than a map. */
const isEmpty = (map: Record<string, unknown> | undefined): boolean =>
  map !== undefined && Object.keys(map).length === 0;

const quoted = /^(?:"([^"\\]*)"|'([^']*)')$/;
const quotedList = /^\[[ ]*(?:(?:"[^"\\]*"|'[^']*')[ ]*(?:,[ ]*(?=["'])|(?=\])))+\]$/;
/** `[a, b c]`: each begins with a letter. */
const wordList = /^\[[ ]*(?:[A-Za-z][\w-]*(?: [\w-]+)*[ ]*(?:,[ ]*(?=[A-Za-z])|(?=\])))*\]$/;
/** What no number and no sign of YAML begins with; the year of a date and several words are text, too. */
const textStart = /^(?:[\p{L}\p{So}<(/_$]|\d{4}[-/]\d|\d\S*[ \t]+\S)/u;
const notText = /^(?:true|false|null)$/i;

/** A text, a list of quoted texts or of words, a truth value or a whole number, where YAML cannot mean anything else. */
export function readPlainValue(value: string): string | number | boolean | string[] | undefined {
  const match = quoted.exec(value);
  if (match !== null) return match[1] ?? match[2];
  if (value === 'true' || value === 'false') return value === 'true';
  if (/^[1-9]\d{0,14}$/.test(value)) return Number(value);
  if (quotedList.test(value)) {
    return Array.from(
      value.matchAll(/"([^"]*)"|'([^']*)'/g),
      ([, double, single]) => double ?? single ?? '',
    );
  }
  if (wordList.test(value)) {
    const words = value
      .slice(1, -1)
      .split(',')
      .map((word) => word.trim());
    return words.some((word) => notText.test(word)) ? undefined : words.filter(Boolean);
  }
  const isText =
    textStart.test(value) && !/:(?:[ \t]|$)|[ \t]#/.test(value) && !notText.test(value);
  return isText ? value : undefined;
}
