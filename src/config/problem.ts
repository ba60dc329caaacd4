import type { z } from 'zod';
import { didYouMean } from '../nearest.ts';
import { mistakenRule } from './finding-settings.ts';
import { choices, expectation, type JsonSchema, keysOf, schemaAt } from './json-schema.ts';
import { preview } from './preview.ts';

/** One mistake in a configuration, without the place where it was written. */
export interface ConfigProblem {
  code: 'CONFIG_UNKNOWN_KEY' | 'CONFIG_INVALID_VALUE';
  /** Path of the key that is wrong. */
  path: readonly PropertyKey[];
  /** What is wrong, beginning with the key. */
  message: string;
  remedy?: string | undefined;
}

/** Turns the schema's findings into problems that say what came and what would do. */
export function describeIssues(
  issues: readonly z.core.$ZodIssue[],
  received: unknown,
): ConfigProblem[] {
  return issues
    .flatMap(innerIssues)
    .flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownKey(issue.path, key))
        : [wrongRule(issue.path) ?? invalidValue(issue.path, received, saidOf(issue))],
    );
}

/** Of a value that may have several forms, the mistakes in the form that it has. */
function innerIssues(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const fits = (inner: readonly z.core.$ZodIssue[]) =>
    inner.every(({ code, path }) => path.length > 0 || code === 'unrecognized_keys');
  const [form] = issue.errors.filter(fits).sort((a, b) => a.length - b.length);
  if (form === undefined) return [issue];
  return form.flatMap((inner) => innerIssues({ ...inner, path: [...issue.path, ...inner.path] }));
}

function unknownKey(parent: readonly PropertyKey[], key: string): ConfigProblem {
  const known = keysOf(schemaAt(parent) ?? {}).filter(
    // Another form of the value may know the key.
    (name) => name[0] !== '$' && name !== key,
  );
  const path = [...parent, key];
  return {
    code: 'CONFIG_UNKNOWN_KEY',
    path,
    message: `unknown key "${keyName(path)}"`,
    remedy: didYouMean(key, known) ?? `Known keys${inside(parent)}: ${known.join(', ')}.`,
  };
}

/** A setting by rule whose value may be wrong because its name is. */
function wrongRule(path: readonly PropertyKey[]): ConfigProblem | undefined {
  const [setting, name] = path;
  if (setting !== 'rules' && setting !== 'ignore') return undefined;
  const mistake = typeof name === 'string' ? mistakenRule(name) : undefined;
  if (mistake === undefined) return undefined;
  return { code: 'CONFIG_INVALID_VALUE', path, message: `"${keyName(path)}" ${mistake}` };
}

/** What a check of our own says that a value must be. */
export const saidOf = (issue: z.core.$ZodIssue | undefined): string | undefined =>
  issue?.code === 'custom' ? issue.message : undefined;

function invalidValue(
  path: readonly PropertyKey[],
  root: unknown,
  said: string | undefined,
): ConfigProblem {
  const schema = schemaAt(path) ?? {};
  const value = valueAt(root, path);
  const subject = path.length === 0 ? 'the configuration' : `"${keyName(path)}"`;
  return {
    code: 'CONFIG_INVALID_VALUE',
    path,
    message: `${subject} ${said ?? `must be ${expectation(schema)}`}; received ${preview(value)}`,
    remedy: suggestion(value, schema),
  };
}

/** The nearest allowed value, for a value that may be one of several names. */
export const suggestion = (value: unknown, schema: JsonSchema): string | undefined =>
  typeof value === 'string' ? didYouMean(value, choices(schema)) : undefined;

const inside = (path: readonly PropertyKey[]): string =>
  path.length === 0 ? '' : ` of "${keyName(path)}"`;

const keyName = (path: readonly PropertyKey[]): string => path.map(String).join('.');

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (value as Record<PropertyKey, unknown> | undefined)?.[step],
    root,
  );
}
