import { dialectRecords } from '../../../transforms/dialects/records.ts';
import type { Dialect } from '../../contract/dialect.ts';
import type { Compared } from '../compared.ts';
import { linkKey, type Piece, wordKey } from '../evidence.ts';
import type { Output } from '../output/read.ts';
import type { SourceElement } from '../source/cursor.ts';
import type { OwnRules } from '../source/rules.ts';

/**
 * The uses of components without content of which an output says nothing: no table knows them,
 * their source says nothing, none of their attributes is there, and no words stand in their place
 * that are none of the source. Their names, one for each use.
 */
export function muteUses(
  elements: readonly SourceElement[],
  { output: { body }, order: { sides } }: Pick<Compared, 'output' | 'order'>,
  isKnown: (name: string) => boolean,
): string[] {
  const all = sides.source.map(({ line }, at) => ({ line, at: sides.pairs[at]! }));
  const found = all.filter(({ at }) => at >= 0);
  return elements.flatMap(({ name, line, isEmpty, speaks, values }) => {
    const isComponent = /^[\p{Lu}\p{Lo}]/u.test(name) && isEmpty && !speaks && !isKnown(name);
    if (!isComponent || values.some((value) => body.includes(value)) || isSign(name, body))
      return [];
    const before = found[firstFrom(line, found) - 1];
    const after = found[firstFrom(line + 1, found)]?.at ?? sides.output.length;
    return before !== undefined && before.at + 1 < after ? [] : [name];
  });
}

const signs: readonly (readonly [icon: RegExp, sign: string])[] = [
  [/(?:Check|Tick|Yes)(?:Mark|Circle|Square|Icon)*$/, '✓'],
  [/(?:X|Cross|Close|Times|No)(?:Mark|Circle|Square|Icon)*$/, '✗'],
  [/Minus(?:Circle|Square|Icon)*$/, '–'],
];

/** Whether an icon has a sign in its place. */
const isSign = (name: string, body: string): boolean =>
  signs.some(([icon, sign]) => icon.test(name) && body.includes(sign));

/** The index of the first of some places, in order, that is not above a line. */
function firstFrom(line: number, places: readonly { line: number }[]): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]!.line < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a link is the address that a component which no table knows is given, and the output has that file at another host. */
export function isServedElsewhere(
  { key, line }: Piece,
  elements: readonly SourceElement[],
  { body }: Output,
  isKnown: (name: string) => boolean,
): boolean {
  const file = URL.canParse(key) ? new URL(key).pathname : '';
  if (!/\.\w+$/.test(file) || !body.includes(`${file})`)) return false;
  return elements.some(
    ({ name, line: at, values }) =>
      at === line &&
      /^[\p{Lu}\p{Lo}]/u.test(name) &&
      !isKnown(name) &&
      values.some((value) => linkKey(value) === key),
  );
}

/** A component that an output says a part of, and what it does not say. */
interface PartLoss {
  line: number;
  name: string;
  missing: string[];
}

/**
 * The uses of components that no table knows of whose attributes of several words the output has
 * some and lacks others.
 */
export function partLosses(
  elements: readonly SourceElement[],
  { body }: Output,
  isKnown: (name: string) => boolean,
): PartLoss[] {
  const asked = elements.filter(({ name }) => /^[\p{Lu}\p{Lo}]/u.test(name) && !isKnown(name));
  if (asked.length === 0) return [];
  const said = ` ${plainKey(body)} `;
  return asked.flatMap(({ name, line, texts }) => {
    const missing = texts.filter(({ text }) => !said.includes(` ${plainKey(text)} `));
    return missing.length < texts.length
      ? [{ name, line, missing: missing.map((one) => one.name) }]
      : [];
  });
}

const partImport = /^import\s+(\w+)\s+from\s+["'][^"'\n]+\.mdx?["']/gm;

/** The documents that a source imports as components: their texts say where they show what they are given, and whether. */
export const importedParts = (source: string): ReadonlySet<string> =>
  new Set(Array.from(source.matchAll(partImport), ([, name = '']) => name));

const plainKey = (text: string): string => wordKey(text.replace(/\]\([^()\s]*\)|&#?\w+;/g, ' '));

/** Whether a table says how a component reads: one of the configuration, the dialect or what that extends. */
export function knownTo(dialect: string, { components = {} }: OwnRules = {}) {
  return (name: string): boolean => Object.hasOwn(components, name) || isInTables(dialect, name);
}

function isInTables(dialect: string, name: string): boolean {
  const record: Dialect | undefined = dialectRecords.find((one) => one.name === dialect);
  if (Object.hasOwn(record?.components ?? {}, name)) return true;
  return (record?.extends ?? []).some((base) => isInTables(base, name));
}
