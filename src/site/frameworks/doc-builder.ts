import type { SiteSource } from '../record.ts';
import { type AddressStyle, fileAddress } from './addresses/routes.ts';
import { foldersWithToctree } from './find.ts';
import type { StatedSite } from './framework.ts';
import type { Folder } from './readers/folder.ts';
import { redirectMap, siteAddress } from './readers/urls.ts';

const style: AddressStyle = { pages: 'plain', indexes: 'plain' };

const address = 'https://huggingface.co/docs';

/**
 * doc-builder of Hugging Face: folders with a `_toctree.yml`, one a language or one a part of the
 * documentation. A workflow says under which name the site serves them.
 */
export function readDocBuilder(folder: Folder): StatedSite {
  const names = foldersWithToctree(folder);
  const isInLanguages = names.includes('en');
  const place = folder.startOf(`${names[0]}/_toctree.yml`);
  const published = publishedIn(folder);
  const nameOf = (path: string) =>
    published.find(({ docs }) => docs === undefined || `${path}/`.startsWith(`${docs}/`))?.name;
  const shared = isInLanguages || names.length === 1 ? nameOf(folder.inProject(names[0]!)) : '';
  const sources = names.map((name): SiteSource => {
    const path = folder.inProject(name);
    const prefix = isInLanguages
      ? name === 'en'
        ? ''
        : name
      : (shared === '' && nameOf(path)) || '';
    return {
      folder: path,
      kind: 'docs',
      prefix: prefix && `/${prefix}`,
      exclude: [],
      main: !isInLanguages || name === 'en',
      ...(isInLanguages && { locale: name === 'en' ? '' : name }),
      ...place,
    };
  });
  return {
    dialect: 'doc-builder',
    sources: sources.sort((a, b) => Number(b.main) - Number(a.main)),
    ...(!isInLanguages && names.length > 1 && { together: true }),
    ...(published.length > 0 &&
      shared !== undefined && {
        baseUrl: siteAddress({ value: `${address}/${shared}`, ...place }),
      }),
    locales: isInLanguages
      ? names.map((name) => ({ key: name === 'en' ? '' : name, lang: name }))
      : [],
    ...(isInLanguages && { defaultLocale: '' }),
    strictLocales: true,
    redirects: names.flatMap((name) => {
      const { prefix } = sources.find((source) => source.folder === folder.inProject(name))!;
      const moved = redirectMap(folder.data(`${name}/_redirects.yml`));
      return moved.map(({ from, to }) => ({ from: `${prefix}/${from}`, to: `${prefix}/${to}` }));
    }),
    // The folder of an index leads to it, whose address has its name all the same.
    addressOf: (path, { prefix }) => ({
      ...fileAddress(path, style, { prefix }),
      address: fileAddress(path, style, { prefix, index: /^$/ }).address,
    }),
  };
}

interface Published {
  name: string;
  /** The folder that it is made of; undefined for the usual place. */
  docs?: string | undefined;
}

const workflows = '.github/workflows';

/** What workflows hand to doc-builder; courses are served elsewhere. */
function publishedIn(folder: Folder): Published[] {
  const root = folder.andRoot().at(-1)!;
  return root.names(workflows).flatMap((file) => {
    const text = /\.ya?ml$/.test(file) ? (root.text(`${workflows}/${file}`) ?? '') : '';
    if (!/doc-builder\/\.github\/workflows\/build_main/.test(text)) return [];
    const said = (key: string) =>
      new RegExp(`^[ ]+${key}:[ ]*["']?([^"'\\s#]+)`, 'm').exec(text)?.[1];
    const name = said('package_name') ?? said('package');
    // The name of the repository stands before the path.
    const docs = said('path_to_docs')
      ?.replace(/^[^/]+\//, '')
      .replace(/\/+$/, '');
    return name === undefined || !/^docs(?:\/|$)/.test(docs ?? 'docs') ? [] : [{ name, docs }];
  });
}
