import type { PhrasingContent } from 'mdast';
import { attempt } from '../../src/attempt.ts';
import type { ElementNode } from '../../src/contract/element.ts';
import type { SiteView } from '../../src/document/site.ts';
import { yamlData } from '../../src/document/yaml-data.ts';
import { headingOfName, isNameRoute, routeOfName } from '../../src/site/labels.ts';
import { mystConfig } from '../myst-config.ts';
import { givenLink, inlineCode, link, text } from '../nodes.ts';
import { type StaticValue, toStatic } from '../static-value.ts';
import { cascadedText } from './page-data.ts';
import { defineRendering, type OptionsOf, type RenderEnv } from './rendering.ts';
import { entryAt, siteParam } from './site-data.ts';

const options = {
  target: 'names',
  label: 'names',
  /** Attributes that, when set, ask for plain text. */
  plain: 'names',
  code: 'flag',
  link: 'flag',
  /** The target is a name that a page of the project gives to a place in it. */
  named: 'flag',
  /** The words may ask for the number of what is named. */
  numbered: 'flag',
  /** The words are all of the target, not its last part. */
  whole: 'flag',
  /** The configuration may say that such roles lead to another site. */
  outside: 'flag',
  /** How the words are written, `{}` standing for them: `<{}>`. */
  form: 'text',
} as const;
type Options = OptionsOf<typeof options>;

/**
 * A name that refers to something: its label, else the last part of what it points at. `code` shows
 * it as code. `label <target>` in one argument is read apart; with `link` the target is linked,
 * with `named` the place of that name.
 */
export const reference = defineRendering(options, (element, spec, env) => {
  const given = env.text(element, spec.target) ?? env.code(element);
  const [, within, whole = given] = /^(.*\S)\s*<([^<>]+)>(?:\s*;[^<>]*)?$/s.exec(given) ?? [];
  const elsewhere = spec.outside && outside(element, { whole, within }, env);
  if (elsewhere) return [elsewhere];
  return inProject(element, { spec, within, whole }, env);
});

/** What a role shows, or leads to, in its own project. */
function inProject(
  element: ElementNode,
  { spec, within, whole }: { spec: Options; within: string | undefined; whole: string },
  env: RenderEnv,
): PhrasingContent[] {
  const target = spec.named ? whole.replace(/^#/, '') : whole;
  const titled = spec.named ? titleOf(target, env.document.site) : undefined;
  const stated = env.text(element, spec.label) ?? within;
  const label = spec.numbered ? numbered(stated, titled ?? target) : stated;
  const words = label ?? titled ?? (spec.whole ? target : lastPart(target));
  if (words === '') return [];
  if (spec.link && label === undefined) return [givenLink(env.url(target))];
  const isCode = spec.code && env.text(element, spec.plain) === undefined;
  const form = label ? undefined : spec.form;
  const shown = asWritten(form?.replace('{}', words) ?? words, { isCode, within }, env);
  if (spec.named) return leadsSomewhere(target, env) ? [link(`#${target}`, shown)] : shown;
  const isLink = spec.link || (within !== undefined && isWeb(target));
  return isLink ? [link(env.url(target), shown)] : shown;
}

/** The words with the number in them that a site would count. */
const numbered = (words: string | undefined, title: string) =>
  words?.replace(ofNumber, () => title);

/** The link that a role of `extlinks` makes of what it is given. */
function outside(
  { name }: ElementNode,
  { whole, within }: { whole: string; within: string | undefined },
  { document }: RenderEnv,
) {
  const role = mystConfig(document).roles.get(name ?? '');
  const put = (into: string) => into.replace('%s', () => whole).replaceAll('%%', '%');
  return role && link(put(role.address), [text(within ?? put(role.caption))]);
}

function asWritten(
  words: string,
  { isCode, within }: { isCode: boolean | undefined; within: string | undefined },
  env: RenderEnv,
): PhrasingContent[] {
  if (isCode) return [inlineCode(words)];
  return within ? env.inline(words) : [text(words)];
}

/** Where a site puts the number of what a name stands at, which only it counts: the title tells it as well. */
export const ofNumber = /%s|\{(?:name|number)\}/g;

const isWeb = (target: string): boolean => /^https?:\/\//.test(target);

/** The heading that a name stands at, or the caption of what it names. */
export function titleOf(name: string, site: SiteView): string | undefined {
  const page = site.pageByRoute(routeOfName(name));
  return page && site.anchor(page.path, headingOfName(name));
}

/** Whether a name is not one of those that only code or other projects would tell. */
function leadsSomewhere(name: string, { document: { site, path } }: RenderEnv): boolean {
  // A document on its own has no project.
  if (site.pageByPath(path) === undefined) return false;
  const route = routeOfName(name);
  return site.pageByRoute(route) !== undefined || !isNameRoute(site.elsewhere(route) ?? '');
}

/** `Array/map` and `~module.Class` are shown by what they end with. */
const lastPart = (target: string): string => {
  const isShort = target.startsWith('~');
  const path =
    target
      .replace(/^[~!.]+/, '')
      .split('/')
      .filter(Boolean)
      .at(-1) ?? '';
  return isShort ? (path.split('.').at(-1) ?? path) : path;
};

/** A word that the theme translates: `words` gives it by key; keys that are missing are shown with blanks for dashes. */
export const phrase = defineRendering(
  { from: 'names', words: 'map' },
  (element, { from, words = {} }, env) => {
    const key = env.text(element, from);
    if (key === undefined) return env.children(element);
    return [text(Object.hasOwn(words, key) ? (words[key] as string) : key.replace(/[-_]/g, ' '))];
  },
);

/** What front matter says by a fixed key, such as the authors of a post: a text with Markdown, or several. */
export const pageValue = defineRendering({ key: 'text' }, (_, { key = '' }, env) => {
  const value = env.document.frontmatter[key];
  const texts = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
  return texts.length > 0 ? env.inline(texts.join(', ')) : [];
});

/**
 * A value that only the site knows: front matter where it holds the name, with `site` that of a section
 * above, a parameter of Hugo's or a setting of Jekyll's configuration, else the name in braces, or with `code` as code.
 * With `global` it is never of the page.
 */
export const placeholder = defineRendering(
  { name: 'names', site: 'flag', global: 'flag', code: 'flag' },
  (element, spec, env) => {
    const written = env.text(element, spec.name)?.split('|')[0]?.trim();
    const name = written?.replace(/^(["'])(.*)\1$/, '$2');
    if (!name) return [];
    const key = name.replace(/^(?:page|\$?frontmatter|\$?markdoc\.frontmatter)\./, '');
    // Jekyll's `site.x` is never of the page.
    const ofSite = spec.global ? name : spec.site ? /^site\.(.+)$/.exec(name)?.[1] : undefined;
    const ofPage = ofSite === undefined ? pageText(env.document.frontmatter, key) : undefined;
    const ofSection = spec.site && !ofSite ? cascadedText(key, env.document) : undefined;
    // What a page is to the site is no setting.
    const isOfPage = /^page\./.test(name);
    const inSite = spec.site && !isOfPage ? siteParam(ofSite ?? key, env.document) : undefined;
    const made = isOfPage && key === 'url' ? ownAddress(env) : undefined;
    const known =
      ofPage ?? ofSection ?? inSite ?? made ?? (key === 'seo.title' ? ownTitle(env) : undefined);
    // Liquid and Hugo put it in before the text is read.
    if (known !== undefined) return spec.site ? env.inline(known) : [text(known)];
    reportUnknown(element, name, env);
    return [spec.code ? inlineCode(name) : text(`{${name}}`)];
  },
);

function ownAddress({ document: { site, path } }: RenderEnv): string | undefined {
  const page = site.pageByPath(path);
  return page?.address ?? page?.route;
}

/** The title for search engines of a page that states none is its own. */
function ownTitle({ document }: RenderEnv): string | undefined {
  const title = document.site.pageByPath(document.path)?.title;
  return title?.includes('{%') ? undefined : title;
}

function reportUnknown(at: ElementNode, about: string, env: RenderEnv): void {
  const reason = `${about} is known to the site alone; its name stands in its place`;
  env.report({ severity: 'warning', rule: 'expression-lost', about, reason, at });
}

/** What front matter says by a key, by a path of keys, or by one below Hugo's `params`. */
function pageText(frontmatter: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const keys = key.split('.');
  const value = Object.hasOwn(frontmatter, key)
    ? frontmatter[key]
    : [keys, ['params', ...keys]]
        .map((path) => entryAt(frontmatter, path))
        .find((one) => one !== undefined);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/**
 * Data of the site by dotted path: `variables.product.name` is a key of `variables/product.yml`,
 * `reusables.a.b` is the text of `reusables/a/b.md`. A value that cannot be had is its last key.
 */
export const siteData = defineRendering(
  {
    path: 'names',
    /** Folder of the data files, with slash at its end. */
    root: 'text',
    /** First part of paths that name Markdown to include rather than a value. */
    texts: 'text',
  },
  (element, { path: names, root = '', texts }, env) => {
    const path = env.text(element, names);
    if (!path) return [];
    const parts = path.split('.');
    if (parts[0] === texts)
      return env.include(element, { path: `${root}${parts.join('/')}.md`, inText: true });
    const value = valueAt(parts, (file) => env.document.include(`${root}${file}.yml`));
    return value === undefined ? [text(parts.at(-1) as string)] : env.inline(value);
  },
);

type Read = (file: string) => { ok: true; text: string } | { ok: false };

/** The deepest file of the path holds the rest of it as keys. */
function valueAt(parts: readonly string[], read: Read): string | undefined {
  for (let depth = parts.length - 1; depth > 0; depth -= 1) {
    const file = read(parts.slice(0, depth).join('/'));
    if (!file.ok) continue;
    let value = dataOf(file.text);
    for (const key of parts.slice(depth)) value = value instanceof Map ? value.get(key) : undefined;
    return typeof value === 'string' ? value.trim() : undefined;
  }
  return undefined;
}

/** The data of a YAML file; nothing where it is not valid. */
const dataOf = (source: string): StaticValue | undefined =>
  attempt(() => toStatic(yamlData(source, { strict: true })));
