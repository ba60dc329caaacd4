import type { Folder } from './folder.ts';
import type { Framework, StatedSite } from './framework.ts';
import { readFumadocs } from './fumadocs.ts';
import { readLayout } from './next-layout.ts';
import { siteAddress } from './urls.ts';

/** Fumadocs on what is not Next: TanStack Start, React Router, Waku. */
export const fumadocs: Framework = { name: 'fumadocs', read: readFumadocsSite };

function readFumadocsSite(folder: Folder, file: string): StatedSite | undefined {
  const found = readFumadocs(folder);
  if (found === undefined) return undefined;
  const { collections, locales, fallback } = found;
  const { title, description, origin } = readLayout(folder, undefined);
  return {
    dialect: 'fumadocs',
    sources: collections.map(({ path, prefix }, at) => ({
      folder: folder.inProject(path),
      kind: 'docs',
      prefix,
      exclude: ['_*'],
      main: at === 0,
      file: folder.inProject(file),
      line: 1,
    })),
    title,
    description,
    baseUrl: siteAddress(origin, undefined),
    locales,
    ...(fallback !== undefined && { defaultLocale: fallback }),
    publics: [folder.inProject('public')],
    addressOf: (path, source) =>
      collections
        .find((one) => folder.inProject(one.path) === source.folder)
        ?.addressOf(path, { pages: 'plain', indexes: 'plain' }),
  };
}
