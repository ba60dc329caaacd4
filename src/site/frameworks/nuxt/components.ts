import { posix } from 'node:path';
import { listOf, member, type StaticData, stringMember, textsOf } from '../../config/values.ts';
import type { Folder } from '../readers/folder.ts';

/** A folder of components; if it is not flat, names begin with the folders that files are in. */
interface ComponentFolder {
  /** Relative to the site. */
  path: string;
  prefix: string;
  isFlat: boolean;
}

/** Folders in folders. */
const maxDepth = 6;

/**
 * The components that Nuxt registers for all documents and for each other, as import aliases:
 * `components/base/foo/Button.vue` -> `#components/BaseFooButton`. Those in `components/content` have the
 * names of their files. Rule: https://nuxt.com/docs/guide/directory-structure/components
 */
export function componentAliases(folder: Folder, config: StaticData): Record<string, string> {
  const aliases: Record<string, string> = {};
  const taken = new Set<string>();
  for (const { path, prefix, isFlat } of componentFolders(folder, config)) {
    // A layer may be outside of the project.
    if (folder.inside(`./${path}`) === undefined) continue;
    for (const file of vueFiles(folder, path)) {
      if (taken.has(file)) continue;
      taken.add(file);
      const inner = posix.relative(path, file).replace(/(?:\.(?:client|server|global))?\.vue$/, '');
      const parts = inner.split('/');
      const own = /^index$/i.test(parts.at(-1)!) ? parts.slice(-2, -1) : parts.slice(-1);
      const folders = isFlat ? [] : parts.slice(0, -1);
      aliases[`#components/${nameOf([prefix, ...folders], own.join(''))}`] ??=
        folder.inProject(file);
    }
  }
  return aliases;
}

/** Those of the project come before those of the layers that it extends. */
function componentFolders(folder: Folder, config: StaticData): ComponentFolder[] {
  const layers = [
    ...textsOf(member(config, 'extends')).flatMap((layer) => layerFolder(folder, layer) ?? []),
    ...folder.folders('layers').map((name) => `layers/${name}`),
  ];
  const roots = ['', ...layers].flatMap((layer) =>
    [stringMember(config, 'srcDir') ?? 'app', '', 'src'].map((root) => posix.join(layer, root)),
  );
  const stated = member(config, 'components');
  const listed = [...listOf(stated), ...listOf(member(stated, 'dirs'))].flatMap((entry) => {
    const path = typeof entry === 'string' ? entry : stringMember(entry, 'path');
    const isFlat = member(entry, 'pathPrefix') === false;
    const prefix = stringMember(entry, 'prefix') ?? '';
    return path === undefined ? [] : [{ path: path.replace(/^[~@]+\//, ''), prefix, isFlat }];
  });
  const folders: ComponentFolder[] = [
    { path: 'components/content', prefix: '', isFlat: true },
    // Of folders in folders, the inner one counts.
    ...listed.sort((one, other) => other.path.length - one.path.length),
    { path: 'components/global', prefix: '', isFlat: false },
    { path: 'components', prefix: '', isFlat: false },
  ];
  return roots.flatMap((root) =>
    folders.map((one) => ({ ...one, path: posix.join(root, one.path) })),
  );
}

/** The folder of a layer, relative to the site; a package may be one of the same repository. */
function layerFolder(folder: Folder, layer: string): string | undefined {
  if (layer.startsWith('.')) return layer;
  const root = folder.andRoot().at(-1)!.aside();
  const within = ['packages', 'layers'].filter((name) => root.has(name));
  const folders = [
    ...root.folders(),
    ...within.flatMap((name) => root.folders(name).map((one) => `${name}/${one}`)),
  ];
  const named = folders.find(
    (path) => stringMember(root.data(`${path}/package.json`), 'name') === layer,
  );
  return named === undefined ? undefined : posix.relative(folder.path, named);
}

function vueFiles(folder: Folder, path: string, depth = 0): string[] {
  if (depth > maxDepth) return [];
  const inner = folder
    .folders(path)
    .flatMap((name) => vueFiles(folder, `${path}/${name}`, depth + 1));
  const own = folder.names(path).filter((name) => name.endsWith('.vue'));
  return [...own.map((name) => posix.join(path, name)), ...inner];
}

/** `['base', 'foo']` and `FooButton` -> `BaseFooButton`: words that the file repeats are there once. */
function nameOf(folders: readonly string[], file: string): string {
  const own = wordsOf(file);
  const prefix = folders.flatMap(wordsOf);
  const shared = prefix.findIndex((_, at) => isStart(own, prefix.slice(at)));
  const before = shared < 0 ? prefix : prefix.slice(0, shared);
  return [...before, ...own].map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

const wordsOf = (name: string): string[] =>
  name.split(/[-_./\s]+|(?<=[\p{Ll}\d])(?=\p{Lu})/u).filter(Boolean);

const isStart = (words: readonly string[], start: readonly string[]): boolean =>
  start.every((word, at) => word.toLowerCase() === words[at]?.toLowerCase());
