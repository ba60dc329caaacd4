import type { PhrasingContent, RootContent } from 'mdast';
import type { Document } from '../../src/document/document.ts';
import { link, list, listItem, paragraph, strong, text } from '../nodes.ts';
import { isPart, listOf, type Part, textIn } from '../openapi/spec.ts';

/**
 * What the front matter of a landing page shows: its banner, hero and features.
 *
 * - https://vitepress.dev/reference/default-theme-home-page
 * - https://starlight.astro.build/reference/frontmatter/#hero
 */
export function landingOf(document: Document): RootContent[] {
  if (document.dialect.conventions?.includes('landing-pages') !== true) return [];
  const { banner, hero, features, title } = document.frontmatter;
  const shown = (part: Part, key: string): RootContent[] => {
    const value = textIn(part, key)?.trim();
    if (value === undefined || value === '' || value === title) return [];
    return htmlOf(value, document) ?? [paragraph([text(value)])];
  };
  const linked = (part: Part, key: string) => linkOf(part, key, document);
  const blocks: RootContent[] = [];
  if (isPart(banner)) blocks.push(...shown(banner, 'content'));
  if (isPart(hero)) {
    for (const key of ['title', 'name', 'text', 'tagline']) blocks.push(...shown(hero, key));
    const actions = partsOf(hero.actions).flatMap((action) => linked(action, 'text'));
    if (actions.length > 0) blocks.push(list(actions.map((one) => listItem([paragraph([one])]))));
  }
  const items = partsOf(features).flatMap((feature) => {
    const lead = shown(feature, 'title').map((one) =>
      one.type === 'paragraph' ? paragraph([strong(one.children)]) : one,
    );
    const further = linked(feature, 'linkText').map((one) => paragraph([one]));
    const parts = [...lead, ...shown(feature, 'details'), ...further];
    return parts.length > 0 ? [listItem(parts)] : [];
  });
  return items.length > 0 ? [...blocks, list(items)] : blocks;
}

/** The sites take HTML in their words, but no Markdown. */
const htmlOf = (value: string, document: Document): RootContent[] | undefined =>
  /<|&#?\w+;/.test(value) ? document.parse(value).children : undefined;

function linkOf(part: Part, key: string, document: Document): PhrasingContent[] {
  const [label, target] = [textIn(part, key), textIn(part, 'link')];
  if (label === undefined) return [];
  const [html] = htmlOf(label, document) ?? [];
  const words = html?.type === 'paragraph' ? html.children : [text(label)];
  return target === undefined ? words : [link(target, words)];
}

const partsOf = (value: unknown): Part[] => listOf(value).filter(isPart);
