import { listOf, member, stringMember } from '../config/values.ts';
import { addressOf, fileAddress } from './addresses/routes.ts';
import { onlySource, type StatedSite } from './framework.ts';
import type { Folder } from './readers/folder.ts';
import { siteAddress } from './readers/urls.ts';

const style = { pages: 'folder', indexes: 'folder' } as const;

/** Retype: pages in `input`, served by their paths or permalinks. https://retype.com/configuration/project/ */
export function readRetype(folder: Folder, file: string): StatedSite {
  const config = folder.data(file);
  const input = folder.inProject(stringMember(config, 'input') ?? '.');
  const url = folder.setting(config, ['url']);
  // As `.gitignore` has them.
  const exclude = listOf(member(config, 'exclude')).filter((one) => typeof one === 'string');
  return {
    dialect: 'retype',
    sources: [onlySource(input, folder.placeOf(config, []), { exclude })],
    title: folder.setting(config, ['branding', 'title']),
    baseUrl: siteAddress(url && { ...url, value: url.value.replace(/^(?!https?:)/, 'https://') }),
    publics: [input],
    addressOf: (path, _source, { permalink }) =>
      permalink === undefined
        ? fileAddress(path.toLowerCase().replaceAll(' ', '-'), style, {
            index: /^(?:index|readme|default)$/,
          })
        : addressOf(permalink, style),
  };
}
