import { posix } from 'node:path';
import { type StaticData, stringMember } from '../config/values.ts';
import { type AddressStyle, fileAddress } from './addresses/routes.ts';
import { onlySource, type StatedSite } from './framework.ts';
import type { Folder } from './readers/folder.ts';
import { namedIn } from './readers/sidebar.ts';
import { editLink, redirectList, servedFrom } from './readers/urls.ts';

const style: AddressStyle = { pages: 'plain', indexes: 'plain' };

/** Vocs: `vocs.config`; the files in `pages` are routes. */
export function readVocs(folder: Folder, file: string): StatedSite | undefined {
  const { config, text } = folder.settings(file);
  const pages = pagesOf(folder, config);
  if (pages === undefined) return undefined;
  const sidebar = folder.known(config, ['sidebar']);
  const home = posix.dirname(folder.inProject(pages));
  return {
    dialect: 'vocs',
    sources: [onlySource(folder.inProject(pages), folder.placeOf(config, ['srcDir']))],
    title: text('title'),
    description: text('description'),
    ...servedFrom(text('baseUrl'), text('basePath')?.value),
    ...editLink(folder.setting(config, ['editLink', 'pattern'], { partly: true })),
    redirects: redirectList(folder.known(config, ['redirects']), 'source', 'destination'),
    sidebar,
    publics: [folder.inProject('public'), posix.join(home, 'public')],
    named: namedIn(sidebar).routes,
    addressOf: (path) => fileAddress(path, style),
  };
}

/** `rootDir` was `docs` without a `srcDir` in the first version, `srcDir` is `src` since the second. */
function pagesOf(folder: Folder, config: StaticData): string | undefined {
  const root = stringMember(config, 'rootDir');
  const stated = stringMember(config, 'srcDir');
  const sources = stated === undefined ? ['src', ''] : [stated];
  const roots = root === undefined ? ['', 'docs'] : [root];
  const folders = roots.flatMap((one) => sources.map((src) => posix.join(one, src, 'pages')));
  return folders.find((path) => folder.has(path));
}
