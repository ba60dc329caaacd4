import { addressOf, partsOf } from './addresses/routes.ts';
import { onlySource, type StatedSite } from './framework.ts';
import type { Folder } from './readers/folder.ts';

/**
 * Writerside: topics in one folder, each served under its name whatever folder it is in.
 * https://www.jetbrains.com/help/writerside/writerside-cfg.html
 */
export function readWriterside(folder: Folder, file: string): StatedSite {
  const config = folder.text(file) ?? '';
  const topics = folder.inProject(settingOf(config, 'topics', 'dir') ?? 'topics');
  const line = config.slice(0, Math.max(0, config.indexOf('<topics'))).split('\n').length;
  return {
    dialect: 'writerside',
    sources: [onlySource(topics, { ...folder.startOf(file), line })],
    publics: [folder.inProject(settingOf(config, 'images', 'dir') ?? 'images')],
    addressOf: (path) =>
      addressOf(partsOf(path).name.toLowerCase(), { pages: 'file', indexes: 'file' }),
  };
}

const settingOf = (config: string, element: string, name: string): string | undefined =>
  new RegExp(`<${element}\\s[^<>]*?${name}="([^"]+)"`).exec(config)?.[1];
