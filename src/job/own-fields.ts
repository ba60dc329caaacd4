import type { CorpusRule, Transform } from '../../transforms/define.ts';
import type { OwnFields } from '../contract/record.ts';
import { compileMerge, mergeContributions, type Provenance } from '../engine/index.ts';
import { hashOf } from '../files/hash.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What the user's stages declare of their fields, all together. */
export interface FieldDeclarations {
  frontMatter: readonly string[];
  index: readonly string[];
  /** By path, in declared order. */
  corpus: Readonly<Record<string, CorpusRule>>;
}

export function fieldDeclarations(own: readonly Transform[]): FieldDeclarations {
  const rules = own.flatMap(({ corpus }) => Object.entries(corpus?.fields ?? {}));
  const folded = rules.filter((entry): entry is [string, CorpusRule] => entry[1] !== 'off');
  return {
    frontMatter: unique(own.flatMap(({ output }) => output?.frontMatter ?? [])),
    index: unique(own.flatMap(({ output }) => output?.index ?? [])),
    corpus: Object.fromEntries(folded),
  };
}

/**
 * Takes from the context of a document what the declarations name.
 *
 * @param provenance who made what, for messages
 * @throws ContextorError `MERGE_RULE_VALUE` where a rule cannot take a value
 */
export function ownFields(
  context: Fields,
  { index, corpus }: FieldDeclarations,
  provenance: () => Provenance,
): OwnFields {
  return { index: pick(context, index), corpus: folded(context, corpus, provenance) };
}

function folded(
  context: Fields,
  rules: FieldDeclarations['corpus'],
  provenance: () => Provenance,
): Fields {
  const result: Record<string, unknown> = {};
  const spec = compileMerge({ strategy: 'overwrite', fields: rules });
  for (const name of unique(Object.keys(rules).map((path) => path.split('.')[0]!))) {
    if (context[name] === undefined) continue;
    const fields = { [name]: ruled(context[name], rules, [name]) };
    if (fields[name] === undefined) continue;
    // A lone value is checked by its rule too.
    const [stage = 'the context'] = provenance()[name] ?? [];
    Object.assign(result, mergeContributions({}, [{ stage, fields }], spec).context);
  }
  return result;
}

/** The parts of a value that have a rule; sums are rounded, so that they add up to the same in any order. */
function ruled(
  value: unknown,
  rules: FieldDeclarations['corpus'],
  path: readonly string[],
): unknown {
  const rule = ruleFor(rules, path);
  if (rule !== undefined) return rule === 'sum' ? summand(value, path) : value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const parts = Object.entries(value).flatMap(([key, inner]) => {
    const part = ruled(inner, rules, [...path, key]);
    return part === undefined ? [] : [[key, part]];
  });
  return parts.length === 0 ? undefined : Object.fromEntries(parts);
}

function ruleFor(
  rules: FieldDeclarations['corpus'],
  path: readonly string[],
): CorpusRule | undefined {
  const exact = rules[path.join('.')];
  if (exact !== undefined) return exact;
  const matches = (pattern: string) => {
    const keys = pattern.split('.');
    return keys.length === path.length && keys.every((key, at) => key === '*' || key === path[at]);
  };
  return Object.entries(rules).find(([pattern]) => matches(pattern))?.[1];
}

const largestSummand = 1e9;

function summand(value: unknown, path: readonly string[]): unknown {
  if (typeof value !== 'number') return value;
  if (Math.abs(value) > largestSummand) {
    throw new Error(`'${path.join('.')}' is ${value}; a sum takes numbers up to ${largestSummand}`);
  }
  return roundedSum(value);
}

/** Six places: beyond them the order in which numbers are added shows. */
const roundedSum = (value: number): number => Math.round(value * 1e6) / 1e6;

function pick(context: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(
    names.flatMap((name) => (context[name] === undefined ? [] : [[name, context[name]]])),
  );
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];

/** Hash of what stages declare that the result of a document depends on; undefined where none does. */
export function stageKeyOf(
  own: readonly Transform[],
  document: { path: string; text: string },
): string | undefined {
  const keys = own.flatMap(({ name, cache }) => {
    if (cache === undefined || cache === false || cache.key === undefined) return [];
    return [[name, String(cache.key(document))]];
  });
  return keys.length === 0 ? undefined : hashOf(JSON.stringify(keys));
}
