import { posix } from 'node:path';
import type { PhrasingContent, RootContent } from 'mdast';
import type { Document } from '../src/document/document.ts';
import { readImport } from './clean-mdx/imports.ts';
import { layoutData } from './clean-mdx/layout-data.ts';
import { fileOfPage } from './clean-mdx/page-file.ts';
import { Place } from './clean-mdx/place.ts';
import {
  reportEmpty,
  reportLost,
  reportLostExpressions,
  reportUnknown,
  says,
} from './clean-mdx/reports.ts';
import { tablesOf } from './clean-mdx/tables.ts';
import { Walk } from './clean-mdx/walk.ts';
import { declared } from './declared.ts';
import { defineTransform } from './define.ts';
import { link, list, listItem, paragraph, strong, text } from './nodes.ts';
import { operationOf } from './openapi/operation.ts';
import { isPart, listOf, type Part, textIn } from './openapi/spec.ts';
import { isScalar } from './static-value.ts';

/**
 * Renders what is not Markdown (elements, expressions, ESM, comments, fence markup) as plain
 * Markdown, by the dialect's tables. Contributes how often each unknown component was met
 * and what savings rules left out.
 */
export const cleanMdx = defineTransform({
  name: 'clean-mdx',
  ...declared['clean-mdx'],
  kind: 'transform',
  run(document) {
    const { tree } = document;
    const place = new Place({ document, nodes: tree.children, readImport });
    document.frontmatter = { ...exportedMetadata(place), ...document.frontmatter };
    const operation = operationOf(document);
    const lead = [
      ...landingOf(document),
      ...elsewhereOf(document),
      ...fileOfPage(document),
      ...operation.lead,
    ];
    const body = new Walk(place).flow([...lead, ...tree.children]);
    const details = new Walk(place).flow(operation.details);
    const blocks = [...body, ...details];
    tree.children = [...blocks, ...layoutData(document, !blocks.some(says))];
    reportEmpty(place);
    const unknownComponents = reportUnknown(place, tablesOf(document.dialect));
    reportLost(place);
    reportLostExpressions(place);
    const { savings } = place;
    return {
      ...(unknownComponents && { unknownComponents }),
      ...(Object.keys(savings).length > 0 && { savings }),
    };
  },
});

/**
 * Plain values of `export const metadata = { … }`, where the dialect has such beside front matter; on
 * sites of MDX alone also of `meta`, or what is exported as `title` and `description`.
 */
function exportedMetadata({ document, scope }: Place): Record<string, string | number> {
  const { name, conventions } = document.dialect;
  const isPlain = name === 'generic';
  if (!isPlain && !conventions?.includes('exported-metadata')) return {};
  const named = ['metadata', ...(isPlain ? ['meta'] : [])].map(scope.value);
  const single = ['title', 'description'].map((key) => [key, scope.value(key)] as const);
  const entries = named.find((value) => value instanceof Map) ?? (isPlain ? single : []);
  return Object.fromEntries([...entries].filter(([, value]) => isScalar(value)));
}

/**
 * Where a page leads that has no content of its own: another site, as entries of the navigation do on
 * Mintlify, or the page whose content it shares, by its route in `source`, as in the docs of Next.
 */
function elsewhereOf({ frontmatter, tree, site, path }: Document): RootContent[] {
  const { title, url, source } = frontmatter;
  if (tree.children.some((node) => says(node) && !isComment(node))) return [];
  if (typeof url === 'string' && /^https?:/.test(url))
    return [paragraph([link(url, [text(typeof title === 'string' ? title : url)])])];
  if (typeof source !== 'string' || !/^[\w/-]+$/.test(source)) return [];
  const shared = site.pageByRoute(`/${source.replace(/^\//, '')}`);
  if (shared === undefined || shared.path === path) return [];
  const target = posix.relative(posix.dirname(path), shared.path);
  return [
    paragraph([text('Its content is that of '), link(target, [text(shared.title)]), text('.')]),
  ];
}

const isComment = (node: RootContent): boolean =>
  node.type === 'mdxFlowExpression' && /^\s*\/\*[\s\S]*\*\/\s*$/.test(node.value);

/**
 * What the front matter of a landing page shows: its banner, hero and features.
 *
 * - https://vitepress.dev/reference/default-theme-home-page
 * - https://starlight.astro.build/reference/frontmatter/#hero
 */
function landingOf(document: Document): RootContent[] {
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
