import { posix } from 'node:path';
import {
  entriesOf,
  listOf,
  member,
  placeOf,
  type StaticData,
  stringMember,
  textsOf,
} from '../config/values.ts';
import type { ProjectSite, Setting, SiteLocale, SiteSource } from '../record.ts';
import type { Folder } from './folder.ts';
import type { Framework } from './framework.ts';
import { madeByHook, madeRedirects } from './hugo-hooks.ts';
import { isFile, mountedFiles } from './hugo-mounts.ts';
import { type HugoRules, hugoAddress } from './hugo-routes.ts';
import { configNames, withSections } from './hugo-sections.ts';
import { keptBack, listedAddress } from './hugo-unrendered.ts';
import { editLink, siteAddress } from './urls.ts';

/** Hugo: one configuration file, or a folder `config/_default` of one a section. */
export const hugo: Framework = {
  name: 'hugo',
  find(folder) {
    // The files of a configuration folder belong to the site above.
    if (/(?:^|\/)config\/[^/]+$/.test(folder.path)) return undefined;
    const file =
      folder.first(configNames) ??
      folder.first(configNames.map((name) => `config/_default/${name}`));
    if (file === undefined) return undefined;
    // `config.toml` is a common name.
    const telling = ['content', 'layouts', 'archetypes', 'themes', 'i18n'].some((name) =>
      folder.has(name),
    );
    return file.includes('hugo.') || telling ? file : undefined;
  },
  read: readHugo,
};

/** Formats of content beside Markdown. */
const otherFormats = ['html', 'htm', 'adoc', 'asciidoc', 'org', 'rst', 'pandoc', 'pdc'];
const otherEnding = new RegExp(`\\.(?:${otherFormats.join('|')})$`);

function readHugo(folder: Folder, file: string): ProjectSite {
  const config = withSections(folder, file);
  const text = (...path: string[]) =>
    folder.setting(
      config,
      path.map((key) => spelled(config, key)),
    );
  const languages = member(config, 'languages');
  const defaultKey = stringMember(config, spelled(config, 'defaultContentLanguage')) ?? 'en';
  const inSubdir = member(config, spelled(config, 'defaultContentLanguageInSubdir')) === true;
  const language = languageOf(languages, defaultKey);
  const title = text('title') ?? folder.setting(language, ['title']);
  const description =
    folder.setting(config, ['params', 'description']) ??
    folder.setting(language, ['params', 'description']);
  const baseUrl = siteAddress(text('baseURL'), undefined);
  const repository = [
    ['params', 'ghrepo'],
    ['params', 'github_repo'],
    ['params', 'repo'],
    ['params', 'editURL'],
    ['params', 'github_url'],
  ]
    .map((path) => editLink(folder.setting(config, path)))
    .find(({ repo }) => repo !== undefined);
  const locales: SiteLocale[] = languagesIn(config).map(([lang]) => ({
    key: lang.toLowerCase() === defaultKey.toLowerCase() && !inSubdir ? '' : lang.toLowerCase(),
    lang,
  }));
  const rules: HugoRules = {
    languages: locales.map(({ key, lang }) => ({ key, lang: lang!.toLowerCase() })),
    keepsCase: member(config, spelled(config, 'disablePathToLower')) === true,
    ugly: member(config, spelled(config, 'uglyURLs')) === true,
    permalinks: permalinksOf(config),
  };
  const sources = sourcesOf(folder, config, { locales, defaultKey });
  const several = locales.length > 1;
  const keptBackOf = keptBack(folder);
  return {
    framework: 'hugo',
    dialect: 'hugo',
    folder: folder.path,
    config: folder.inProject(file),
    sources,
    title,
    description,
    baseUrl,
    ...repository,
    locales: several ? locales : [],
    strictLocales: true,
    ...(several && { defaultLocale: inSubdir ? defaultKey.toLowerCase() : '' }),
    versions: [],
    redirects: madeRedirects(folder, config),
    made: madeByHook(folder, config),
    publics: ['static', 'assets'].map((name) => folder.inProject(name)),
    named: [
      ...sources.flatMap(({ folder: path }) => sectionsIn(folder, path)),
      ...mountedFiles(folder, config, rules),
    ],
    generated: taxonomiesOf(config),
    findings: folder.findings,
    addressOf(file, source, matter) {
      const path = file.replace(otherEnding, '.md');
      const page = { prefix: source.prefix, matter, rules };
      const kept = keptBackOf(posix.join(source.folder, path));
      return kept ? listedAddress(path, { ...page, kept, source }) : hugoAddress(path, page);
    },
  };
}

/** Names of settings are read in any letter case. */
function spelled(config: StaticData, key: string): string {
  const lower = key.toLowerCase();
  return entriesOf(config).find(([name]) => name.toLowerCase() === lower)?.[0] ?? key;
}

/** The languages that are built. */
function languagesIn(config: StaticData): [string, StaticData][] {
  const off = textsOf(member(config, spelled(config, 'disableLanguages')));
  return entriesOf(member(config, 'languages')).filter(
    ([lang, language]) => !off.includes(lang) && member(language, 'disabled') !== true,
  );
}

function languageOf(languages: StaticData, key: string): StaticData {
  return entriesOf(languages).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
}

interface Languages {
  locales: readonly SiteLocale[];
  defaultKey: string;
}

/** The folders that languages, mounts or the whole site take their content from. */
function sourcesOf(
  folder: Folder,
  config: StaticData,
  { locales, defaultKey }: Languages,
): SiteSource[] {
  const contentDir: Setting<string> = folder.setting(config, [spelled(config, 'contentDir')]) ?? {
    value: 'content',
    ...folder.placeOf(config, []),
  };
  const found: { folder: string; prefix: string; lang?: string; file: string; line: number }[] = [];
  for (const mount of listOf(member(config, 'module', 'mounts'))) {
    const [source, target] = [stringMember(mount, 'source'), stringMember(mount, 'target')];
    if (source === undefined || target === undefined || !/^content(?:\/|$)/.test(target)) continue;
    if (isFile(target)) continue;
    const lang =
      stringMember(mount, 'lang') ?? listOf(member(mount, 'sites', 'matrix', 'languages'))[0];
    const prefix = target.slice('content'.length);
    found.push({
      folder: source,
      prefix,
      ...(typeof lang === 'string' && { lang }),
      ...folder.placeOf(config, ['module', 'mounts']),
    });
  }
  if (found.length === 0) {
    for (const [lang, language] of languagesIn(config)) {
      const own = stringMember(language, spelled(language, 'contentDir'));
      if (own !== undefined)
        found.push({
          folder: own,
          prefix: '',
          lang,
          ...placeOf(language, spelled(language, 'contentDir'))!,
        });
    }
  }
  if (found.length === 0)
    found.push({
      folder: contentDir.value,
      prefix: '',
      file: contentDir.file,
      line: contentDir.line,
    });
  const keyOf = (lang: string | undefined) =>
    locales.find((one) => one.lang?.toLowerCase() === lang?.toLowerCase())?.key ?? '';
  const sources = found
    .map(
      ({ folder: path, prefix, lang, file, line }): SiteSource => ({
        folder: folder.inProject(path),
        kind: 'docs',
        prefix: `${keyOf(lang) === '' ? '' : `/${keyOf(lang)}`}${prefix}`,
        exclude: [],
        further: otherFormats,
        ...(lang !== undefined && { locale: keyOf(lang) }),
        main: lang === undefined || lang.toLowerCase() === defaultKey.toLowerCase(),
        file,
        line,
      }),
    )
    .filter(({ folder: path }) => !path.startsWith('..'));
  return sources.sort((a, b) => Number(b.main) - Number(a.main));
}

/** Each folder right in the content is a section with a list of its pages. */
function sectionsIn(folder: Folder, content: string): string[] {
  const names = folder.names(posix.relative(folder.path, content));
  return names.filter((name) => !name.includes('.')).map((name) => `/${name.toLowerCase()}`);
}

/** Lists by tag and category, or by what the site has in their place. */
function taxonomiesOf(config: StaticData): string[] {
  const own = entriesOf(member(config, 'taxonomies')).flatMap(([, name]) =>
    typeof name === 'string' ? [name] : [],
  );
  return (own.length > 0 ? own : ['tags', 'categories']).map((name) => `/${name}`);
}

/** `permalinks` by section; those of pages may stand in a table of their own. */
function permalinksOf(config: StaticData): HugoRules['permalinks'] {
  const table = member(config, 'permalinks');
  const pages = member(table, 'page');
  return new Map(
    [...entriesOf(table), ...entriesOf(pages)].filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}
