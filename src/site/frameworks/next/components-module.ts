import type { Folder } from '../readers/folder.ts';

/** Folders in which sites keep what all documents share. */
const shared = ['', 'components', 'lib', 'utils', 'app'].flatMap((name) =>
  ['', 'src'].map((above) => [above, name].filter(Boolean).join('/')),
);
const codeFile = /\.[jt]sx?$/;
const giving = /\bcomponents=\{|\bcompileMDX\b/;
const exporting = /\bexport\b[^;{]*components\b/i;

/** The name by which Next itself imports what gives documents their components. */
export function componentsAlias(folder: Folder): Record<string, string> {
  const module = componentsModule(folder);
  return module === undefined ? {} : { 'next-mdx-import-source-file': folder.inProject(module) };
}

/**
 * The module of a site on Next that gives documents their components, relative to the folder of the
 * site: the page of a route with a parameter, such as `pages/docs/[slug].tsx`, or a file whose name
 * says that it is about MDX, such as `components/mdx-content.tsx`.
 */
function componentsModule(folder: Folder): string | undefined {
  const routes = ['app', 'src/app', 'pages', 'src/pages'];
  const pages = routes.flatMap((path) => pagesWithParameter(folder, path));
  const named = shared.flatMap((path) => namedModules(folder, path));
  const says = (what: RegExp) => (path: string) => what.test(folder.text(path) ?? '');
  return [...pages, ...named].find(says(giving)) ?? named.find(says(exporting));
}

/** Pages of routes with a parameter, at most some folders deep. */
function pagesWithParameter(folder: Folder, path: string, depth = 6): string[] {
  const page = path.includes('[') ? /^(?:page|index|\[.*\])\.[jt]sx?$/ : /^\[.*\]\.[jt]sx?$/;
  const here = folder.names(path).filter((name) => page.test(name));
  const inner = depth === 0 ? [] : folder.folders(path);
  return [
    ...here.map((name) => `${path}/${name}`),
    ...inner.flatMap((name) => pagesWithParameter(folder, `${path}/${name}`, depth - 1)),
  ];
}

/** Modules with `mdx` in their names, and those of folders with it. */
function namedModules(folder: Folder, path: string): string[] {
  const below = (name: string) => (path === '' ? name : `${path}/${name}`);
  const files = folder.names(path).filter((name) => codeFile.test(name));
  const folders = folder.folders(path).filter((name) => /mdx/i.test(name));
  return [
    ...files.filter((name) => /mdx/i.test(name)).map(below),
    ...folders.flatMap((name) => {
      const inner = folder.names(below(name)).filter((file) => codeFile.test(file));
      const isMain = (file: string) => /^index\.|mdx/i.test(file);
      return inner.filter(isMain).map((file) => `${below(name)}/${file}`);
    }),
  ];
}
