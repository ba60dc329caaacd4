import { member, textsOf } from '../config/values.ts';
import { type AddressStyle, fileAddress } from './addresses/routes.ts';
import { onlySource, type StatedSite } from './framework.ts';
import type { Folder } from './readers/folder.ts';
import { siteAddress } from './readers/urls.ts';

const style: AddressStyle = { pages: 'plain', indexes: 'folder' };

/** Quartz: notes in `content`, served by their paths. https://quartz.jzhao.xyz/configuration */
export function readQuartz(folder: Folder, file: string): StatedSite {
  const config = folder.data(file);
  const text = (name: string) => folder.setting(config, ['configuration', name]);
  const content = folder.inProject('content');
  const exclude = textsOf(member(config, 'configuration', 'ignorePatterns'));
  return {
    dialect: 'obsidian',
    sources: [onlySource(content, folder.startOf(file), { exclude })],
    title: text('pageTitle'),
    baseUrl: siteAddress(text('baseUrl')),
    publics: [content],
    addressOf: (path) => fileAddress(slugOf(path), style, { index: /^_?index$/ }),
  };
}

/** https://github.com/jackyzha0/quartz/blob/v4/quartz/util/path.ts */
const slugOf = (path: string): string =>
  path
    .replace(/\s/g, '-')
    .replaceAll('&', '-and-')
    .replaceAll('%', '-percent')
    .replace(/[?#]/g, '');
