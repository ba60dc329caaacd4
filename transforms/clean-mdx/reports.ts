import type { RootContent } from 'mdast';
import { unsafeKeys } from '../../src/is-record.ts';
import { groupBy } from '../../src/maps.ts';
import { didYouMean } from '../../src/nearest.ts';
import { isBlank } from '../nodes.ts';
import { missingModules } from '../renderings/theme-folders.ts';
import type { LostExpression } from './found.ts';
import type { Place } from './place.ts';
import type { Tables } from './tables.ts';

/** What says nothing by itself. */
const silent: ReadonlySet<string> = new Set(['heading', 'yaml', 'definition', 'thematicBreak']);

/** Whether a block says more than a title does. */
export const says = (node: RootContent): boolean => !silent.has(node.type) && !isBlank(node);

/** Keys of front matter that say what a page's content is made from. */
const givesContent: ReadonlySet<string> = new Set(
  'openapi asyncapi api source template layout pageType'.split(' '),
);

/** A path of another document, as in `ref: docs/guides/caching.md`. */
export const isDocument = (value: unknown): boolean =>
  typeof value === 'string' && /^[^\s:]+\.mdx?$/.test(value);

/** Reports a page of which nothing but titles is left, where its source has more than that. */
export function reportEmpty(place: Place): void {
  const { document, found } = place;
  const { tree, frontmatter } = document;
  // What a site shows where there is no page says nothing of its own.
  const isNotFound = /(?:^|\/)404\.\w+$/.test(document.path);
  if (isNotFound || tree.children.some(says)) return;
  const names = new Set([...found.lost.keys(), ...found.unknown.keys()]);
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

/** Reports each component of which something is missing in the output. */
export function reportLost(place: Place): void {
  const { found, document } = place;
  for (const [name, { sources, at }] of found.lost) {
    if (document.settings.unknownComponents === 'error' && found.unknown.has(name)) continue;
    const shown = [...sources].slice(0, 3).join(', ');
    const kept = keptOf(name, sources, place);
    const why =
      sources.size > 0
        ? `shows values that are known only when the site runs (${shown}${sources.size > 3 ? ', …' : ''}); ${kept}`
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

function keptOf(name: string, sources: ReadonlySet<string>, { found }: Place): string {
  if (found.onlyContent.has(name))
    return 'they are left out with its own texts, its content is kept';
  // `${version}` in code.
  return [...sources].every((source) => source.startsWith('${'))
    ? 'they stay as they are written'
    : 'they are left out, its literal texts are kept';
}

/** Why there is no source that tells what a component shows. */
function sourceOf(name: string, { scope, document, found }: Place): string {
  const [first = ''] = name.split('.');
  const specifier = scope.imported(first)?.specifier;
  if (specifier !== undefined) return `its source "${specifier}" could not be read`;
  return `no source tells what it shows${found.settingOf.get(name) === 'macros' ? whereModulesAre(document) : ''}`;
}

/** What a site of Hugo may do to let its modules be read. */
function whereModulesAre(document: Place['document']): string {
  const missing = document.dialect.name === 'hugo' ? missingModules(document) : [];
  const names = missing.slice(0, 3).join(', ');
  return names === '' ? '' : ` (of ${names}, nothing is here before \`hugo mod vendor\`)`;
}

/** What a message calls a component, macro or container. */
function nameOf(name: string, { found }: Place): string {
  const setting = found.settingOf.get(name);
  return setting === undefined ? `<${name}>` : `the ${setting.slice(0, -1)} \`${name}\``;
}

const capitalized = (words: string): string => words.replace(/^the/, 'The');

const remedyOf = (name: string, rendering: string, { found }: Place): string =>
  `Set how it is rendered in the configuration: ${found.settingOf.get(name) ?? 'components'}: { ${JSON.stringify(name)}: "${rendering}" }`;

const ofSeveral: Readonly<Record<string, string>> = {
  'it is left out': 'they are left out',
  'it stays as it is written': 'they stay as they are written',
  'its name stands in its place': 'their names stand in their place',
};

/** Reports the expressions of the page that only running would tell; several that show parts of one import once. */
export function reportLostExpressions({ found, document }: Place): void {
  const groups = groupBy(found.lostExpressions, ([source, { from, end }]) =>
    from === undefined ? `{${source}}` : `${from} ${end}`,
  );
  for (const group of groups.values()) {
    const [[source, { at, end, from }]] = group as [[string, LostExpression]];
    const isOne = group.length === 1 || from === undefined;
    const reason = isOne
      ? `{${source}} has a value that is known only when the site runs; ${end}`
      : `${group.length} expressions show values of "${from}" that are known only when the site runs ({${source}}, …); ${ofSeveral[end]}`;
    const about = isOne ? source : from;
    document.report({ severity: 'warning', rule: 'expression-lost', about, reason, at });
  }
}

/**
 * Reports each unknown name once, with its count and what the configuration could say of it;
 * gives the counts, without names that no field of a context may have.
 */
export function reportUnknown(place: Place, tables: Tables): Record<string, number> | undefined {
  const { unknown, lost } = place.found;
  if (unknown.size === 0) return undefined;
  const { settings, dialect } = place.document;
  const isError = settings.unknownComponents === 'error';
  const modules = (name: string) =>
    place.found.settingOf.get(name) === 'macros' ? whereModulesAre(place.document) : '';
  const known = [...tables.components.names.keys()].filter((name) => /^[A-Z]/.test(name));
  for (const [name, { count, at }] of unknown) {
    if (!isError && lost.has(name)) continue;
    const near = /^[A-Z]/.test(name) ? didYouMean(name, known) : undefined;
    place.document.report({
      severity: isError ? 'error' : 'info',
      rule: 'unknown-component',
      about: name,
      reason:
        `${capitalized(nameOf(name, place))} (${count}×) is not known to the dialect ${dialect.name}${modules(name)}. ${near ?? ''}`.trimEnd() +
        ` ${remedyOf(name, 'unwrap', place)}`,
      at,
    });
  }
  const named = [...unknown].filter(([name]) => !unsafeKeys.has(name));
  return Object.fromEntries(named.map(([name, { count }]) => [name, count]));
}
