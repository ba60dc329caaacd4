import { posix } from 'node:path';
import type { PhrasingContent, RootContent } from 'mdast';
import type { Document } from '../../src/document/document.ts';
import { loadYaml } from '../../src/document/yaml-data.ts';
import { code, link, list, listItem, paragraph, strong, text } from '../nodes.ts';
import { isPart, listOf, type Part, textIn } from '../openapi/spec.ts';
import { says } from './reports.ts';

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

/**
 * Where a page leads that has no content of its own: another site, as entries of the navigation do on
 * Mintlify (`url`) and ReadMe (`link.url`), or the page whose content it shares, by its route in `source`, as in the docs of Next.
 */
export function elsewhereOf({ frontmatter, tree, site, path }: Document): RootContent[] {
  const { title, source, link: linked } = frontmatter;
  const url = frontmatter.url ?? (isPart(linked) ? linked.url : undefined);
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

/** What Mintlify says beside the title of a page that is deprecated; the description of an API says it itself. */
export function deprecationOf({ dialect, frontmatter }: Document): RootContent[] {
  const isSaid = dialect.syntaxes?.includes('mintlify') && frontmatter.openapi === undefined;
  return isSaid && frontmatter.deprecated === true
    ? [paragraph([strong([text('Deprecated')])])]
    : [];
}

const isComment = (node: RootContent): boolean =>
  node.type === 'mdxFlowExpression' && /^\s*\/\*[\s\S]*\*\/\s*$/.test(node.value);

/** Words in the names of what layouts show around pages, and of what machines read. */
const around =
  /^(?:(?:sub|side)?nav(?:bar|igation)?|side(?:bar)?|menus?|toc|breadcrumbs?|head(?:er)?|footer|hero|images?|cover|authors?|tags?|categor(?:y|ies)|keywords?|alias(?:es)?|pagination|eleventy|seo|meta(?:data|tags?)?|twitter|og|opengraph|redirects?|permalinks?|styles?|scripts?)$/i;
const isAround = (key: string) => hasWord(key, around);
const sentence = /\S\s+\S+\s+\S+\s+\S/;
/** Fewer words are captions and the like. */
const fewestWords = 12;

/** Keys for what the front matter says of the page in short, which is said elsewhere. */
const inShort =
  /^(?:description|excerpt|summary|abstract|teaser|tagline|subtitle|licen[cs]e|notes?|comments?|css)$/i;
const hasWord = (key: string, word: RegExp) =>
  [key, ...key.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/)].some((one) => word.test(one));

/**
 * Markdown of several blocks in the front matter, which a layout of the site shows as a part of the
 * page: `usage: |`. Each below a heading of its key, not rendered yet. Only for sites with layouts of
 * their own, and for pages that have nothing else.
 */
export function layoutSections(document: Document, isEmpty: boolean): RootContent[] {
  if (!isEmpty && document.dialect.name !== 'generic') return [];
  return Object.entries(document.frontmatter).flatMap(([key, value]): RootContent[] => {
    if (typeof value !== 'string' || !/\n/.test(value.trim())) return [];
    if (isAround(key) || hasWord(key, inShort) || value.trim().split(/\s+/).length < fewestWords)
      return [];
    const { children } = document.parse(value);
    const isBlocks =
      children.length > 1 || children.some(({ type }) => /^(?:list|table)$/.test(type));
    const [first] = children;
    const isTitled = first?.type === 'heading' && first.depth <= 2;
    const title: RootContent = { type: 'heading', depth: 2, children: [text(titleOf(key))] };
    return isBlocks ? [...(isTitled ? [] : [title]), ...children] : [];
  });
}

/** `best_practices` and `bestPractices` -> `Best practices` */
function titleOf(key: string): string {
  const words = key
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .replace(/[_-]+/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * The data of the front matter that a layout makes a part of the page from, as one block of YAML: the
 * parameters of a command, the steps of a method. It counts as such where it says sentences, and the
 * page has nothing else or is of a framework whose layouts do so, or of a site with layouts of its own.
 */
export function layoutData({ dialect, frontmatter }: Document, isEmpty: boolean): RootContent[] {
  const hasLayouts = dialect.conventions?.includes('layouts') === true;
  if (!isEmpty && !hasLayouts && dialect.name !== 'generic') return [];
  const data = Object.entries(frontmatter).filter(
    ([key, value]) =>
      typeof value === 'object' && !isAround(key) && textsIn(value).some((one) => / /.test(one)),
  );
  const said = textsIn(data.map(([, value]) => value)).filter((one) => sentence.test(one));
  if (said.join(' ').split(/\s+/).length < fewestWords) return [];
  const text = loadYaml().stringify(Object.fromEntries(data), {
    lineWidth: 0,
    aliasDuplicateObjects: false,
  });
  return [code(text.trimEnd(), 'yaml')];
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
