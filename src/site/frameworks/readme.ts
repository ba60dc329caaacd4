import type { SiteSource } from '../record.ts';
import { addressOf, partsOf } from './addresses/routes.ts';
import type { StatedSite } from './framework.ts';
import type { Folder } from './readers/folder.ts';

const style = { pages: 'plain', indexes: 'plain' } as const;

/** The folders of pages, and where these are served. */
const places: Readonly<Record<string, [prefix: string, kind: SiteSource['kind']]>> = {
  docs: ['/docs', 'docs'],
  reference: ['/reference', 'docs'],
  recipes: ['/recipes', 'docs'],
  custom_pages: ['/page', 'docs'],
  changelog: ['/changelog', 'blog'],
};

/** ReadMe, as it syncs with a repository: a page has its slug as its name. https://github.com/readmeio/git-format */
export function readReadme(folder: Folder, file: string): StatedSite {
  const there = Object.entries(places).filter(([name]) => folder.has(name));
  return {
    dialect: 'readme',
    sources: there.map(([name, [prefix, kind]], at) => ({
      folder: folder.inProject(name),
      kind,
      prefix,
      exclude: [],
      main: at === 0,
      ...folder.startOf(file),
    })),
    together: true,
    // Pages of descriptions of APIs need no file of their own, and what is not here may be on the site all the same.
    generated: [
      '/reference',
      ...Object.entries(places).flatMap(([name, [prefix]]) => (folder.has(name) ? [] : prefix)),
    ],
    addressOf(path, { prefix }) {
      const { folders, name } = partsOf(path);
      const slug = name === 'index' ? (folders.pop() ?? '') : name;
      const below = folders.length > 1 ? [`${prefix}/${folders.at(-1)}/${slug}`] : [];
      return addressOf(`${prefix}/${slug}`, style, {
        aliases: [...below, ...otherRoutes(prefix, slug)],
      });
    },
  };
}

/** No guide has the slug of a page of the reference, and links by slug lead to either. */
const otherRoutes = (prefix: string, slug: string): string[] => {
  const both = ['/docs', '/reference'];
  return both.includes(prefix)
    ? both.filter((one) => one !== prefix).map((one) => `${one}/${slug}`)
    : [];
};
