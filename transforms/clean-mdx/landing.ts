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
    // The sites take HTML there, but no Markdown.
    const isHtml = /<|&#?\w+;/.test(value);
    return isHtml ? document.parse(value).children : [paragraph([text(value)])];
  };
  const blocks: RootContent[] = [];
  if (isPart(banner)) blocks.push(...shown(banner, 'content'));
  if (isPart(hero)) {
    for (const key of ['title', 'name', 'text', 'tagline']) blocks.push(...shown(hero, key));
    const actions = partsOf(hero.actions).flatMap((action) => linkOf(action, 'text'));
    if (actions.length > 0) blocks.push(list(actions.map((one) => listItem([paragraph([one])]))));
  }
  const items = partsOf(features).flatMap((feature) => {
    const lead = shown(feature, 'title').map((one) =>
      one.type === 'paragraph' ? paragraph([strong(one.children)]) : one,
    );
    const further = linkOf(feature, 'linkText').map((one) => paragraph([one]));
    const parts = [...lead, ...shown(feature, 'details'), ...further];
    return parts.length > 0 ? [listItem(parts)] : [];
  });
  return items.length > 0 ? [...blocks, list(items)] : blocks;
}

function linkOf(part: Part, key: string): PhrasingContent[] {
  const [label, target] = [textIn(part, key), textIn(part, 'link')];
  if (target === undefined) return label === undefined ? [] : [text(label)];
  return label === undefined ? [] : [link(target, [text(label)])];
}

const partsOf = (value: unknown): Part[] => listOf(value).filter(isPart);
