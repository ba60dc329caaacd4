import type { PhrasingContent, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { ElementNode } from '../../src/contract/element.ts';
import { inlineCode, link, paragraph, text } from '../nodes.ts';
import type { Names, RenderEnv } from '../renderings/rendering.ts';

/** Attributes that name a file. */
export const files: Names = ['src', 'file', 'path', 'filePath', 'source'];

export const isPicture = /\.(?:a?png|jpe?g|gif|svg|webp|avif|ico)(?:[?#]|$)/i;
const isPlayed = /\.(?:mp[34]|webm|mov|og[gv]|wav|pdf)$/i;

/** Whether nodes say a text already. */
export const isSaid = (words: string, nodes: readonly RootContent[]): boolean =>
  nodes.some((node) => plainText(node).includes(words));

/** What a block says, and below it the file that it would show. */
export function withFile(
  nodes: RootContent[],
  element: ElementNode,
  env: RenderEnv,
): RootContent[] {
  if (nodes.length === 0 || element.children.length > 0 || !env.flow) return nodes;
  const file = fileOf(element, env);
  const isNew = file?.type === 'inlineCode' && !isSaid(file.value, nodes);
  return isNew ? [...nodes, paragraph([file])] : nodes;
}

/** What an element shows, where it says nothing else: the path of a text, an address, or a film. */
export function fileOf(element: ElementNode, env: RenderEnv): PhrasingContent | undefined {
  const path = env.text(element, files) ?? '';
  if (isPicture.test(path)) return undefined;
  if (/^https?:\/\//.test(path)) return link(path, [text(path)]);
  const name = /^.*\/(.*\.[a-z]\w{0,9})$/i.exec(path)?.[1];
  if (name && isPlayed.test(name)) return link(env.url(path), [text(name)]);
  return name ? inlineCode(path) : undefined;
}

/**
 * The file, or the part of it, that stands in place of an element: Markdown where it is called an include, as many
 * sites have one of their own, or a fragment, as Adobe's theme for Gatsby has it; where it is a directive, any text,
 * the first time that it names it.
 */
export function includedPart(
  element: ElementNode,
  env: RenderEnv,
): { path: string; region?: string } | undefined {
  const { name, children, data } = element;
  const isInclude = /fragment|import|include|partial|snippet/i.test(name ?? '');
  const { conventions } = env.document.dialect;
  const isDirective = data?.origin === 'macro' && conventions?.includes('leaf-directives');
  if (children.length > 0 || !(isInclude || isDirective)) return undefined;
  const given = env.text(element, files);
  if (given === undefined || /^\w+:/.test(given) || isPicture.test(given)) return undefined;
  const [path = '', region] = given.split('#');
  const file = env.document.include(path);
  if (!file.ok) return undefined;
  const isShown = isInclude
    ? /\.(?:mdx?|markdown)$/.test(file.path)
    : !env.document.included.has(file.path);
  return isShown ? { path, ...(region && { region }) } : undefined;
}
