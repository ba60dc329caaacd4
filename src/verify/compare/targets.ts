import { distance } from 'fastest-levenshtein';
import { addTo } from '../../maps.ts';
import { linkKey, type Piece, unescaped, urlsOf } from '../evidence.ts';

/** Links of the output whose text leads to other places in the source, and never there. */
export function* otherTargets(
  source: readonly Piece[],
  output: readonly Piece[],
): Generator<{ line: number; what: string }> {
  const known = byKey(source);
  const shown = byKey(output);
  for (const { key, url, line } of output) {
    const urls = known.get(key) ?? [];
    if (key === '' || url === undefined || urls.length === 0) continue;
    // Another file that the document includes may say the same of something else.
    if (urls.length < shown.get(key)!.length) continue;
    if (!urls.some((one) => one === undefined || leadsTo(one, url)))
      yield { line, what: `leads elsewhere: "${key}" to ${url}` };
  }
}

/** Addresses of the output that the source has not, but for a sign or two. */
export function* changedAddresses(
  source: string,
  links: readonly Piece[],
): Generator<{ line: number; what: string }> {
  const plain = unescaped(source);
  const known = new Set(urlsOf(source).map(linkKey));
  for (const { key, line } of links) {
    if (!isWeb(key) || known.has(key) || [source, plain].some((text) => text.includes(key)))
      continue;
    const like = [...known].find((one) => one.length === key.length && distance(one, key) === 1);
    if (like !== undefined && !isMade(key, like, source))
      yield { line, what: `address changed: ${like} to ${key}` };
  }
}

/** Whether the source says by itself the part in which an address is another, as components are given it. */
function isMade(address: string, like: string, source: string): boolean {
  const others = like.split('/');
  const own = address.split('/').filter((part, at) => part !== others[at]);
  return own.every((part) =>
    new RegExp(`(?<![\\w/-])${part.replace(/\W/g, '\\$&')}(?![\\w/-])`).test(source),
  );
}

function byKey(links: readonly Piece[]): Map<string, (string | undefined)[]> {
  const urls = new Map<string, (string | undefined)[]>();
  for (const { key, url } of links) addTo(urls, key, url);
  return urls;
}

const isPage = (url: string) => /\.mdc(?:$|[?#])/.test(url);
const isWeb = (url: string) => /^https?:/.test(url);

/** Whether a target of the output may be what a target of the source became. */
function leadsTo(source: string, output: string): boolean {
  // What a program, a macro or a shortcode puts together is not known here.
  if (source.includes('{{')) return true;
  if (isWeb(source)) return isPage(output) || linkKey(source) === linkKey(output);
  if (source === '' || /[{}$]/.test(source)) return true;
  if (isPage(output) || isWeb(output) || output.startsWith('#')) return true;
  const [mine, theirs] = [placeOf(source), placeOf(output)];
  return (
    mine.rest === theirs.rest && (isEnd(mine.path, theirs.path) || isEnd(theirs.path, mine.path))
  );
}

/** A path without its dots, and what stands after it. */
function placeOf(url: string): { path: string[]; rest: string } {
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(linkKey(url))!;
  return { path: path.split('/').filter((part) => !/^\.*$/.test(part)), rest };
}

const isEnd = (end: readonly string[], whole: readonly string[]): boolean =>
  end.every((part, at) => whole[whole.length - end.length + at] === part);
