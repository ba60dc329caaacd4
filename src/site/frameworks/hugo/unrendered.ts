import { posix } from 'node:path';
import { fitting } from '../../../glob.ts';
import { getOrMake } from '../../../maps.ts';
import { readToml } from '../../config/data-formats.ts';
import {
  entriesOf,
  listOf,
  member,
  type StaticData,
  stringMember,
  textsOf,
  Unknown,
} from '../../config/values.ts';
import { readYaml } from '../../config/yaml.ts';
import type { PageAddress, SiteSource } from '../../record.ts';
import { isPlainExpression } from '../addresses/patterns.ts';
import type { Folder } from '../readers/folder.ts';
import { type HugoPage, hugoAddress } from './routes.ts';

/** A page that Hugo does not render: it is shown on the page that lists it, or is only a part of others. */
interface KeptBack {
  isListed: boolean;
  /** The folder whose `cascade` says so, relative to the project. */
  folder: string;
}

/** Tells of a file whether a `cascade` of a folder above it keeps Hugo from rendering it. */
export function keptBack(folder: Folder): (file: string) => KeptBack | undefined {
  const known = new Map<string, KeptBack | undefined>();
  const look = (path: string): KeptBack | undefined => {
    if (path === '.' || path === '' || path.startsWith('..')) return undefined;
    return getOrMake(known, path, () => {
      const said = cascadeIn(path, folder);
      if (said === undefined) return look(posix.dirname(path));
      const inProject = posix.join(folder.path, path);
      return said.isRendered ? undefined : { isListed: said.isListed, folder: inProject };
    });
  };
  return (file) => look(posix.relative(folder.path, posix.dirname(file)));
}

/**
 * Tells of a file of a source whether it is a part of a leaf bundle: beside an `index.md` and below
 * it, Hugo renders nothing else. https://gohugo.io/content-management/page-bundles/
 */
export function bundled(folder: Folder): (file: string, source: string) => boolean {
  const known = new Map<string, boolean>();
  const isIn = (path: string, root: string): boolean => {
    if (path === root || path === '.' || path.startsWith('..')) return false;
    return getOrMake(known, path, () => {
      const names = folder.names(path);
      const isBranch = names.some((name) => /^_index(?:\.[\w-]+)?\.md$/.test(name));
      return (
        !isBranch && (names.some((name) => leaf.test(name)) || isIn(posix.dirname(path), root))
      );
    });
  };
  return (file, source) =>
    !leaf.test(posix.basename(file)) &&
    isIn(posix.relative(folder.path, posix.dirname(file)), posix.relative(folder.path, source));
}

const leaf = /^index(?:\.[\w-]+)?\.md$/;

/** Tells of a path below the content, such as `docs/_includes/a.md`, whether a `cascade` of the configuration keeps Hugo from rendering it. */
export function neverRendered(config: StaticData): (path: string) => boolean {
  const globs = [member(config, 'cascade')].flat().flatMap((rule) => {
    const build = member(rule, 'build') ?? member(rule, '_build');
    const target = member(rule, 'target') ?? member(rule, '_target');
    const path = stringMember(target, 'path');
    const isForPages = entriesOf(target).every(([key]) => key === 'path');
    const isHidden = ['render', 'list'].every((key) => isNever(member(build, key)));
    return path !== undefined && isForPages && isHidden ? [path] : [];
  });
  const matches = fitting(globs);
  return (path) => globs.length > 0 && matches(`/${path.replace(/(?:\/_?index)?\.md$/, '')}`);
}

/** Tells of a path whether `ignoreFiles` has an expression that is found in it; those that are not run are noted. */
export function ignored(config: StaticData, folder: Folder): (path: string) => boolean {
  const stated = textsOf(member(config, 'ignoreFiles'));
  for (const one of stated.filter((expression) => !isPlainExpression(expression))) {
    const why = `the expression ${one}, which might take long; the files that it is about are kept`;
    folder.note('ignoreFiles', new Unknown(folder.placeOf(config, ['ignoreFiles']), why));
  }
  const expressions = stated.filter(isPlainExpression).map((one) => new RegExp(one));
  return (path) => expressions.some((one) => one.test(`/${path}`));
}

/** What is not rendered itself has the address of the list that shows it; undefined where none does. */
export function listedAddress(
  path: string,
  { kept, source, ...page }: HugoPage & { kept: KeptBack; source: SiteSource },
): PageAddress | undefined {
  if (!kept.isListed) return undefined;
  const own = hugoAddress(path, page);
  const list = posix.join(posix.relative(source.folder, kept.folder), '_index.md');
  if (own === undefined || path === list) return own;
  const address = hugoAddress(list, { ...page, matter: {} })?.address;
  return address === undefined ? own : { ...own, address };
}

/** Undefined where the folder says nothing of it. Drafts are not published. */
function cascadeIn(
  path: string,
  folder: Folder,
): { isRendered: boolean; isListed: boolean } | undefined {
  const names = folder.names(path);
  const name = ['_index.md', 'index.md'].find((one) => names.includes(one));
  const text = name === undefined ? undefined : folder.head(posix.join(path, name));
  const [, fence, matter = ''] = /^(---|\+\+\+)\r?\n([\s\S]*?)\r?\n\1/.exec(text ?? '') ?? [];
  if (!/\bcascade\b/.test(matter) || !/\b(?:render|draft)\b/.test(matter)) return undefined;
  const data = (fence === '---' ? readYaml : readToml)(matter, path);
  const cascade = member(data, 'cascade');
  const rules = [cascade, ...listOf(cascade)].filter(forAllPages);
  const builds = rules.map((rule) => member(rule, 'build') ?? member(rule, '_build'));
  const said = builds.find((build) => member(build, 'render') !== undefined);
  const isDraft = rules.some((rule) => member(rule, 'draft') === true);
  if (said === undefined) return isDraft ? { isRendered: false, isListed: false } : undefined;
  return { isRendered: !isNever(member(said, 'render')), isListed: !isNever(member(said, 'list')) };
}

const isNever = (value: StaticData) => value === 'never' || value === false;

const forAllPages = (rule: StaticData) =>
  member(rule, '_target') === undefined && member(rule, 'target') === undefined;
