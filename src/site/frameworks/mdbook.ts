import { entriesOf, placeOf, type StaticData } from '../config/values.ts';
import type { Redirect } from '../record.ts';
import type { Folder } from './folder.ts';
import type { Framework, StatedSite } from './framework.ts';
import { type AddressStyle, addressOf, partsOf } from './routes.ts';
import { editLink, siteAddress } from './urls.ts';

/** mdBook: the pages are those that `SUMMARY.md` lists; a `README.md` stands for its folder. */
export const mdbook: Framework = {
  name: 'mdbook',
  read: readMdbook,
};

const style: AddressStyle = { pages: 'file', indexes: 'folder' };

function readMdbook(folder: Folder, file: string): StatedSite {
  const config = folder.data(file);
  const text = (...path: string[]) => folder.setting(config, path);
  const html = (key: string) => text('output', 'html', key);
  const src = text('book', 'src')?.value ?? 'src';
  const listed = pagesIn(folder.text(`${src}/SUMMARY.md`));
  const origin = html('cname');
  return {
    dialect: 'mdbook',
    sources: [
      {
        folder: folder.inProject(src),
        kind: 'docs',
        prefix: '',
        ...(listed.length > 0 && { include: listed.map((path) => `/${path}`) }),
        exclude: ['/SUMMARY.md'],
        main: true,
        ...folder.placeOf(config, ['book', 'src']),
      },
    ],
    title: text('book', 'title'),
    description: text('book', 'description'),
    baseUrl: siteAddress(origin, html('site-url')?.value),
    ...editLink(html('edit-url-template') ?? html('git-repository-url')),
    redirects: redirectsOf(folder.known(config, ['output', 'html', 'redirect'])),
    generated: ['/print', '/toc'],
    addressOf: (path) => {
      const { folders, name } = partsOf(path);
      const isIndex = /^(?:index|readme)$/i.test(name);
      return addressOf([...folders, ...(isIndex ? [] : [name])].join('/'), style, { isIndex });
    },
  };
}

/** Paths of the documents that a summary links to. */
function pagesIn(summary = ''): string[] {
  const links = summary.matchAll(/\]\(\s*<?(?:\.\/)?([^()<>\s]+\.md)>?\s*\)/g);
  return [...new Set(Array.from(links, ([, path]) => path!))];
}

function redirectsOf(redirects: StaticData): Redirect[] {
  return entriesOf(redirects).flatMap(([from, to]) => {
    const place = placeOf(redirects, from);
    return typeof to === 'string' && place ? [{ from, to, ...place }] : [];
  });
}
