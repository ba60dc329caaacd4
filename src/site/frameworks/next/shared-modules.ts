import { posix } from 'node:path';
import type { Folder } from '../readers/folder.ts';
import { pagesWithParameter } from '../readers/pages-with-parameter.ts';
import { sourceModules } from './fumadocs-loaders.ts';

/** Folders in which sites keep what all documents share. */
const shared = ['', 'components', 'lib', 'utils', 'app'].flatMap((name) =>
  ['', 'src'].map((above) => [above, name].filter(Boolean).join('/')),
);
const codeFile = /\.[jt]sx?$/;
const giving = /\bcomponents=\{|\bcompileMDX\b/;
const exporting = /\bexport\b[^;{]*components\b/i;

/** More than a site has kinds of pages. */
const most = 5;

/**
 * The names by which documents find what gives them their components, where some modules lay out all
 * pages; Next itself imports one by such a name.
 */
export function componentsAliases(
  folder: Folder,
  layouts: readonly string[] = pagesOfNext(folder),
): Record<string, string> {
  const named = componentsModules(folder, layouts).map(
    (module, at) => [`next-mdx-import-source-file/${at}`, folder.inProject(module)] as const,
  );
  return Object.fromEntries(named);
}

/**
 * The modules of a site on Next that give documents their components, relative to the folder of the
 * site: the pages of routes with a parameter, such as `pages/docs/[slug].tsx`, or a file whose name
 * says that it is about MDX, such as `components/mdx-content.tsx`.
 */
function componentsModules(folder: Folder, pages: readonly string[]): string[] {
  const named = modulesNamed(folder, /mdx/i);
  const says = (what: RegExp) => (path: string) => what.test(folder.text(path) ?? '');
  const near = [...pages, ...named].filter(says(giving));
  const found = near.length > 0 ? near : importedBy(pages, folder).filter(says(giving));
  return (found.length > 0 ? found : named.filter(says(exporting)).slice(0, 1)).slice(0, most);
}

const pagesOfNext = (folder: Folder): string[] =>
  ['app', 'src/app', 'pages', 'src/pages'].flatMap((path) =>
    pagesWithParameter(folder, path, /^(?:page|index)\.[jt]sx?$/),
  );

/** How far modules are followed, and how many are looked at. */
const bounds = { depth: 3, modules: 60 };

/** The modules of the site that some are made of, the nearest first. */
function importedBy(modules: readonly string[], folder: Folder): string[] {
  const known = new Set(modules);
  let next = modules;
  for (let depth = 0; depth < bounds.depth && known.size < bounds.modules; depth++) {
    const found = next.flatMap((module) => {
      const named = (folder.text(module) ?? '').matchAll(imported);
      return [...named].flatMap(([, , specifier = '']) => ownModule(specifier, module, folder));
    });
    next = [...new Set(found)].filter((module) => !known.has(module)).slice(0, bounds.modules);
    for (const module of next) known.add(module);
  }
  return [...known].filter((module) => !modules.includes(module));
}

const imported = /\bfrom\s*(['"])([^'"\n]+)\1/g;
const moduleEndings = ['', '.tsx', '.ts', '.jsx', '.js', '/index.tsx', '/index.ts', '/index.js'];

/** The file of an import that begins at its module, or by custom at the folder of the site. */
function ownModule(specifier: string, module: string, folder: Folder): string | [] {
  const stems = specifier.startsWith('.')
    ? [posix.join(posix.dirname(module), specifier)]
    : /^[@~]\//.test(specifier)
      ? [specifier.slice(2), `src/${specifier.slice(2)}`]
      : [];
  return folder.first(stems.flatMap((stem) => moduleEndings.map((end) => stem + end))) ?? [];
}

/** Modules of what all documents share with a word in their names, and those of folders with it. */
function modulesNamed(folder: Folder, word: RegExp): string[] {
  return shared.flatMap((path) => {
    const below = (name: string) => (path === '' ? name : `${path}/${name}`);
    const files = folder.names(path).filter((name) => codeFile.test(name));
    const folders = folder.folders(path).filter((name) => word.test(name));
    return [
      ...files.filter((name) => word.test(name)).map(below),
      ...folders.flatMap((name) => {
        const inner = folder.names(below(name)).filter((file) => codeFile.test(file));
        const isMain = (file: string) => /^index\./.test(file) || word.test(file);
        return inner.filter(isMain).map((file) => `${below(name)}/${file}`);
      }),
    ];
  });
}

const quoted = /(['"`])([^'"`\n]+\.(?:json|ya?ml))\1/g;

/**
 * What describes the APIs of a site, relative to its folder: the files that the module with
 * `createOpenAPI({ input })` of Fumadocs names, in a list, by names of their own, or in imports.
 */
export function descriptionFiles(folder: Folder): string[] {
  const makes = (module: string) => /\bcreateOpenAPI\(/.test(folder.text(module) ?? '');
  const named = modulesNamed(folder, /open-?api/i).filter(makes);
  const modules =
    named.length > 0 ? named : importedBy(sourceModules(folder), folder).filter(makes);
  const files = modules.flatMap((module) => {
    const text = folder.text(module) ?? '';
    return [...text.matchAll(quoted)].flatMap(([, , path = '']) => {
      const plain = path.replace(/^[@~]\//, '');
      // Imports start at their module, all else at the folder of the site.
      return folder.first([posix.join(posix.dirname(module), path), plain, `src/${plain}`]) ?? [];
    });
  });
  return [...new Set(files)];
}

/** The names by which pages of an API find what describes it. */
export function descriptionAliases(folder: Folder): Record<string, string> {
  const named = descriptionFiles(folder).map(
    (file, at) => [`fumadocs-openapi/${at}`, folder.inProject(file)] as const,
  );
  return Object.fromEntries(named);
}
