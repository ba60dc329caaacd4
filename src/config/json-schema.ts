import * as z from 'zod';
import { firstOf } from '../first-of.ts';
import { configSchema } from './schema.ts';

/** The part of JSON Schema that the configuration uses. */
export interface JsonSchema {
  type?: string | readonly string[];
  description?: string;
  default?: unknown;
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: readonly JsonSchema[];
  items?: JsonSchema;
  properties?: Readonly<Record<string, JsonSchema>>;
  additionalProperties?: JsonSchema | boolean;
  minimum?: number;
  exclusiveMinimum?: number;
}

let made: JsonSchema | undefined;

/** The configuration's JSON Schema, as it is published in `contextor/schema.json`. */
export function configJsonSchema(): JsonSchema {
  made ??= makeSchema();
  return made;
}

function makeSchema(): JsonSchema {
  const schema = z.toJSONSchema(configSchema, {
    io: 'input',
    target: 'draft-7',
    // What only code can write is not in the schema of files.
    unrepresentable: 'any',
  });
  return { title: 'contextor configuration', ...withoutCode(schema) } as JsonSchema;
}

/** Leaves out the alternatives that only code can write: as JSON they would allow anything. */
function withoutCode<T>(schema: T): T {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(withoutCode) as T;
  const entries = Object.entries(schema).map(([key, value]) => {
    const inner = withoutCode(value);
    if (key !== 'anyOf') return [key, inner];
    return [key, (inner as object[]).filter((branch) => Object.keys(branch).length > 0)];
  });
  return Object.fromEntries(entries);
}

/** The keys that an object may have, of all alternatives. */
export const keysOf = ({ properties = {}, anyOf = [] }: JsonSchema): readonly string[] => [
  ...new Set([...Object.keys(properties), ...anyOf.flatMap(keysOf)]),
];

/** The schema of the value at `path`; undefined where nothing is allowed there. */
export function schemaAt(path: readonly PropertyKey[]): JsonSchema | undefined {
  let schema: JsonSchema | undefined = configJsonSchema();
  for (const step of path) {
    if (schema === undefined) return undefined;
    schema = typeof step === 'number' ? itemsOf(schema) : property(schema, String(step));
  }
  return schema;
}

const itemsOf = ({ items, anyOf = [] }: JsonSchema): JsonSchema | undefined =>
  items ?? anyOf.map(itemsOf).find((inner) => inner !== undefined);

function property(schema: JsonSchema, name: string): JsonSchema | undefined {
  const additional = schema.additionalProperties;
  const found =
    schema.properties?.[name] ?? (typeof additional === 'object' ? additional : undefined);
  if (found !== undefined) return found;
  return firstOf(schema.anyOf ?? [], (branch) => property(branch, name));
}

/** What a value must be, in words: `"tree" or "flat"`, `a whole number from 1`. */
export const expectation = (schema: JsonSchema): string =>
  either([...new Set(alternatives(schema))]);

function alternatives(schema: JsonSchema): string[] {
  if (schema.const !== undefined) return [JSON.stringify(schema.const)];
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value));
  if (schema.anyOf !== undefined) return schema.anyOf.flatMap(alternatives);
  const types = [schema.type ?? 'any'].flat();
  return types.map((type) => typeWords[type]?.(schema) ?? 'another value');
}

const typeWords: Record<string, (schema: JsonSchema) => string> = {
  string: () => 'a string',
  boolean: () => 'true or false',
  number: ({ exclusiveMinimum: bound }) =>
    bound === undefined ? 'a number' : `a number above ${bound}`,
  integer: ({ minimum }) =>
    minimum === undefined ? 'a whole number' : `a whole number from ${minimum}`,
  array: ({ items }) => `a list of ${items?.type === 'string' ? 'strings' : 'entries'}`,
  object: () => 'an object',
};

function either(words: readonly string[]): string {
  if (words.length <= 2) return words.join(' or ');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** The strings that a value may be, for suggestions. */
export function choices(schema: JsonSchema): string[] {
  const own = [schema.const, ...(schema.enum ?? [])].filter((value) => typeof value === 'string');
  return [...own, ...(schema.anyOf ?? []).flatMap(choices)];
}
