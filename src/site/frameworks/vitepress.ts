import { posix } from 'node:path';
import { firstOf } from '../../first-of.ts';
import { getOrMake } from '../../maps.ts';
import { copyInto } from '../../static/origin.ts';
import { Pattern } from '../../static/pattern.ts';
import { Callable, resultOf } from '../../static/value.ts';
import {
  entriesOf,
  isObject,
  listOf,
  member,
  noteOrigin,
  originOf,
  placeOf,
  type StaticData,
  type StaticObject,
  stringMember,
  textsOf,
  Unknown,
} from '../config/values.ts';
import type { PageAddress, Setting, SiteLocale } from '../record.ts';
import { asIgnoreLines } from '../source-globs.ts';
import { compilePattern, fillPattern } from './addresses/patterns.ts';
import { type AddressStyle, fileAddress } from './addresses/routes.ts';
import { onlySource, type StatedSite } from './framework.ts';
import { bundlerAliases } from './readers/bundler-aliases.ts';
import { type Folder, textEntries } from './readers/folder.ts';
import { moduleNames } from './readers/project-folder.ts';
import { namedIn } from './readers/sidebar.ts';
import { editLink, servedFrom, siteAddress, trimmed } from './readers/urls.ts';

/** VitePress: `.vitepress/config`; files are routes, `rewrites` rename them. */
export function readVitepress(folder: Folder, file: string): StatedSite {
  const own = folder.data(file);
  const config = withParent(own);
  const text = (...path: string[]) => folder.setting(config, path);
  const base = text('base')?.value;
  const srcDir = text('srcDir')?.value ?? '.';
  const root = folder.inProject(srcDir);
  const edit = editLink(
    folder.setting(config, ['themeConfig', 'editLink', 'pattern'], { partly: true }),
  );
  const exclude = asIgnoreLines(textsOf(folder.known(config, ['srcExclude'])));
  const addressOf = pageAddresses(folder, config, root);
  const sidebar = sidebarOf(folder, config);
  return {
    dialect: 'vitepress',
    sources: [
      onlySource(root, folder.placeOf(config, ['srcDir']), {
        exclude: ['node_modules/', '.vitepress/', ...exclude],
      }),
    ],
    title: folder.setting(config, ['title'], { partly: true }) ?? text('locales', 'root', 'title'),
    description: text('description') ?? text('locales', 'root', 'description'),
    ...servedFrom(
      siteAddress(text('sitemap', 'hostname')) ?? socialAddress(config) ?? pluginAddress(config),
      base,
    ),
    ...edit,
    locales: localesOf(config),
    defaultLocale: '',
    sidebar,
    aliases: {
      ...bundlerAliases(folder, member(config, 'vite', 'resolve', 'alias')),
      ...themeAlias(folder),
    },
    publics: [`${root}/public`],
    named: namedIn(sidebar).routes,
    generated: servedElsewhere(config),
    addressOf,
  };
}

/** VitePress itself calls the folder of the site's own theme `@theme`. */
function themeAlias(folder: Folder): Record<string, string> {
  const theme = '.vitepress/theme';
  const isThere = ['ts', 'js', 'mts', 'mjs'].map((ending) => `${theme}/index.${ending}`);
  if (folder.first(isThere) === undefined) return {};
  return { '@theme': folder.inProject(theme), '@theme/*': `${folder.inProject(theme)}/*` };
}

/** The addresses of pages after `rewrites`, and of pages whose names have parameters. */
function pageAddresses(
  folder: Folder,
  config: StaticData,
  root: string,
): (path: string) => PageAddress | undefined {
  const style: AddressStyle = {
    pages: member(config, 'cleanUrls') === true ? 'plain' : 'file',
    indexes: 'folder',
  };
  const rename = rewriter(folder, config);
  const dynamic = dynamicRoutes(folder, root);
  return (path) => {
    if (!/\.md$/i.test(path)) return undefined;
    const renamed = rename(path);
    return path.includes('[') ? dynamic(renamed, style) : fileAddress(renamed, style);
  };
}

/** The address that the head of every page gives to social networks: that of the site's root. */
function socialAddress(config: StaticData): Setting<string> | undefined {
  const heads = [member(config, 'head'), member(config, 'locales', 'root', 'head')];
  return firstOf(heads.flatMap(listOf), (element) => {
    const [, attributes] = listOf(element);
    const name = stringMember(attributes, 'property') ?? stringMember(attributes, 'name');
    return /^(?:og|twitter):url$/.test(name ?? '') ? originIn(attributes, 'content') : undefined;
  });
}

/** The address that a plugin for `llms.txt` or a sitemap is given: `llmstxt({ domain })`, `sitemap({ hostname })`. */
function pluginAddress(config: StaticData): Setting<string> | undefined {
  const plugins = listOf(member(config, 'vite', 'plugins'));
  return firstOf(
    plugins.filter((options) => /llms|sitemap/i.test(originOf(options)?.call ?? '')),
    (options) => originIn(options, 'domain') ?? originIn(options, 'hostname'),
  );
}

/** The origin of the whole address that a member is, without its path. */
function originIn(data: StaticData, name: string): Setting<string> | undefined {
  const value = stringMember(data, name);
  if (value === undefined || !/^https?:/.test(value) || !URL.canParse(value)) return undefined;
  return { value: new URL(value).origin, ...placeOf(data, name)! };
}

/** A configuration may extend another one, whose settings it overrides. */
function withParent(config: StaticData): StaticData {
  const parent = member(config, 'extends');
  if (!isObject(parent) || !isObject(config)) return config;
  const merged: StaticObject = new Map();
  noteOrigin(merged, placeOf(config)!);
  copyInto(merged, parent);
  copyInto(merged, config);
  return merged;
}

/** `rewrites` as a function of paths. */
function rewriter(folder: Folder, config: StaticData): (path: string) => string {
  const rewrites = folder.known(config, ['rewrites']);
  if (rewrites instanceof Callable) {
    return (path) => {
      const renamed = rewrites.call([path], undefined);
      if (typeof renamed === 'string') return renamed;
      if (renamed instanceof Unknown) folder.note('rewrites', renamed);
      return path;
    };
  }
  const rules = textEntries(rewrites).map(([from, to]) => [compilePattern(from), to] as const);
  return (path) =>
    firstOf(rules, ([matches, to]) => {
      const values = matches(path);
      return values && fillPattern(to, values);
    }) ?? path;
}

/** `[id].md` is a page for each entry of the `paths` of `[id].paths.js`. */
function dynamicRoutes(folder: Folder, root: string) {
  const known = new Map<string, readonly string[]>();
  const read = (path: string): readonly string[] => {
    const stem = posix.relative(folder.path, posix.join(root, path)).replace(/\.md$/i, '.paths');
    const file = folder.first(moduleNames(stem));
    const list = file === undefined ? undefined : resultOf(member(folder.data(file), 'paths'));
    const place = { file: posix.join(root, path), line: 1 };
    const entries = listOf(list).map((entry) => textEntries(member(entry, 'params')));
    const routes = entries.map((params) =>
      params.reduce((route, [name, value]) => route.replaceAll(`[${name}]`, value), path),
    );
    const complete = routes.length > 0 && routes.every((route) => !route.includes('['));
    if (!complete)
      folder.note(
        'paths',
        new Unknown(place, 'a dynamic route, whose paths only running it would give'),
      );
    return complete ? routes : [];
  };
  return (path: string, style: AddressStyle): PageAddress | undefined => {
    const [first, ...others] = getOrMake(known, path, () => read(path));
    if (first === undefined) return undefined;
    const aliases = others.map((other) => fileAddress(other, style).route);
    return { ...fileAddress(first, style), aliases };
  };
}

/**
 * Routes that `ignoreDeadLinks` names: the site says that something else serves them. Of a pattern
 * what it begins with counts, `/play` of `/^\\/play/`.
 */
function servedElsewhere(config: StaticData): string[] {
  return listOf(member(config, 'ignoreDeadLinks')).flatMap((rule) => {
    if (typeof rule === 'string') return rule.startsWith('/') ? [rule] : [];
    const start =
      rule instanceof Pattern ? /^\^((?:\\\/|[\w-])+)/.exec(rule.source)?.[1] : undefined;
    const route = trimmed(start?.replaceAll('\\', '') ?? '');
    return route === '' ? [] : [route];
  });
}

/** The sidebars of all locales. */
function sidebarOf(folder: Folder, config: StaticData): StaticData {
  const own = folder.known(config, ['themeConfig', 'sidebar']);
  const locales = entriesOf(member(config, 'locales')).map(([, locale]) =>
    folder.known(locale, ['themeConfig', 'sidebar']),
  );
  const all = [own, ...locales].flatMap((sidebar) =>
    Array.isArray(sidebar) ? [sidebar] : entriesOf(sidebar).map(([, list]) => list),
  );
  return all.length > 0 ? all : undefined;
}

function localesOf(config: StaticData): SiteLocale[] {
  return entriesOf(member(config, 'locales')).flatMap(([key, locale]) => {
    const link = stringMember(locale, 'link');
    // A locale with an address of its own is another site.
    if (link !== undefined && /^https?:/.test(link)) return [];
    const lang = stringMember(locale, 'lang');
    return [{ key: key === 'root' ? '' : key.replace(/^\/|\/$/g, ''), ...(lang && { lang }) }];
  });
}
