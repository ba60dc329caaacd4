import type { Config } from '../../../config/settings.ts';
import { isRecord } from '../../../is-record.ts';
import { textsOf } from '../../../site/config/values.ts';

/** What became of another tool's configuration. */
export interface Conversion {
  config: Config;
  /** Keys without a counterpart, each with what to do about it. */
  unmatched: { key: string; note: string }[];
}

/** Converts one value; a returned text is the reason why that was not possible. */
export type KeyRule = (value: unknown, config: Config) => string | undefined;

/**
 * Converts a configuration key by key. A rule is found by the dotted path of its key; a key without
 * a rule is listed as unmatched.
 */
export function convertKeys(data: unknown, rules: Readonly<Record<string, KeyRule>>): Conversion {
  const conversion: Conversion = { config: {}, unmatched: [] };
  visit(data, '', (key, value) => {
    const rule = rules[key];
    if (rule === undefined) {
      if (isRecord(value) && hasInner(key, rules)) return true;
      conversion.unmatched.push({ key, note: 'no counterpart' });
      return false;
    }
    const note = rule(value, conversion.config);
    if (note !== undefined) conversion.unmatched.push({ key, note });
    return false;
  });
  return conversion;
}

type Visitor = (key: string, value: unknown) => boolean;

function visit(data: unknown, prefix: string, enter: Visitor): void {
  if (!isRecord(data)) return;
  for (const [name, value] of Object.entries(data)) {
    const key = prefix === '' ? name : `${prefix}.${name}`;
    if (enter(key, value)) visit(value, key, enter);
  }
}

const hasInner = (key: string, rules: Readonly<Record<string, KeyRule>>): boolean =>
  Object.keys(rules).some((path) => path.startsWith(`${key}.`));

/** A rule that sets one key as it is. */
export function sets<K extends keyof Config>(key: K): KeyRule {
  return (value, config) => {
    config[key] = value as Config[K];
    return undefined;
  };
}

/** A rule for what needs no setting here. */
export function needless(note: string): KeyRule {
  return () => note;
}

const documents = '**/*.{md,mdx,markdown,mdoc}';

/** Several folders become globs under the project folder, one becomes `src`. */
export const folders: KeyRule = (value, config) => {
  const paths = textsOf(value)
    .map(cleaned)
    .filter((path) => path !== '');
  if (paths.length === 0) return undefined;
  if (paths.length === 1 && !/[*?{[]/.test(paths[0]!)) {
    config.src = paths[0]!;
    return undefined;
  }
  config.src = '.';
  config.include = paths.map((path) => `${path.replace(/\/\*\*$/, '')}/${documents}`);
  return undefined;
};

/** Folder names match at any depth, paths where they are. */
export const excludeFolders: KeyRule = (value, config) => {
  const globs = textsOf(value)
    .map(cleaned)
    .map((path) => (path.includes('/') ? `${path}/**` : `**/${path}/**`));
  return exclude(globs, config);
};

/** File names match at any depth. */
export const excludeFiles: KeyRule = (value, config) => {
  const globs = textsOf(value).map((path) => (path.includes('/') ? cleaned(path) : `**/${path}`));
  return exclude(globs, config);
};

/** Patterns that are globs already. */
export const excludeGlobs: KeyRule = (value, config) =>
  exclude(textsOf(value).map(cleaned), config);

function exclude(globs: readonly string[], config: Config): undefined {
  config.exclude = [...(config.exclude ?? []), ...globs];
}

/** Paths are relative to the project in other tools, to `src` here. */
export function relativeToSource(config: Config): Config {
  const { src, exclude: globs } = config;
  if (src === undefined || src === '.' || globs === undefined) return config;
  const inside = globs.map((glob) =>
    glob.startsWith(`${src}/`) ? glob.slice(src.length + 1) : glob,
  );
  return { ...config, exclude: inside };
}

function cleaned(path: string): string {
  return path.replace(/^\.?\//, '').replace(/\/+$/, '') || (path === '.' ? '.' : '');
}
