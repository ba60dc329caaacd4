import { posix } from 'node:path';
import { timeOf } from '../../src/document/dates.ts';
import type { Document } from '../../src/document/document.ts';
import { readFrontmatter } from '../../src/document/frontmatter.ts';
import { isRecord } from '../../src/is-record.ts';
import { isDataFile } from '../go-template/paths.ts';
import { OtherPage, unknown, type Value } from '../go-template/values.ts';

/** A page by its path, which counts from the page or another one, or from the root. */
export function pageAt(path: string, document: Document, from?: OtherPage): OtherPage | undefined {
  const bare = path.replace(/\.md$/, '');
  const base = from === undefined || path.startsWith('/') ? '' : `${posix.dirname(from.path)}/`;
  const found = ['.md', '/index.md', '/_index.md'].flatMap((ending) => {
    const name = posix.join('/', base, bare + ending);
    const file = document.include(path.startsWith('/') ? name : posix.join(base, bare + ending));
    // Includes may leave out the first folder, which here makes another page.
    return file.ok && `/${file.path}`.endsWith(name) ? { ...file, name } : [];
  });
  // That of the very path counts before one of its name in another folder.
  const file = found.find((one) => `/${one.path}` === one.name) ?? found[0];
  if (file) return new OtherPage(`/${file.path}`, readFrontmatter(file.text).data);
  if (!path.startsWith('/')) return pageAt(`/${path}`, document);
  // A page is known by its path without `index`, be it in a folder or not.
  const plain = bare.replace(/\/_?index$/, '');
  return pageInLowerCase(bare, document) ?? (plain !== bare ? pageAt(plain, document) : undefined);
}

/** Paths of pages are in small letters, whatever their files are called: https://gohugo.io/methods/page/path/ */
function pageInLowerCase(path: string, document: Document): OtherPage | undefined {
  const [folder, name] = [posix.dirname(path).slice(1), posix.basename(path).toLowerCase()];
  const files = document.site.pagesBelow(folder);
  const file = files.find(
    (one) => /^(.+?)(?:\/_?index)?\.md$/.exec(one.toLowerCase())?.[1] === name,
  );
  return file === undefined ? undefined : listedPage(posix.join(folder, file), document);
}

/** The only page of a name, in whichever folder, as `GetPage` of the site finds it: https://gohugo.io/methods/site/getpage/ */
export function pageNamed(name: string, document: Document): OtherPage | undefined {
  const wanted = name.replace(/\.md$/, '').toLowerCase();
  const nameOf = (path: string) =>
    /([^/]+?)(?:\/_?index)?(?:\.[a-z]{2}(?:-[a-z]+)?)?\.md$/.exec(path.toLowerCase())?.[1];
  const isNamed = !wanted.includes('/') && !/^(?:_?index)?$/.test(wanted);
  const named = isNamed
    ? document.site.pagesBelow('').filter((path) => nameOf(path) === wanted)
    : [];
  return named.length === 1 ? listedPage(named[0]!, document) : undefined;
}

/** The nearest section above a page that has a page of its own. */
export function parentOf(document: Document, from?: OtherPage): OtherPage | undefined {
  const path = from?.path ?? `/${document.path}`;
  let folder = /\/_?index(?:\.\w+)?\.md$/.test(path) ? posix.dirname(path) : path;
  while (folder !== '/') {
    folder = posix.dirname(folder);
    const file = document.include(posix.join(folder, '_index.md'));
    if (file.ok) return new OtherPage(`/${file.path}`, readFrontmatter(file.text).data);
  }
  return undefined;
}

const language = /^[a-z]{2,3}(?:-[a-z]{2,4})?$/i;

/** The home page, as far as it is the root of all lists of pages; undefined where the source is a part of the content. */
export function homeOf(document: Document): OtherPage | undefined {
  const above = [document.site.source].join('/').split('/');
  const folders = document.path.split('/').slice(0, -1);
  const content = above.lastIndexOf('content');
  if (content >= 0 && above.slice(content + 1).some((name) => !language.test(name)))
    return undefined;
  const below = content < 0 ? folders.slice(0, folders.indexOf('content') + 1) : [];
  const [first = ''] = folders.slice(below.length);
  const isThere = (places: string[]) =>
    document.include(`/${[...places, '_index.md'].join('/')}`).ok;
  // Each language may have a folder of its own.
  if (language.test(first) && !isThere(below) && isThere([...below, first])) below.push(first);
  const [, ofName = ''] = /(\.[a-z]{2,3}(?:-[\w-]+)?)\.md$/i.exec(document.path) ?? [];
  const isTranslated = document.include(`/${document.path.replace(`${ofName}.md`, '.md')}`).ok;
  const name = `_index${ofName !== '' && isTranslated ? ofName : ''}.md`;
  return new OtherPage(`/${[...below, name].join('/')}`, {});
}

/** More pages are not listed. */
const mostPages = 300;
/** A page right in a folder, or one of its folders. */
const pageName = /^(?:[^/]+|[^/]+\/_?index(?:\.[\w-]+)?)\.md$/;

/**
 * The pages right in a section, by weight, date and title as Hugo lists them; none below another page.
 *
 * https://gohugo.io/quick-reference/page-collections/
 */
export function pagesOf(kind: string, document: Document, from?: OtherPage): Value {
  const path = from?.path.replace(/^\//, '') ?? document.path;
  const [whole, folder = '', language = ''] = /^(?:(.*)\/)?_index(\.[\w-]+)?\.md$/.exec(path) ?? [];
  if (whole === undefined) return [];
  const below = new Set(document.site.pagesBelow(folder));
  const names = [...below].filter((name) => {
    const isNear = kind.endsWith('Recursive') || pageName.test(name);
    if (!isNear || (kind !== 'PagesRecursive' && /^_?index\./.test(name))) return false;
    // A name with another ending than its neighbour is of another language.
    const isTranslated = language !== '' || below.has(name.replace(/\.[\w-]+(?=\.md$)/, ''));
    const isOther = /\.[\w-]+\.md$/.test(name) && isTranslated;
    if (language === '' ? isOther : !name.endsWith(`${language}.md`)) return false;
    return kind.startsWith('Pages') || /\/_index\./.test(name) === (kind === 'Sections');
  });
  if (names.length > mostPages) return unknown;
  return names
    .map((name) => listedPage(posix.join(folder, name), document))
    .filter((one) => one !== undefined)
    .sort(byWeight);
}

function listedPage(path: string, document: Document): OtherPage | undefined {
  const file = document.include(`/${path}`);
  if (!file.ok) return undefined;
  const { data } = readFrontmatter(file.text);
  const title = data.title ?? document.site.pageByPath(path)?.title;
  return data.draft === true ? undefined : new OtherPage(`/${path}`, { ...data, title });
}

/** By weight, pages without one last; then the newest first; then by title. */
function byWeight(left: OtherPage, right: OtherPage): number {
  const weight = ({ params }: OtherPage) => Number(params.weight) || Number.MAX_SAFE_INTEGER;
  const time = ({ params: { date } }: OtherPage) =>
    timeOf(date instanceof Date ? date.toISOString() : String(date ?? '')) ??
    Number.MIN_SAFE_INTEGER;
  const title = (page: OtherPage) => String(page.value(['LinkTitle']));
  const less = title(left) < title(right) ? -1 : title(left) > title(right) ? 1 : 0;
  return weight(left) - weight(right) || time(right) - time(left) || less;
}

/** `Resources.GetMatch "name.md*"`, for patterns that say a whole name, or the beginning of none. */
export function resourceOf({ path }: OtherPage, pattern: string, document: Document): Value {
  const name = pattern.replace(/\*$/, '');
  if (/[*?[\]{}]/.test(name)) return unknown;
  const folder = posix.dirname(path);
  const file = document.include(posix.join(folder, name));
  if (!file.ok) {
    const isThere = () => document.filesBelow(folder).some((other) => other.startsWith(name));
    return name !== pattern && isThere() ? unknown : null;
  }
  return new OtherPage(`/${file.path}`, readFrontmatter(file.text).data);
}

const isPicture = /\.(?:a?png|jpe?g|gif|svg|webp|avif)$/i;

/**
 * A picture beside the page, by the name that its front matter gives it, else by that of its file:
 * https://gohugo.io/content-management/page-resources/
 */
export function pictureOf(pattern: string, document: Document): Value {
  const { path, site, frontmatter } = document;
  const folder = posix.dirname(path);
  const given: unknown = frontmatter.resources;
  const named = (Array.isArray(given) ? (given as unknown[]) : []).filter(isRecord);
  const stated = named.find(({ name }) => String(name).toLowerCase() === pattern.toLowerCase());
  const source = stated?.src === undefined ? pattern : String(stated.src);
  const part = source.replace(/^\*|\*$/g, '');
  const found = site.hasAsset(posix.join(folder, source)) ? source : pictureIn(folder, part, site);
  if (found === undefined || !isPicture.test(found)) return dataBeside(source, document);
  return new OtherPage(found, { title: String(stated?.title ?? stated?.name ?? found) });
}

/** A file of data beside the page, which a template may read. */
function dataBeside(name: string, document: Document): Value {
  const file = isDataFile(name) ? document.include(name) : undefined;
  return file?.ok ? new OtherPage(`/${file.path}`, {}) : unknown;
}

function pictureIn(folder: string, part: string, site: Document['site']): string | undefined {
  const file = part === '' ? undefined : site.pictureIn(folder, part);
  return file && posix.relative(folder, file);
}
