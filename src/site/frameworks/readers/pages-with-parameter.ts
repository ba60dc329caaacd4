import type { Folder } from './folder.ts';

/** How many levels of folders are searched. */
const maxDepth = 7;

/**
 * The pages below a folder whose route has a parameter: files such as `[slug].tsx`, and files with one
 * of the usual names of a page in a folder such as `[slug]`.
 */
export function pagesWithParameter(folder: Folder, path: string, usual: RegExp): string[] {
  const look = (below: string, depth: number): string[] => {
    const isPage = (name: string) =>
      parameter.test(name) || (below.includes('[') && usual.test(name));
    const here = folder.names(below).filter(isPage);
    const inner = depth === maxDepth ? [] : folder.folders(below);
    return [
      ...here.map((name) => `${below}/${name}`),
      ...inner.flatMap((name) => look(`${below}/${name}`, depth + 1)),
    ];
  };
  return look(path, 1);
}

const parameter = /^\[.*\]\.(?:[jt]sx?|astro)$/;
