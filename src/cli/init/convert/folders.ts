import type { Config } from '../../../config/settings.ts';
import { type KeyRule, strings } from './conversion.ts';

const documents = '**/*.{md,mdx,markdown,mdoc}';

/** Several folders become globs under the project folder, one becomes `src`. */
export const folders: KeyRule = (value, config) => {
  const paths = strings(value)
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
  const globs = strings(value)
    .map(cleaned)
    .map((path) => (path.includes('/') ? `${path}/**` : `**/${path}/**`));
  return exclude(globs, config);
};

/** File names match at any depth. */
export const excludeFiles: KeyRule = (value, config) => {
  const globs = strings(value).map((path) => (path.includes('/') ? cleaned(path) : `**/${path}`));
  return exclude(globs, config);
};

/** Patterns that are globs already. */
export const excludeGlobs: KeyRule = (value, config) =>
  exclude(strings(value).map(cleaned), config);

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
