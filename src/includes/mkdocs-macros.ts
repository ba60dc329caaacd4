import type { OwnFunction, OwnMacros } from '../document/prepare/site-values.ts';
import { type StaticData, Unknown } from '../site/config/values.ts';
import { callInModule, type ReadFile } from '../static/python/program.ts';
import {
  AttributeMap,
  entryOf,
  functionOf,
  NotKnown,
  objectWith,
  type PythonFunction,
  simple,
  textOf,
  unknown,
  type Value,
} from '../static/python/value.ts';

interface ProgramOptions {
  /** The module that defines macros, from the folder of the configuration, without `.py`. */
  module: string;
  read: ReadFile;
  /** The whole configuration, and the variables that it gives to pages. */
  config: StaticData;
  variables: ReadonlyMap<string, StaticData>;
  frontmatter: Readonly<Record<string, unknown>>;
}

/**
 * What a site's own `define_env(env)` gives to a page of the plugin macros: macros, filters and variables. The
 * program is read, not run; what it takes from outside is not known. It is read anew for each page, so that what
 * one page changes is nothing to the next.
 *
 * https://mkdocs-macros-plugin.readthedocs.io/en/latest/macros/
 */
export function ownMacros({
  module,
  read,
  config,
  variables,
  frontmatter,
}: ProgramOptions): OwnMacros | undefined {
  const path = [`${module}.py`, `${module}/__init__.py`].find((one) => read(one) !== undefined);
  if (path === undefined) return undefined;
  const given = new AttributeMap([...variables].map(([name, data]) => [name, asValue(data)]));
  const before = new Map(given);
  const macros = new AttributeMap();
  const filters = new AttributeMap();
  const whole = asValue(config);
  const env = objectWith({
    conf: whole,
    config: whole,
    filter: registering(filters),
    filters,
    macro: registering(macros),
    macros,
    page: objectWith({ meta: asValue(frontmatter) }),
    start_chatting: () => () => null,
    variables: given,
  });
  callInModule({ path, name: 'define_env' }, env, read);
  return {
    isSet: (name) => macros.has(name) || before.get(name) !== given.get(name),
    value: (name) => plainOf(entryOf(macros, name, entryOf(given, name, unknown))),
    filter(name) {
      const made = filters.get(name);
      return typeof made === 'function' ? plainFunction(made) : undefined;
    },
  };
}

/** `@env.macro`, or `env.macro(function, "name")`. */
const registering = (all: Map<Value, Value>): PythonFunction =>
  simple((made, name = null) => {
    all.set(name === null ? (functionOf(made).pythonName ?? '') : textOf(name), made!);
    return made!;
  });

/** Data as a program of Python has it. */
function asValue(data: unknown): Value {
  if (data instanceof Unknown || data === undefined) return unknown;
  if (Array.isArray(data)) return data.map(asValue);
  if (data instanceof Map) return attributes([...data]);
  if (typeof data === 'object' && data !== null) return attributes(Object.entries(data));
  return data as Value;
}

const attributes = (entries: readonly (readonly [unknown, unknown])[]): AttributeMap =>
  new AttributeMap(entries.map(([key, value]) => [asValue(key), asValue(value)]));

/** A value as Jinja takes it: plain data, or a function of such; undefined where it is not known. */
function plainOf(value: Value): unknown {
  if (typeof value === 'function') return plainFunction(value);
  try {
    return knownOf(value);
  } catch (error) {
    if (error instanceof NotKnown) return undefined;
    throw error;
  }
}

const plainFunction =
  (run: PythonFunction): OwnFunction =>
  (list, named) =>
    knownOf(
      run({
        list: list.map(asValue),
        named: new Map(Object.entries(named).map(([name, one]) => [name, asValue(one)])),
      }),
    );

function knownOf(value: Value): unknown {
  if (Array.isArray(value)) return value.map(knownOf);
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, inner]) => [String(key), knownOf(inner)]));
  const isPlain = value === null || (typeof value !== 'object' && typeof value !== 'function');
  if (!isPlain) throw new NotKnown();
  return value;
}
