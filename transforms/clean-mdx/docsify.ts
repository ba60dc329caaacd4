import { posix } from 'node:path';
import type { Image, Link, Paragraph, RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { attribute } from '../../src/document/prepare/call.ts';
import { blockquote, isBlank, paragraph, text } from '../nodes.ts';

/** `:include`, `:type=code`, `:size=50x100`: what a title says to Docsify; the rest is the title. */
const option = /(?:^|\s):([\w-]+)(?:=(\S+))?(?=\s|$)/g;

/** Takes Docsify's options out of a title, and gives them. */
export function takeOptions(node: Link | Image): Map<string, string> {
  const options = new Map<string, string>();
  if (!node.title?.includes(':')) return options;
  const rest = node.title.replace(option, (_, name: string, value = '') => {
    options.set(name, value);
    return '';
  });
  // Beside `:include`, the rest are attributes of a frame or a player.
  node.title = options.has('include') ? null : rest.trim() || null;
  return options;
}

/** `![color](#f0f0f0)` is the background of a cover: https://docsify.js.org/#/cover */
export const isColor = ({ url }: Image): boolean => /^#(?:[\da-f]{3,4}){1,2}$/i.test(url);

/** Endings of files that Docsify shows by a player or in a frame: they stay links. */
const played = /\.(?:html?|mp[34]|ogg)$/i;

/** The file that `[name](path ':include')` stands for where it is all that a paragraph says. */
export function includedFile(node: Paragraph): ElementNode | undefined {
  const [only, ...others] = node.children.filter((child) => !isBlank(child));
  if (only?.type !== 'link' || others.length > 0 || !only.title?.includes(':include'))
    return undefined;
  const options = takeOptions(only);
  const type = options.get('type');
  const fragment = options.get('fragment');
  const isShown = /^[a-z]+:/i.test(only.url) || (type ?? 'code') !== 'code';
  if (isShown || (type === undefined && played.test(only.url))) return undefined;
  const lang = posix.extname(only.url).slice(1);
  const isMarkdown = type === undefined && /^(?:md|markdown)$/.test(lang);
  const attributes = [
    attribute('path', only.url.startsWith('/') ? only.url : `./${only.url.replace(/^\.\//, '')}`),
    ...(isMarkdown ? [] : [attribute('lang', lang === 'md' ? 'markdown' : lang || 'text')]),
    ...(fragment === undefined ? [] : [attribute('fragment', fragment)]),
  ];
  const data = { origin: 'macro' as const };
  return { type: 'mdxJsxFlowElement', name: 'include', attributes, children: [], data };
}

/** `!> text` is important, `?> text` a tip. */
export function boxOf(node: Paragraph): RootContent | undefined {
  const [first, ...rest] = node.children;
  const [, mark] = (first?.type === 'text' && /^([!?])>\s*/.exec(first.value)) || [];
  if (first?.type !== 'text' || mark === undefined) return undefined;
  const words = [text(first.value.replace(/^[!?]>\s*/, '')), ...rest];
  const kind = mark === '!' ? 'IMPORTANT' : 'TIP';
  return blockquote([paragraph([text(`[!${kind}]\n`), ...words])]);
}
