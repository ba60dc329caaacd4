import { posix } from 'node:path';
import type { Paragraph, PhrasingContent, RootContent, Text } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { attribute } from '../../src/document/prepare/call.ts';
import type { SiteTarget } from '../../src/document/site.ts';
import { firstOf } from '../../src/first-of.ts';
import { slug } from '../../src/site/slug.ts';
import { link, text } from '../nodes.ts';
import type { Walk } from './walk.ts';

/**
 * `[[Page]]`, `[[Page#Heading|words]]` and `![[picture.png|300]]` of Obsidian (https://obsidian.md/help/links,
 * https://obsidian.md/help/embeds), and of plugins after it. Wikis of GitHub put the words first.
 */
const wikilink = /(!?)\[\[([^[\]\n|]+)(?:\|([^[\]\n]*))?\]\]/g;
const onlyEmbed = /^\s*!\[\[([^[\]\n|]+)(?:\|[^[\]\n]*)?\]\]\s*$/;

const picture = /\.(?:a?png|jpe?g|gif|svg|webp|avif|bmp)$/i;
const otherFile = /\.(?:pdf|canvas|base|mp[34]|m4a|wav|ogg|flac|3gp|webm|ogv|mov|mkv)$/i;

const isFile = (name: string): boolean => picture.test(name) || otherFile.test(name);

interface Target {
  /** Empty for the page itself. */
  name: string;
  /** The headings that it names, each within the one before; a block is none. */
  headings: string[];
}

/**
 * A text with links and pictures in place of what stands in double brackets; undefined where it has none. What
 * names no page stays as it is written, but where the dialect knows no other meaning of it: there it is reported.
 */
export function withWikilinks(node: Text, walk: Walk): PhrasingContent[] | undefined {
  if (!node.value.includes('[[')) return undefined;
  const nodes: PhrasingContent[] = [];
  let at = 0;
  for (const found of node.value.matchAll(wikilink)) {
    const { 0: whole, 1: mark, 2: first = '', 3: second, index } = found;
    const shown = (mark ? embedded : linked)(first, second, { node, walk });
    if (shown === undefined) continue;
    if (index > at) nodes.push(text(node.value.slice(at, index)));
    nodes.push(shown);
    at = index + whole.length;
  }
  if (nodes.length === 0) return undefined;
  if (at < node.value.length) nodes.push(text(node.value.slice(at)));
  return nodes;
}

/** The note, or the section of it, that is all that a paragraph says: `![[Note#Heading]]`. */
export function embeddedNote(
  { children: [only, more] }: Paragraph,
  walk: Walk,
): RootContent[] | undefined {
  if (more || only?.type !== 'text') return undefined;
  const [, given] = onlyEmbed.exec(only.value) ?? [];
  if (given === undefined || given.includes('#^')) return undefined;
  const { name, headings } = targetOf(given);
  const page = name === '' ? undefined : pageOf(name, walk);
  if (page === undefined) return undefined;
  const path = relativeTo(page.path, walk);
  const heading = headings.at(-1);
  const element: ElementNode = {
    type: 'mdxJsxFlowElement',
    name: 'include',
    attributes: [attribute('path', path)],
    children: [],
    data: { origin: 'macro' },
    ...(only.position && { position: only.position }),
  };
  return walk.elements.include(element, {
    path,
    label: wordsOf({ name: name || posix.basename(page.path).replace(/\.md$/i, ''), headings }),
    ...(heading !== undefined && { region: slug(heading) }),
  });
}

function targetOf(given: string): Target {
  const [name = '', ...parts] = given.split('#').map((part) => part.trim());
  const headings = parts.filter((part) => part !== '' && !part.startsWith('^'));
  return { name: name.replace(/\.md$/i, ''), headings };
}

interface Place {
  node: Text;
  walk: Walk;
}

function linked(
  first: string,
  second: string | undefined,
  { node, walk }: Place,
): PhrasingContent | undefined {
  const target = targetOf(first);
  const words = second?.trim() || wordsOf(target);
  const isCertain = walk.conventions.has('wikilinks');
  if (target.name === '') return isCertain && words !== '' ? linkTo('', target, words) : undefined;
  const page = pageOf(target.name, walk);
  if (page !== undefined) return linkTo(pathTo(page.path, walk), target, words);
  const reversed = second === undefined ? undefined : targetOf(second);
  const other = reversed && pageOf(reversed.name, walk);
  if (reversed && other) return linkTo(pathTo(other.path, walk), reversed, first.trim());
  const file = isFile(target.name) ? fileOf(target.name, walk) : undefined;
  if (file !== undefined) return link(pathTo(file, walk), [text(words)]);
  if (!isCertain) return undefined;
  reportMissing(first, { node, walk });
  return text(words);
}

/** A document on its own has no pages beside it: there nothing is missing. */
function reportMissing(given: string, { node, walk: { place } }: Place): void {
  const { site, path } = place.document;
  if (site.pageByPath(path) === undefined) return;
  const reason = `[[${given}]]: no page has this name; its words are kept`;
  place.report({ severity: 'warning', rule: 'broken-link', about: given, reason, at: node });
}

function linkTo(path: string, { headings }: Target, words: string): PhrasingContent {
  const last = headings.at(-1);
  return link(path + (last === undefined ? '' : `#${slug(last)}`), [text(words)]);
}

/** As Obsidian shows a link without words of its own, but for the folders. */
const wordsOf = ({ name, headings }: Target): string =>
  [posix.basename(name), ...headings].filter(Boolean).join(' > ');

/** A picture, or a link to what only a browser shows; a size in place of words says nothing. */
function embedded(
  given: string,
  second: string | undefined,
  { node, walk }: Place,
): PhrasingContent | undefined {
  const target = targetOf(given);
  const isCertain = walk.conventions.has('wikilinks');
  const words = /^\s*\d+(?:x\d+)?\s*$/.test(second ?? '') ? '' : (second?.trim() ?? '');
  if (isFile(target.name)) {
    const named = target.name.replace(/^\/+/, '');
    const file = fileOf(target.name, walk) ?? (isCertain ? named : undefined);
    if (file === undefined) return undefined;
    const [url, name] = [pathTo(file, walk), posix.basename(target.name)];
    return picture.test(name)
      ? { type: 'image', url, alt: words || name.replace(picture, '') }
      : link(url, [text(words || name)]);
  }
  const page = target.name === '' ? undefined : pageOf(target.name, walk);
  if (page !== undefined) return linkTo(pathTo(page.path, walk), target, words || wordsOf(target));
  if (!isCertain || target.name === '') return undefined;
  reportMissing(given, { node, walk });
  return text(words || wordsOf(target));
}

/** A page by its path from here or from the root, or by its name and the folders before it, the nearest of those that have it; blanks may be dashes in files. */
function pageOf(name: string, walk: Walk): SiteTarget | undefined {
  const { site } = walk.place.document;
  const plain = name.replace(/^\/+|\/+$/g, '');
  if (plain === '') return undefined;
  const here = posix.join(posix.dirname(walk.place.path), plain);
  return (
    firstOf(new Set([here, plain, dashed(here), dashed(plain)]), (path) =>
      path.startsWith('..') ? undefined : site.pageByPath(path),
    ) ?? site.pageByPath(`::${plain}|${posix.dirname(walk.place.path)}`)
  );
}

const dashed = (path: string): string => path.replaceAll(' ', '-');

/** A file by its path from here or from the root, or the nearest of its name. */
function fileOf(name: string, { place }: Walk): string | undefined {
  const { site } = place.document;
  const paths = [posix.join(posix.dirname(place.path), name), name.replace(/^\/+/, '')];
  const found = paths.find((path) => !path.startsWith('..') && site.hasAsset(path));
  return found ?? site.fileOf(`:${posix.basename(name)}|${posix.dirname(place.path)}`);
}

const relativeTo = (path: string, { place }: Walk): string =>
  posix.relative(posix.dirname(place.path), path);

/** As the document writes it, though the link may stand in a file that it includes. */
const pathTo = (path: string, walk: Walk): string => {
  const url = encodeURI(relativeTo(path, walk)).replace(/[#?]/g, encodeURIComponent);
  return walk.place.url(url);
};
