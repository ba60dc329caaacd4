import { addressOf, partsOf } from './addresses/routes.ts';
import { onlySource, type StatedSite } from './framework.ts';
import type { Folder } from './readers/folder.ts';

/**
 * Middleman, and Slate, which is a site of it: `source/a.html.md` is served as `/a.html`.
 * https://middlemanapp.com/basics/file-extensions/
 */
export function readMiddleman(folder: Folder, file: string): StatedSite {
  const config = folder.text(file) ?? '';
  const source = folder.inProject(/^set :source, *["']([^"']+)/m.exec(config)?.[1] ?? 'source');
  const pages = /^activate :directory_indexes\b/m.test(config) ? 'folder' : 'file';
  return {
    dialect: 'slate',
    sources: [onlySource(source, folder.startOf(file))],
    publics: [source],
    addressOf(path) {
      const { folders, name } = partsOf(path.replace(/\.html(?=\.\w+$)/, ''));
      const isIndex = name === 'index';
      const route = [...folders, ...(isIndex ? [] : [name])].join('/');
      return addressOf(route, { pages, indexes: 'folder' }, { isIndex });
    },
  };
}
