import type { Image, Link, Nodes, Parent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { type Savings, save } from '../../src/contract/savings.ts';
import { childrenOf } from '../../src/document/walk.ts';
import { givenLink, text } from '../nodes.ts';
import type { Active } from './limits.ts';

/** How often each kind of address was left out, as the note at the end of the page says it. */
interface AddressTally {
  payloads: number;
  images: number;
  links: number;
}

interface Addresses {
  rules: Active;
  savings: Savings;
  tally: AddressTally;
  /** Addresses of the images so far. */
  pictures: Set<string>;
  /** What links whose picture went are called; a name for many, as of sponsors, says nothing. */
  named: Set<string>;
}

/** Playgrounds and the like keep whole programs after the `#` or in one value of the query. */
const longestHash = 80;
const longestValue = 120;
/** An address as a value is where a redirect leads. */
const longValue = new RegExp(`([?&])[^=&#]+=(?!https?(?::|%3A))[^&#]{${longestValue},}&?`, 'gi');

/** A shorter address costs no more than the note that says it was left out. */
const shortestRepeat = 28;

const isPicture = /\.(?:png|jpe?g|gif|svg|webp|avif)(?:[?#]|$)/i;

export function compressAddresses(
  parent: Nodes,
  options: Pick<Addresses, 'rules' | 'savings'>,
): AddressTally {
  const tally = { payloads: 0, images: 0, links: 0 };
  const addresses = { ...options, tally, pictures: new Set<string>(), named: new Set<string>() };
  visit(parent, addresses);
  return addresses.tally;
}

function visit(parent: Nodes, addresses: Addresses): void {
  const children = childrenOf(parent);
  if (children === undefined) return;
  let changed: Nodes[] | undefined;
  for (let at = 0; at < children.length; at++) {
    const child = children[at]!;
    visit(child, addresses);
    const left = leftOf(child, addresses);
    if (left !== undefined) changed ??= children.slice(0, at);
    if (changed === undefined) continue;
    const isPlaced = left !== undefined && left.length > 0;
    const [before, shown] = [children[at - 1], left ?? [child]];
    const isBeside = before?.type === 'image' || child.type === 'image';
    const isAfterWords = child.type === 'image' && changed.at(-1)?.type === 'text';
    const isApart = before?.type === 'image' && (isPlaced || isAfterWords);
    if (isApart || (isBeside && touches(changed.at(-1), shown[0]))) changed.push(text(' '));
    changed.push(...shown);
  }
  if (changed === undefined) return;
  if (parent.type === 'paragraph') parent.data = { ...parent.data, unlinked: linksIn(children) };
  if (parent.type === 'link') trimEnds(changed);
  (parent as Parent).children = changed as never;
}

/** Whether the words of two nodes would run together; an image kept them apart. */
const touches = (before: Nodes | undefined, after: Nodes | undefined): boolean =>
  /[\p{L}\p{N}]$/u.test(wordsOf(before)) && /^[\p{L}\p{N}]/u.test(wordsOf(after));

const wordsOf = (node: Nodes | undefined) =>
  node === undefined || node.type === 'image' ? '' : plainText(node);

/** A link does not begin or end with the blank that stood beside an image. */
function trimEnds(nodes: Nodes[]): void {
  const [first, last] = [nodes[0], nodes.at(-1)];
  if (first?.type === 'text') first.value = first.value.trimStart();
  if (last?.type === 'text') last.value = last.value.trimEnd();
}

/** What a description has to know of a paragraph that is plain text from now on. */
function linksIn(children: readonly Nodes[]): 'all' | 'some' {
  const isLinks = children.every(
    (node) =>
      node.type === 'link' || node.type === 'image' || (node.type === 'text' && !node.value.trim()),
  );
  return isLinks ? 'all' : 'some';
}

/** What stays of a node; undefined where it stays itself. */
function leftOf(node: Nodes, addresses: Addresses): Nodes[] | undefined {
  if (node.type === 'image') return withoutImage(node, addresses);
  return node.type === 'link' ? withoutTarget(node, addresses) : undefined;
}

/** What stands in place of an image without a description, or of which the address is the picture itself or one the page has shown. */
function withoutImage(node: Image, addresses: Addresses): Nodes[] | undefined {
  const { rules, savings, tally, pictures } = addresses;
  const said = [node.alt?.trim(), node.title?.trim()].filter(Boolean);
  const words = [...new Set(said)].join(': ');
  const rule = rules['decorative-images'];
  const isRepeated = pictures.has(node.url) && node.url.length >= shortestRepeat;
  const isData = /^data:/i.test(node.url);
  pictures.add(node.url);
  if (rule === false || (words !== '' && !isRepeated && !isData && rule !== 'all'))
    return undefined;
  tally.images++;
  save(savings, 'decorative-images', node.url.length + 5);
  return words === '' ? [] : [text(words)];
}

function withoutTarget(
  node: Link,
  { rules, savings, tally, named }: Addresses,
): Nodes[] | undefined {
  const only = node.children[0];
  const isBare =
    node.children.length === 1 && only?.type === 'text' && node.url.endsWith(only.value);
  const rule = rules['link-targets'];
  // Only its picture went: where it leads is said, but to the picture in full size.
  if (node.children.length === 0) {
    const { children } = givenLink(node.url);
    const name = node.title ?? plainText(children[0]);
    if (named.has(name) || (!node.title && isPicture.test(node.url))) return [];
    named.add(name);
    node.children = node.title ? [text(node.title)] : children;
  }
  if (!isBare && (rule === 'all' || (rule === 'external' && /^[a-z]+:/i.test(node.url)))) {
    tally.links++;
    save(savings, 'link-targets', node.url.length + 4);
    return node.children;
  }
  const url = rules['url-payload'] === false ? node.url : withoutPayload(node.url);
  if (url !== node.url) {
    tally.payloads++;
    save(savings, 'url-payload', node.url.length - url.length);
    node.url = url;
  }
  return undefined;
}

function withoutPayload(url: string): string {
  const at = url.indexOf('#');
  const hash = at < 0 ? '' : url.slice(at + 1);
  const base = hash.length > longestHash && !/:~:text=/.test(hash) ? url.slice(0, at) : url;
  const short = base.length > longestValue ? base.replace(longValue, '$1') : base;
  return short.replace(/[?&](?=#|$)/, '');
}

/** `3 link targets`, `1 image address`. */
export function describe({ payloads, images, links }: AddressTally): string[] {
  const parts = [
    [links, 'link target'],
    [images, 'image address', 'image addresses'],
    [payloads, 'payload of an address', 'payloads of addresses'],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, one, many = `${one}s`]) => `${count} ${count === 1 ? one : many}`);
}
