import type { PhrasingContent, RootContent } from 'mdast';
import type { Document } from '../src/document/document.ts';
import { unsafeKeys } from '../src/is-record.ts';
import { didYouMean } from '../src/nearest.ts';
import { readImport } from './clean-mdx/imports.ts';
import { layoutData } from './clean-mdx/layout-data.ts';
import { Place } from './clean-mdx/place.ts';
import { type Tables, tablesOf } from './clean-mdx/tables.ts';
import { Walk } from './clean-mdx/walk.ts';
import { declared } from './declared.ts';
import { defineTransform } from './define.ts';
import { isBlank, link, list, listItem, paragraph, strong, text } from './nodes.ts';
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
    const lead = [...landingOf(document), ...elsewhereOf(document), ...operation.lead];
    const body = new Walk(place).flow([...lead, ...tree.children]);
    const details = new Walk(place).flow(operation.details);
    tree.children = [...body, ...details, ...layoutData(document)];
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

/** What a page does not say by itself. */
const silent: ReadonlySet<string> = new Set(['heading', 'yaml', 'definition', 'thematicBreak']);

const says = (node: RootContent): boolean => !silent.has(node.type) && !isBlank(node);

/** Where a page leads that is nothing but an entry of the navigation for another site, as Mintlify has them. */
function elsewhereOf({ frontmatter: { title, url }, tree }: Document): RootContent[] {
  if (typeof url !== 'string' || !/^https?:/.test(url) || tree.children.some(says)) return [];
  return [paragraph([link(url, [text(typeof title === 'string' ? title : url)])])];
}

/** Keys of front matter that say what a page's content is made from. */
const givesContent: ReadonlySet<string> = new Set(
  'openapi asyncapi api source template layout pageType'.split(' '),
);

/** A path of another document, as in `ref: docs/guides/caching.md`. */
const isDocument = (value: unknown): boolean =>
  typeof value === 'string' && /^[^\s:]+\.mdx?$/.test(value);

/** Reports a page of which nothing but titles is left, where its source has more than that. */
function reportEmpty(place: Place): void {
  const { document, lost, unknown } = place;
  const { tree, frontmatter } = document;
  if (tree.children.some(says)) return;
  const names = new Set([...lost.keys(), ...unknown.keys()]);
  const components = [...names].map((name) => nameOf(name, place));
  const asked = Object.keys(frontmatter).find(
    (key) => givesContent.has(key) || isDocument(frontmatter[key]),
  );
  if (components.length === 0 && asked === undefined) return;
  const made = components.length > 0 ? components.join(', ') : `\`${asked}\` in its front matter`;
  document.report({
    severity: 'warning',
    rule: 'empty-page',
    reason: `The page has only a title; the site makes its content from ${made}`,
  });
}

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

/** Reports each component of which something is missing in the output. */
function reportLost(place: Place): void {
  const { lost, document } = place;
  for (const [name, { sources, at }] of lost) {
    if (document.settings.unknownComponents === 'error' && place.unknown.has(name)) continue;
    const shown = [...sources].slice(0, 3).join(', ');
    const kept = place.onlyContent.has(name)
      ? 'they are left out with its own texts, its content is kept'
      : 'they are left out, its literal texts are kept';
    const why =
      sources.size > 0
        ? `shows values that are known only when it runs (${shown}${sources.size > 3 ? ', …' : ''}); ${kept}`
        : `has no text of its own, and ${sourceOf(name, place)}; nothing of it is kept`;
    document.report({
      severity: 'warning',
      rule: 'component-lost',
      about: name,
      at,
      reason: `${capitalized(nameOf(name, place))} ${why}. ${remedyOf(name, 'drop', place)}`,
    });
  }
}

/** Why there is no source that tells what a component shows. */
function sourceOf(name: string, { scope }: Place): string {
  const [first = ''] = name.split('.');
  const specifier = scope.imported(first)?.specifier;
  return specifier === undefined
    ? 'no source of it was found'
    : `its source "${specifier}" could not be read`;
}

/** What a message calls a component, macro or container. */
function nameOf(name: string, { settingOf }: Place): string {
  const setting = settingOf.get(name);
  return setting === undefined ? `<${name}>` : `the ${setting.slice(0, -1)} \`${name}\``;
}

const capitalized = (words: string): string => words.replace(/^the/, 'The');

const remedyOf = (name: string, rendering: string, { settingOf }: Place): string =>
  `Set how it is rendered in the configuration: ${settingOf.get(name) ?? 'components'}: { ${JSON.stringify(name)}: "${rendering}" }`;

/** Reports the expressions of the page that only running would tell. */
function reportLostExpressions({ lostExpressions, document }: Place): void {
  for (const [source, at] of lostExpressions) {
    const end = source.startsWith('{') ? 'stays as it is written' : 'is left out';
    const reason = `{${source}} has a value that is known only when it runs; it ${end}`;
    document.report({ severity: 'warning', rule: 'expression-lost', about: source, reason, at });
  }
}

/**
 * Reports each unknown name once, with its count and what the configuration could say of it;
 * gives the counts, without names that no field of a context may have.
 */
function reportUnknown(place: Place, tables: Tables): Record<string, number> | undefined {
  if (place.unknown.size === 0) return undefined;
  const { settings, dialect } = place.document;
  const isError = settings.unknownComponents === 'error';
  const known = [...tables.components.names.keys()].filter((name) => /^[A-Z]/.test(name));
  for (const [name, { count, at }] of place.unknown) {
    if (!isError && place.lost.has(name)) continue;
    const near = /^[A-Z]/.test(name) ? didYouMean(name, known) : undefined;
    place.document.report({
      severity: isError ? 'error' : 'info',
      rule: 'unknown-component',
      about: name,
      reason:
        `${capitalized(nameOf(name, place))} (${count}×) is not known to the dialect ${dialect.name}. ${near ?? ''}`.trimEnd() +
        ` ${remedyOf(name, 'unwrap', place)}`,
      at,
    });
  }
  const named = [...place.unknown].filter(([name]) => !unsafeKeys.has(name));
  return Object.fromEntries(named.map(([name, { count }]) => [name, count]));
}
