import { posix } from 'node:path';
import {
  entriesOf,
  listOf,
  member,
  placeOf,
  type StaticData,
  stringMember,
  textsOf,
} from '../../config/values.ts';
import type { Redirect, Setting, SiteLocale, SiteSource } from '../../record.ts';
import type { StatedSite } from '../framework.ts';
import { type Folder, textEntries } from '../readers/folder.ts';
import { redirectLines } from '../readers/hosts.ts';
import { editLink, siteAddress } from '../readers/urls.ts';
import {
  type Content,
  mountedContent,
  mountedFiles,
  mountedStatic,
  routesMadeLater,
} from './mounts.ts';
import { type HugoRules, hugoAddress } from './routes.ts';
import { withSections, withUsualNames } from './sections.ts';
import { bundled, ignored, keptBack, listedAddress, neverRendered } from './unrendered.ts';

/** Formats of content beside Markdown. */
const otherFormats = ['html', 'htm', 'adoc', 'asciidoc', 'org', 'rst', 'pandoc', 'pdc'];
const otherEnding = new RegExp(`\\.(?:${otherFormats.join('|')})$`);

/** Hugo: one configuration file, or a folder `config/_default` of one a section. */
export function readHugo(folder: Folder, file: string): StatedSite {
  const config = withSections(folder, file);
  const text = (...path: string[]) => folder.setting(config, path);
  const defaultKey = stringMember(config, 'defaultContentLanguage') ?? 'en';
  const inSubdir = member(config, 'defaultContentLanguageInSubdir') === true;
  const language = languageOf(config, defaultKey);
  const locales: SiteLocale[] = languagesIn(config).map(([lang]) => ({
    key: lang.toLowerCase() === defaultKey.toLowerCase() && !inSubdir ? '' : lang.toLowerCase(),
    lang,
  }));
  const rules = rulesOf(config, locales);
  const sources = sourcesOf(folder, config, { locales, defaultKey });
  const several = locales.length > 1;
  const keptBackOf = keptBack(folder);
  const isNeverRendered = neverRendered(config);
  const isIgnored = ignored(config, folder);
  const isBundled = bundled(folder);
  const files = mountedStatic(config);
  return {
    dialect: 'hugo',
    sources,
    ...(mountedContent(folder, config).length > 1 && { together: true }),
    title: text('title') ?? folder.setting(language, ['title']) ?? text('params', 'title'),
    description:
      text('params', 'description') ?? folder.setting(language, ['params', 'description']),
    baseUrl: siteAddress(text('baseURL')),
    ...repositoryOf(folder, config),
    locales: several ? locales : [],
    strictLocales: true,
    ...(several && { defaultLocale: inSubdir ? defaultKey.toLowerCase() : '' }),
    redirects: madeRedirects(folder, config),
    made: madeByHook(folder, config),
    publics: ['static', 'assets', ...files.folders].map((name) => folder.inProject(name)),
    named: [
      ...sources.flatMap(({ folder: path }) => sectionsIn(folder, path)),
      ...mountedFiles(folder, config, rules),
    ],
    generated: [...taxonomiesOf(config), ...files.routes, ...routesMadeLater(folder, config)],
    addressOf(file, source, matter) {
      const path = file.replace(otherEnding, '.md');
      const whole = posix.join(source.folder, path);
      if (isNeverRendered(path) || isBundled(whole, source.folder)) return undefined;
      if (isIgnored(posix.join(source.folder, file))) return undefined;
      const page = { prefix: source.prefix, matter, rules };
      const kept = keptBackOf(whole);
      return kept ? listedAddress(path, { ...page, kept, source }) : hugoAddress(path, page);
    },
  };
}

/** Parameters of themes that name the repository. */
const repositoryNames = ['ghrepo', 'github_repo', 'repo', 'editURL', 'github_url'];

function repositoryOf(folder: Folder, config: StaticData): ReturnType<typeof editLink> {
  const links = repositoryNames.map((name) => editLink(folder.setting(config, ['params', name])));
  return links.find(({ repo }) => repo !== undefined) ?? {};
}

function rulesOf(config: StaticData, locales: readonly SiteLocale[]): HugoRules {
  return {
    languages: locales.map(({ key, lang }) => ({ key, lang: lang!.toLowerCase() })),
    keepsCase: member(config, 'disablePathToLower') === true,
    ugly: member(config, 'uglyURLs') === true,
    permalinks: permalinksOf(config),
    ofSections: new Map(textEntries(member(config, 'permalinks', 'section'))),
  };
}

/** The languages that are built. */
function languagesIn(config: StaticData): [string, StaticData][] {
  const off = textsOf(member(config, 'disableLanguages'));
  return entriesOf(member(config, 'languages')).filter(
    ([lang, language]) => !off.includes(lang) && member(language, 'disabled') !== true,
  );
}

function languageOf(config: StaticData, key: string): StaticData {
  const languages = entriesOf(member(config, 'languages'));
  return languages.find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
}

/** The folders that mounts, languages or the whole site take their content from. */
function contentOf(folder: Folder, config: StaticData): Content[] {
  const mounted = mountedContent(folder, config);
  if (mounted.length > 0) return mounted;
  const whole: Setting<string> = folder.setting(config, ['contentDir']) ?? {
    value: 'content',
    ...folder.placeOf(config, []),
  };
  const shared = { folder: whole.value, prefix: '', file: whole.file, line: whole.line };
  const languages = languagesIn(config).map(([lang, language]) => {
    const own = stringMember(withUsualNames(language), 'contentDir');
    return own === undefined
      ? { ...shared, lang }
      : { folder: own, prefix: '', lang, ...placeOf(language, 'contentDir')! };
  });
  const translated = languages.filter((one) => one.folder !== whole.value);
  const rest = languages.filter((one) => one.folder === whole.value);
  if (translated.length > 0 && rest.length < 2) return [...translated, ...rest];
  const own = translated.length > 0 ? [] : languageFolders(folder, languages);
  if (own.length > 1) return own;
  // The names of files show the language where languages share a folder.
  return [...translated, shared];
}

/**
 * Folders of the content with the keys of languages: mounts that are made for the build, or those of a
 * module, give each to its language.
 */
function languageFolders(folder: Folder, languages: readonly (Content & { lang: string })[]) {
  return languages
    .map((one) => ({ ...one, folder: posix.join(one.folder, one.lang) }))
    .filter((one) => folder.has(one.folder));
}

function sourcesOf(
  folder: Folder,
  config: StaticData,
  { locales, defaultKey }: { locales: readonly SiteLocale[]; defaultKey: string },
): SiteSource[] {
  const keyOf = (lang: string | undefined) =>
    locales.find((one) => one.lang?.toLowerCase() === lang?.toLowerCase())?.key ?? '';
  const sources = contentOf(folder, config)
    .map(
      ({ folder: path, prefix, lang, include, exclude = [], file, line }): SiteSource => ({
        folder: folder.inProject(path),
        kind: 'docs',
        prefix: `${keyOf(lang) === '' ? '' : `/${keyOf(lang)}`}${prefix}`,
        ...(include !== undefined && { include }),
        exclude,
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

/** `permalinks` by section; those of pages may be in a table of their own. */
function permalinksOf(config: StaticData): HugoRules['permalinks'] {
  const table = member(config, 'permalinks');
  return new Map([...textEntries(table), ...textEntries(member(table, 'page'))]);
}

const hooks = ['layouts/_markup/render-link.html', 'layouts/_default/_markup/render-link.html'];

/** Destinations that the site's own template for links compares with a word, where it names one page for them. */
function madeByHook(folder: Folder, config: StaticData): [destination: string, route: string][] {
  const places = ['', ...themesOf(config)];
  const file = folder.first(places.flatMap((place) => hooks.map((hook) => place + hook)));
  const text = (file === undefined ? '' : (folder.text(file) ?? '')).replace(
    /\{\{-?\s*\/\*[\s\S]*?\*\/\s*-?\}\}/g,
    '',
  );
  const words = Array.from(text.matchAll(/\beq\s+[$.][\w.]+\s+"([\w-]+)"/g), ([, word]) => word!);
  const pages = new Set(Array.from(text.matchAll(/"(\/[\w/-]+)"/g), ([, route]) => route!));
  const [page] = pages;
  const levels = new Set(['ignore', 'warning', 'error', 'leaf', 'link']);
  const own = words.filter((word) => !levels.has(word));
  return pages.size === 1 && page !== undefined ? own.map((word) => [word, page]) : [];
}

/** Folders of the themes, whose templates are used if the site has none of its own; modules are in `_vendor`. */
function themesOf(config: StaticData): string[] {
  const themes = textsOf(member(config, 'theme')).map((name) => `themes/${name}/`);
  const modules = listOf(member(config, 'module', 'imports')).flatMap((one) => {
    const path = stringMember(one, 'path');
    return path === undefined ? [] : [`_vendor/${path}/`, `themes/${path}/`];
  });
  return [...themes, ...modules];
}

/** The lines without code in the template of an output named `_redirects`, the file that some hosts read. */
function madeRedirects(folder: Folder, config: StaticData): Redirect[] {
  return entriesOf(member(config, 'outputFormats')).flatMap(([name, format]) => {
    if (stringMember(format, 'baseName') !== '_redirects') return [];
    const ending = name.toLowerCase();
    const file = folder.first([`layouts/index.${ending}`, `layouts/home.${ending}`]);
    const text = file === undefined ? undefined : folder.text(file);
    if (file === undefined || text === undefined) return [];
    const plain = text.replace(/^.*\{\{.*$/gm, '');
    return redirectLines(plain);
  });
}
