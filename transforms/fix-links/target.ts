import { posix } from 'node:path';
import type { SiteTarget } from '../../src/document/site.ts';
import { decoded } from '../../src/files/decoded.ts';
import { isWithin } from '../../src/files/source-name.ts';
import { pageExtension } from '../../src/site/routes.ts';

/** A link target, taken apart. `path` is decoded and has forward slashes. */
export type LinkTarget =
  | { kind: 'external' | 'empty' | 'mail' }
  | { kind: 'anchor'; fragment: string }
  | { kind: 'relative' | 'root'; path: string; query: string; fragment: string }
  | { kind: 'refused'; reason: string };

const scheme = /^[a-z][a-z0-9+.-]+:/i;
const drive = /^[a-z]:[\\/]/i;

/** What tools for the docs of code look up by name: `Enum.map/2` of ExDoc in backticks, `@ref` of Documenter. */
const nameInCode = /^(?:`[^`]+`|@(?:ref|extref|id|cite)(?:\s.*)?)$/;

/** A Storybook shows each of its pages at the same path: https://storybook.js.org/docs/writing-docs/mdx#linking-to-other-stories-and-pages */
const ofStorybook = /^\?path=\/(?:docs|story)\//;

/**
 * Takes a link's URL apart, without looking at any file.
 *
 * @example
 * parseTarget('../b/c.md?x#y') // { kind: 'relative', path: '../b/c.md', query: '?x', fragment: 'y' }
 */
export function parseTarget(url: string): LinkTarget {
  const trimmed = url.trim();
  if (trimmed === '') return { kind: 'empty' };
  if (drive.test(trimmed)) return { kind: 'refused', reason: 'it is a path on one machine' };
  if (/^mailto:|^tel:/i.test(trimmed)) return { kind: 'mail' };
  if (scheme.test(trimmed) || trimmed.startsWith('//')) return { kind: 'external' };
  const [, rawPath = '', query = '', rawFragment = ''] =
    /^([^?#]*)(\?[^#]*)?(?:#(.*))?$/s.exec(trimmed) ?? [];
  if (nameInCode.test(trimmed) || ofStorybook.test(query)) return { kind: 'external' };
  // What a template or an expression would fill in leads nobody knows where.
  if (isFilledIn(rawPath || trimmed)) return { kind: 'external' };
  // `#id:~:text=words` leads to the id: https://wicg.github.io/scroll-to-text-fragment/
  const fragment = decoded(rawFragment.replace(/:~:.*$/s, ''));
  if (rawPath === '') return { kind: 'anchor', fragment };
  const path = decoded(rawPath).replaceAll('\\', '/');
  if (path.includes('\0')) return { kind: 'refused', reason: 'it contains a NUL character' };
  // What Docusaurus' `static` holds is served from the root.
  if (path.startsWith('@site/'))
    return { kind: 'root', path: path.replace(/^@site(?:\/static(?=\/))?/, ''), query, fragment };
  return { kind: path.startsWith('/') ? 'root' : 'relative', path, query, fragment };
}

/** Whether a part of a target has braces: a template fills it in, or it names a parameter of an operation. */
export const isFilledIn = (part: string): boolean => /[{}]/.test(part);

/** `#/guide`, or docsify's `#/guide?id=kilns`: a route of an application in the browser, which is no anchor. */
export function hashRoute(
  fragment: string,
): { path: string; query: string; fragment: string } | undefined {
  const found = /^!?(\/[^?#]*?)(?:\.html)?(?:\?id=([^&#]*))?(?:#(.*))?$/.exec(fragment);
  if (found === null) return undefined;
  const [, path = '', id = '', inner = id] = found;
  return { path, query: '', fragment: inner };
}

/** What an index of links calls a target: where it leads, not whether it exists. */
export function classifyLink(url: string): 'external' | 'internal' | 'anchor' | 'mail' {
  const { kind } = parseTarget(url);
  if (kind === 'external' || kind === 'mail' || kind === 'anchor') return kind;
  return 'internal';
}

/** Joins a relative path to a folder; undefined where that leads out of the root. */
export function joinInside(folder: string, path: string): string | undefined {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

export const folderOf = (path: string): string =>
  path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';

/** The relative URL from one file to another, both relative to one root. */
export function relativeUrl(from: string, to: string): string {
  const source = from.split('/').slice(0, -1);
  const target = to.split('/');
  let same = 0;
  while (same < source.length && same < target.length - 1 && source[same] === target[same]) same++;
  const up = source.slice(same).map(() => '..');
  return encodePath([...up, ...target.slice(same)].join('/'));
}

/** Encodes what would end or break a URL; leaves the rest readable. */
export const encodePath = (path: string): string =>
  path.replace(/[\s<>"#?%\\^`{|}]/g, (character) => encodeURIComponent(character));

/** Frameworks that put the base path of the site before every link and image from the root. */
const prefixing: ReadonlySet<string> = new Set(
  'docusaurus fumadocs mdc mintlify nextra vitepress'.split(' '),
);

/** Where a link such as `/img/a.png` leads on a site; elsewhere it counts from the root of the host. */
export function addressFromRoot(url: string, baseUrl: string, dialect: string): string {
  const onHost = new URL(url, baseUrl);
  const base = new URL(baseUrl).pathname.replace(/\/+$/, '');
  const isBelow = isWithin(base, onHost.pathname);
  return isBelow || !prefixing.has(dialect) ? onHost.href : new URL(base + url, baseUrl).href;
}

/** What a path leads to from a page; begins with a `../` for each folder above the source root. */
export function fromRootOf(from: string, path: string): string {
  const parts = folderOf(from).split('/').filter(Boolean);
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** The same of a path that leads out of the source root and into it again, as `../docs/a.md` does; undefined for others. */
export function backInside(path: string, source: string): string | undefined {
  const whole = posix.join(source, path);
  return source !== '' && isWithin(source, whole) ? posix.relative(source, whole) : undefined;
}

/** The end of a name of a file that is no page. */
export const otherExtension = /\.(?!html?$|mdx?$|markdown$)[a-z0-9]{1,8}$/i;

/** What stands in the route of a page before its path. */
export function routePrefix({ route, path }: SiteTarget): string {
  const own = `/${withoutEnding(path)}`.replace(/\/$/, '').toLowerCase();
  const plain = route.replace(/\/$/, '');
  return plain.toLowerCase().endsWith(own) ? plain.slice(0, plain.length - own.length) : '';
}

export const withoutEnding = (path: string): string =>
  path.replace(pageExtension, '').replace(/(?:^|\/)(?:index|_index|README)$/, '');
