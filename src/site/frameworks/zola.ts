import { entriesOf, listOf, member, type StaticData, stringMember } from '../config/values.ts';
import type { SiteLocale } from '../record.ts';
import { languageBySuffix } from './addresses/languages.ts';
import { addressOf, partsOf } from './addresses/routes.ts';
import { onlySource, type StatedSite } from './framework.ts';
import type { Folder } from './readers/folder.ts';
import { siteAddress } from './readers/urls.ts';

const style = { pages: 'folder', indexes: 'folder' } as const;
/** A date before the name of a page is no part of its address. */
const dated = /^\d{4}-\d{2}-\d{2}(?:T[^_-]*)?\s?[_-](?=.)/;

/** Zola: pages in `content/`, sections where a folder has an `_index.md`. */
export function readZola(folder: Folder, file: string): StatedSite {
  const { config, text } = folder.settings(file);
  const content = folder.inProject('content');
  const fallback = stringMember(config, 'default_language') ?? 'en';
  const locales: SiteLocale[] = [
    { key: '', lang: fallback },
    ...entriesOf(member(config, 'languages'))
      .filter(([lang]) => lang !== fallback)
      .map(([lang]) => ({ key: lang, lang })),
  ];
  const rules = { config, languages: locales.map(({ key, lang }) => ({ key, lang: lang! })) };
  return {
    dialect: 'zola',
    sources: [onlySource(content, folder.placeOf(config, []))],
    title: text('title'),
    description: text('description'),
    baseUrl: siteAddress(text('base_url')),
    locales: locales.length > 1 ? locales : [],
    strictLocales: true,
    ...(locales.length > 1 && { defaultLocale: '' }),
    publics: [folder.inProject('static'), content],
    generated: taxonomiesOf(config),
    addressOf(path, _source, matter) {
      const { folders, name: written } = partsOf(path);
      const { path: name, locale } = languageBySuffix(written, rules.languages);
      const isSection = name === '_index';
      const isIndex = name === 'index' && folders.length > 0;
      const parents = isIndex ? folders.slice(0, -1) : folders;
      const isHome = name === 'index' && !isIndex;
      const said = matter.slug ?? undated(isIndex ? folders.at(-1)! : name, config);
      const last = isSection || isHome ? [] : [slugOf(said, config)];
      const whole = [locale?.key ?? '', ...parents, ...last].filter((part) => part !== '');
      const aliases = matter.aliases?.map((alias) => `/${alias.replace(/^\/+|\/+$/g, '')}`);
      return addressOf(matter.path ?? whole.join('/'), style, { ...(aliases && { aliases }) });
    },
  };
}

const slugSetting = (config: StaticData, key: string) => member(config, 'slugify', key);

const undated = (name: string, config: StaticData): string =>
  slugSetting(config, 'paths_keep_dates') === true ? name : name.replace(dated, '');

/** `slugify.paths`: a slug of ASCII letters, or the name without what file names may not hold. */
function slugOf(name: string, config: StaticData): string {
  const how = slugSetting(config, 'paths');
  if (how === 'off') return name;
  if (how === 'safe') return name.replace(/[ .]+$/, '').replace(/[<>:"/\\|?*]/g, '');
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}

/** Zola makes a list for each taxonomy. */
function taxonomiesOf(config: StaticData): string[] {
  return listOf(member(config, 'taxonomies')).flatMap((one) => {
    const name = stringMember(one, 'name');
    return name === undefined ? [] : [`/${name}`];
  });
}
