import { posix } from 'node:path';
import { getOrMake } from '../../../maps.ts';
import { member, type StaticData, stringMember } from '../../config/values.ts';
import type { SiteLocale } from '../../record.ts';
import { titleFromPath } from '../../title.ts';
import { languageBySuffix } from '../addresses/languages.ts';
import { documentEnding } from '../addresses/routes.ts';
import type { Folder } from '../readers/folder.ts';
import { moduleNames } from '../readers/project-folder.ts';

const filesNamed = (name: string): string[] => [
  `${name}.json`,
  ...moduleNames(name),
  `${name}.tsx`,
  `${name}.jsx`,
];

/**
 * The titles that `_meta` files of Nextra give to pages and folders, by the paths of pages in the project:
 * https://nextra.site/docs/file-conventions/meta-file
 */
export function metaTitles(
  folder: Folder,
  locales: readonly SiteLocale[],
): (path: string) => string | undefined {
  const root = folder.andRoot().at(-1)!.aside();
  const read = new Map<string, StaticData>();
  const metaOf = (at: string, lang = ''): StaticData =>
    getOrMake(read, `${at}\n${lang}`, () => {
      const names = [...(lang === '' ? [] : filesNamed(`_meta.${lang}`)), ...filesNamed('_meta')];
      const file = root.first(names.map((name) => posix.join(at, name)));
      return file === undefined ? undefined : root.data(file);
    });
  return (path) => {
    const { path: plain, locale } = languageBySuffix(path.replace(documentEnding, ''), locales);
    const titleOf = (item: string): string | undefined => {
      const entry = member(metaOf(posix.dirname(item), locale?.lang), posix.basename(item));
      return (typeof entry === 'string' ? entry : stringMember(entry, 'title')) || undefined;
    };
    const own = posix.dirname(plain);
    const isIndex = /^(?:index|page)$/.test(posix.basename(plain));
    const stated = isIndex ? (titleOf(`${own}/index`) ?? titleOf(own)) : titleOf(plain);
    // The language in the name of a file is no part of its title.
    return stated ?? (locale && titleFromPath(`${plain}.mdx`));
  };
}
