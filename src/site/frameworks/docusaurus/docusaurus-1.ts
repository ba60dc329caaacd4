import { posix } from 'node:path';
import { member, type StaticData, stringMember, textsOf } from '../../config/values.ts';
import type { PageAddress, SiteSource } from '../../record.ts';
import { type AddressStyle, addressOf, partsOf } from '../addresses/routes.ts';
import type { StatedSite } from '../framework.ts';
import type { Folder } from '../readers/folder.ts';
import { repositoryOf, servedFrom, trimmed } from '../readers/urls.ts';

/**
 * Docusaurus 1: `siteConfig.js` in a folder beside that of the documents. A page has the name of its
 * `id`, below its folders.
 */
export function readDocusaurus1(folder: Folder, file: string): StatedSite {
  const { config, text } = folder.settings(file);
  const docsUrl = trimmed(stringMember(config, 'docsUrl') ?? 'docs');
  const pages = member(config, 'cleanUrl') === true ? 'plain' : 'file';
  const style: AddressStyle = { pages, indexes: pages };
  const url = text('url');
  return {
    dialect: 'docusaurus',
    markdown: 'markdown',
    sources: sourcesOf(folder, file, { config, docsUrl }),
    title: text('title'),
    description: text('tagline'),
    ...servedFrom(
      url && { ...url, value: originOf(url.value) },
      stringMember(config, 'baseUrl') ?? '/',
    ),
    repo: repositoryOf(text('organizationName'), text('projectName')),
    publics: [folder.inProject('static')],
    named: ['/', '/blog', '/help', '/users', '/versions'],
    addressOf(path, { kind, prefix }, { id }) {
      if (kind === 'blog') return postAddress(path, style);
      const { folders, name } = partsOf(path);
      return addressOf([prefix, ...folders, id ?? name].join('/'), style);
    },
  };
}

/** `url` is the host; sites that say the base in it, too, are served below it once. */
const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url);

function sourcesOf(
  folder: Folder,
  file: string,
  { config, docsUrl }: { config: StaticData; docsUrl: string },
): SiteSource[] {
  const stated = stringMember(config, 'customDocsPath') ?? 'docs';
  const home = posix.join(folder.path, '..');
  const inHome = (path: string) => posix.join(home === '.' ? '' : home, path);
  // A folder that is made when the site is built is made of the usual one.
  const docs = folder.hasDocuments(inHome(stated)) ? inHome(stated) : inHome('docs');
  const versions = textsOf(folder.has('versions.json') ? folder.data('versions.json') : undefined);
  const sidebar = folder.has('sidebars.json') ? folder.data('sidebars.json') : undefined;
  const place = folder.startOf(file);
  return [
    {
      folder: docs,
      kind: 'docs',
      prefix: `/${docsUrl}${versions.length > 0 ? '/next' : ''}`.replace(/\/{2,}/g, '/'),
      exclude: [],
      main: true,
      sidebar,
      ...place,
    },
    {
      folder: folder.inProject('blog'),
      kind: 'blog',
      prefix: '/blog',
      exclude: [],
      main: false,
      ...place,
    },
  ];
}

/** `2020-01-31-kilns.md` is served at `/blog/2020/01/31/kilns.html`. */
function postAddress(path: string, style: AddressStyle): PageAddress | undefined {
  const found = /^(\d{4})-(\d\d?)-(\d\d?)-(.+)\.\w+$/.exec(path);
  return found === null ? undefined : addressOf(['blog', ...found.slice(1)].join('/'), style);
}
