import type { Folder } from './folder.ts';
import type { Framework, StatedSite } from './framework.ts';
import { type AddressStyle, addressOf } from './routes.ts';

/** Qwik City: a plugin of Vite; `index` files of `src/routes` are pages, their folders the routes. */
export const qwikCity: Framework = {
  name: 'qwik-city',
  read: (folder, file) =>
    readRoutes(folder, file, { pages: 'folder', indexes: 'folder' }, (name) =>
      /^index(?:@|$)/.test(name),
    ),
};

/** SolidStart with a plugin for MDX: each file of `src/routes` is a page. */
export const solidStart: Framework = {
  name: 'solid-start',
  read: (folder, file) =>
    readRoutes(folder, file, { pages: 'plain', indexes: 'plain' }, () => true),
};

/**
 * A site whose documents are its routes: folders and files in parentheses are left out of addresses,
 * and names in brackets stand for what is known when a page is asked for.
 */
function readRoutes(
  folder: Folder,
  file: string,
  style: AddressStyle,
  isPage: (name: string) => boolean,
): StatedSite {
  const routes = folder.inProject('src/routes');
  return {
    dialect: 'generic',
    sources: [
      {
        folder: routes,
        kind: 'docs',
        prefix: '',
        exclude: [],
        main: true,
        file: folder.inProject(file),
        line: 1,
      },
    ],
    publics: [folder.inProject('public')],
    addressOf(path) {
      const parts = path.replace(/\.mdx?$/i, '').split('/');
      const name = parts.pop() ?? '';
      if (!isPage(name) || /\[/.test(path)) return undefined;
      const isIndex = /^index(?:@|$)/.test(name);
      const shown = [...parts, ...(isIndex ? [] : [name])].filter((part) => !/^\(.*\)$/.test(part));
      return addressOf(shown.join('/'), style, { isIndex });
    },
  };
}
