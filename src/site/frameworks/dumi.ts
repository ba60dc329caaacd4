import {
  entriesOf,
  isObject,
  listOf,
  member,
  type StaticData,
  stringMember,
  textsOf,
} from '../config/values.ts';
import type { PageAddress, SiteLocale, SiteSource } from '../record.ts';
import { languageBySuffix } from './addresses/languages.ts';
import { type AddressStyle, addressOf, documentEnding, partsOf } from './addresses/routes.ts';
import type { StatedSite } from './framework.ts';
import type { Folder } from './readers/folder.ts';
import { editLink, servedFrom, trimmed } from './readers/urls.ts';

const style: AddressStyle = { pages: 'plain', indexes: 'plain' };

/** `locales` of the first version where its configuration states none. */
const usualLocales = [['en-US'], ['zh-CN']];

/** The first level of a folder of components: https://d.umijs.org/config#atomdirs */
const atoms = ['index', 'README', 'readme'].map((name) => `/*/${name}*.md`).concat('/*.md');

/** dumi: folders of documents, and folders of components whose documents stand beside their source. */
export function readDumi(folder: Folder, file: string): StatedSite | undefined {
  const { config, text } = folder.settings(file);
  const sources = sourcesOf(folder, file, config);
  if (sources.length === 0) return undefined;
  // The second version has a configuration of its own.
  const isFirst = !file.includes('.dumirc');
  const locales = localesOf(member(config, 'locales') ?? (isFirst ? usualLocales : undefined));
  const isKebab = member(config, 'resolve', 'forceKebabCaseRouting') !== false;
  return {
    dialect: 'dumi',
    sources,
    ...(sources.length > 1 && { together: true }),
    title: text('themeConfig', 'name') ?? text('title'),
    description: text('description'),
    ...servedFrom(text('sitemap', 'hostname'), text('base')?.value ?? '/'),
    ...editLink(text('themeConfig', 'editLink') ?? text('themeConfig', 'socialLinks', 'github')),
    locales: locales.map(({ locale }) => locale),
    ...(locales.length > 0 && { defaultLocale: '' }),
    publics: [folder.inProject('public')],
    named: navigated(member(config, 'navs') ?? member(config, 'themeConfig', 'nav')),
    addressOf(path, source, { navPath = source.prefix }) {
      const prefix = isFirst ? navPath : source.prefix;
      const address = pageAddress(path, { prefix, locales, isKebab });
      return address && source.guessed ? { ...address, guessed: true } : address;
    },
  };
}

/** `resolve.docDirs` and `resolve.atomDirs`; `resolve.includes` of version 1, where front matter decides on addresses, too. */
function sourcesOf(folder: Folder, file: string, config: StaticData): SiteSource[] {
  const resolve = member(config, 'resolve');
  const includes = textsOf(member(resolve, 'includes'));
  const docs = listOf(member(resolve, 'docDirs')).map(typedFolder);
  const stated = member(resolve, 'atomDirs');
  const components =
    stated === undefined ? [{ type: 'component', dir: 'src' }] : listOf(stated).map(typedFolder);
  const place = folder.placeOf(resolve, []) ?? folder.startOf(file);
  const pages = docs.length > 0 ? docs : [{ dir: 'docs' }];
  const found: Pick<SiteSource, 'folder' | 'prefix' | 'include' | 'guessed'>[] =
    includes.length > 0
      ? includes.map((dir) => ({ folder: folder.inProject(dir), prefix: '', guessed: true }))
      : [
          ...pages.map(({ dir }) => ({ folder: folder.inProject(dir), prefix: '' })),
          ...components.map(({ type, dir }) => ({
            folder: folder.inProject(dir),
            prefix: `/${plural(type ?? '')}`,
            include: atoms,
          })),
        ];
  return found
    .filter((one) => folder.hasDocuments(one.folder, one.include ? 1 : undefined))
    .map((one, at) => ({
      ...one,
      kind: 'docs',
      exclude: ['node_modules/'],
      main: at === 0,
      ...place,
    }));
}

/** Routes of the navigation, by language or not, which lead to the first page below them. */
function navigated(nav: StaticData): string[] {
  return [nav, ...entriesOf(nav).map(([, one]) => one)].flatMap((list) =>
    listOf(list).flatMap((one) => stringMember(one, 'link') ?? stringMember(one, 'path') ?? []),
  );
}

interface TypedFolder {
  type?: string;
  dir: string;
}

/** `'docs'` or `{ type: 'doc', dir: 'docs' }` */
function typedFolder(value: StaticData): TypedFolder {
  if (!isObject(value)) return { dir: typeof value === 'string' ? value : '' };
  const type = stringMember(value, 'type');
  return { dir: stringMember(value, 'dir') ?? '', ...(type !== undefined && { type }) };
}

const plural = (word: string): string => (/(?:s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`);

interface DumiLocale {
  locale: SiteLocale;
  /** What stands before the routes of its pages, or after them. */
  base: string;
  suffix: string;
}

/** `{ id, name, base, suffix }`, in version 1 `[id, name]`; the first one is served from the root. */
function localesOf(stated: StaticData): DumiLocale[] {
  const found = listOf(stated).flatMap((one, at) => {
    const lang = Array.isArray(one) ? one[0] : stringMember(one, 'id');
    if (typeof lang !== 'string') return [];
    const suffix = stringMember(one, 'suffix');
    const base = stringMember(one, 'base') ?? (at === 0 || suffix !== undefined ? '' : lang);
    const key = trimmed(base).slice(1);
    const locale = { key: at === 0 || key !== '' ? key : lang, lang };
    return [{ locale, base: key, suffix: suffix ?? '' }];
  });
  return found.length > 1 ? found : [];
}

interface Serving {
  prefix: string;
  locales: readonly DumiLocale[];
  isKebab: boolean;
}

/** `button/index.en-US.md` -> `/en-US/components/button`; `button.$tab-api.md` is a part of another page. */
function pageAddress(path: string, { prefix, locales, isKebab }: Serving): PageAddress | undefined {
  const languages = locales.map(({ locale }) => locale);
  const { path: inner, locale } = languageBySuffix(path.replace(documentEnding, ''), languages);
  if (/\.\$tab-[^/]+$/.test(inner)) return undefined;
  const { folders, name } = partsOf(inner);
  const isIndex = /^(?:index|readme)$/i.test(name);
  const inFolder = [...folders, ...(isIndex ? [] : [name])].map((part) =>
    isKebab ? kebab(part) : part,
  );
  const own = `/${inFolder.join('/')}`;
  const route = own.startsWith(`${prefix}/`) ? own : prefix + own;
  const { base, suffix } = locales.find((one) => one.locale === locale) ?? { base: '', suffix: '' };
  const whole = route.replace(/\/+$/, '');
  return addressOf(`${base}/${whole}${whole === '' ? '' : suffix}`, style, { isIndex });
}

/** `DragSortTable` -> `drag-sort-table` */
const kebab = (name: string): string =>
  name.replace(/(?<=[a-z\d])[A-Z]|(?<=[A-Z])[A-Z](?=[a-z])/g, '-$&').toLowerCase();
