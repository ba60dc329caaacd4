import { posix } from 'node:path';
import { getOrMake } from '../../maps.ts';
import { Namespace } from '../../static/globals.ts';
import { Callable, unknown } from '../../static/value.ts';
import {
  isObject,
  member,
  objectOf,
  type StaticData,
  type StaticObject,
  stringMember,
} from '../config/values.ts';
import type { PageAddress, Setting } from '../record.ts';
import { addressOf } from './addresses/routes.ts';
import { onlySource, type StatedSite } from './framework.ts';
import type { Folder } from './readers/folder.ts';
import { servedFrom } from './readers/urls.ts';

const further = ['njk', 'liquid', 'html', 'hbs', 'webc', '11ty.js'];
const pageEnding = /\.(?:11ty\.\w+|\w+)$/;

/** Eleventy: `eleventy.config`; files of the input folder are served at `/path/`. */
export function readEleventy(folder: Folder, file: string): StatedSite {
  const parts = partsOf(folder.exports(file));
  const setting = (...path: string[]): Setting<string> | undefined =>
    parts.map((one) => folder.setting(one, path)).find((one) => one !== undefined);
  const dir = (key: string) => setting('dir', key);
  const input = dir('input');
  const src = folder.inProject(input?.value ?? '');
  const inSource = (key: string, usual: string) => posix.join(src, dir(key)?.value ?? usual);
  const includes = inSource('includes', '_includes');
  const notPages = [includes, inSource('layouts', '_includes'), inSource('data', '_data')];
  const permalinkOf = dataPermalinks(folder, posix.relative(folder.path, src));
  return {
    // https://www.11ty.dev/docs/config/#default-template-engine-for-markdown-files
    dialect: parts.some((one) => member(one, 'markdownTemplateEngine') === false)
      ? 'github'
      : 'liquid',
    sources: [
      onlySource(src, input ?? folder.startOf(file), {
        exclude: ['node_modules/', ...insideOf(src, notPages)],
        further,
      }),
    ],
    ...servedFrom(undefined, setting('pathPrefix')?.value),
    aliases: { '/_includes/*': `${includes}/*` },
    publics: [src],
    generated: folder.folders(posix.relative(folder.path, src)).flatMap((name) => {
      const start = unknownBelow(permalinkOf(`${name}/a.md`) ?? '');
      return start === undefined ? [] : [start];
    }),
    addressOf: (path, _source, matter) =>
      eleventyAddress(path, matter.permalink ?? permalinkOf(path)),
  };
}

/** Patterns of the folders that lie in the source folder. */
function insideOf(src: string, folders: readonly string[]): string[] {
  const inner = [...new Set(folders)].map((path) => posix.relative(src, path));
  return inner.filter((path) => path !== '' && !path.startsWith('..')).map((path) => `/${path}/`);
}

/** Where the configuration states settings, what counts most first: calls, what its function returns, `config`. */
function partsOf(exported: StaticData): StaticData[] {
  const main = isObject(exported) && exported.has('default') ? exported.get('default') : exported;
  const config = member(exported, 'config');
  if (!(main instanceof Callable)) return [main, config];
  const dir: StaticObject = new Map();
  const setting = (key: string) => new Callable(([value]) => void dir.set(key, value));
  const given = Object.entries(setters).map(([name, key]) => [name, setting(key)]);
  const passed = new Namespace(() => unknown, Object.fromEntries(given));
  const returned = main.call([passed], undefined);
  return [objectOf({ dir }), returned, config];
}

const setters: Readonly<Record<string, string>> = {
  setInputDirectory: 'input',
  setIncludesDirectory: 'includes',
  setLayoutsDirectory: 'layouts',
  setDataDirectory: 'data',
};

const dataEndings = [
  '.json',
  ...['json', 'yml', 'yaml', 'js', 'cjs', 'mjs'].map((end) => `.11tydata.${end}`),
];

/** Where pages are served whose permalinks need more than their paths: `/blog` of `/blog/{{ title | slug }}/`. */
const unknownBelow = (permalink: string): string | undefined =>
  filled(permalink, [], 'a') === undefined
    ? /^(\/?[\w-]+)\/[^{]*\{/.exec(permalink)?.[1]?.replace(/^(?!\/)/, '/')
    : undefined;

/** `permalink` of the data file of a page's folder, or of the nearest above that has one. */
function dataPermalinks(folder: Folder, src: string): (path: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  const quiet = folder.aside();
  const at = (inner: string): string | undefined =>
    getOrMake(known, inner, () => {
      const stem = posix.join(src, inner, posix.basename(inner));
      const file = quiet.first(dataEndings.map((ending) => stem + ending));
      const own = file === undefined ? undefined : stringMember(quiet.data(file), 'permalink');
      return own ?? (inner.includes('/') ? at(posix.dirname(inner)) : undefined);
    });
  return (path) => (path.includes('/') ? at(posix.dirname(path)) : undefined);
}

/** `a/b.md` and `a/b/b.md` are served at `/a/b/`; a permalink without ending is a file. */
function eleventyAddress(path: string, permalink: string | undefined): PageAddress | undefined {
  const stem = path.replace(pageEnding, '');
  const folders = stem.split('/');
  const name = folders.pop()!;
  const isStated = permalink !== undefined && permalink !== 'false';
  const said = isStated ? filled(permalink, folders, name) : undefined;
  if (said !== undefined) {
    const plain = `/${said}`.replace(/\/{2,}/g, '/').replace(/\/index(?:\.html)?$/, '/');
    return { route: plain.replace(/(?:(?<=.)\/|\.html)$/, ''), address: plain };
  }
  const isIndex = name === 'index' || name === folders.at(-1);
  const route = [...folders, ...(isIndex ? [] : [name])].join('/');
  const own = addressOf(route, { pages: 'folder', indexes: 'folder' });
  return isStated ? { ...own, guessed: true } : own;
}

/** A permalink with the two names that a path gives; undefined if it needs more. */
function filled(permalink: string, folders: readonly string[], name: string): string | undefined {
  const plain = name.replace(/^\d{4}-\d{2}-\d{2}-(?=.)/, '');
  const values: Readonly<Record<string, string>> = {
    'page.fileSlug': plain === 'index' ? (folders.at(-1) ?? '') : plain,
    'page.filePathStem': `/${[...folders, plain].join('/')}`,
  };
  const text = permalink.replace(
    /\{\{-?\s*([\w.]+)\s*-?\}\}/g,
    (whole, key) => values[key] ?? whole,
  );
  return /\{[{%]/.test(text) ? undefined : text;
}
