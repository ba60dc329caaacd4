import { posix } from 'node:path';
import { readToml } from '../config/toml.ts';
import { listOf, member, type StaticData } from '../config/values.ts';
import { readYaml } from '../config/yaml.ts';
import type { Folder } from './folder.ts';

/** Tells of a file whether a `cascade` of a folder above it keeps Hugo from rendering and listing it: it is only a part of others. */
export function unrendered(folder: Folder): (file: string) => boolean {
  const known = new Map<string, boolean>();
  const isKept = (path: string): boolean => {
    if (path === '.' || path === '' || path.startsWith('..')) return false;
    let kept = known.get(path);
    if (kept === undefined) {
      kept = keepsBack(path, folder) ?? isKept(posix.dirname(path));
      known.set(path, kept);
    }
    return kept;
  };
  return (file) => isKept(posix.relative(folder.path, posix.dirname(file)));
}

/** Undefined where the folder says nothing of it. */
function keepsBack(path: string, folder: Folder): boolean | undefined {
  const names = folder.names(path);
  const name = ['_index.md', 'index.md'].find((one) => names.includes(one));
  const text = name === undefined ? undefined : folder.head(posix.join(path, name));
  const [, fence, matter = ''] = /^(---|\+\+\+)\r?\n([\s\S]*?)\r?\n\1/.exec(text ?? '') ?? [];
  if (!/\bcascade\b/.test(matter) || !/\brender\b/.test(matter)) return undefined;
  const data = (fence === '---' ? readYaml : readToml)(matter, path);
  const cascade = member(data, 'cascade');
  const rules = [cascade, ...listOf(cascade)].filter(forAllPages);
  const builds = rules.map((rule) => member(rule, 'build') ?? member(rule, '_build'));
  const said = builds.find((build) => member(build, 'render') !== undefined);
  if (said === undefined) return undefined;
  // What is listed is shown on another page, so its text is one of the site's.
  return ['render', 'list'].every((key) => isNever(member(said, key)));
}

const isNever = (value: StaticData) => value === 'never' || value === false;

const forAllPages = (rule: StaticData) =>
  member(rule, '_target') === undefined && member(rule, 'target') === undefined;
