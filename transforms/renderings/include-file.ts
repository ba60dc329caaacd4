import { posix } from 'node:path';
import { decodeHTML } from 'entities/decode';
import type { RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { ElementNode } from '../../src/contract/element.ts';
import { liquidData } from '../../src/document/prepare/syntaxes/liquid-data.ts';
import { withVariables } from '../../src/document/prepare/syntaxes/markdoc-values.ts';
import { firstOf } from '../../src/first-of.ts';
import { schemaFolders } from '../../src/includes/markdoc-schema.ts';
import { jsonOf } from '../../src/static/globals.ts';
import { paragraph } from '../nodes.ts';
import { alert, kindOfWord } from './alert.ts';
import { byColon, byHash, matchedLines, type Parts } from './include-parts.ts';
import { commonTemplate } from './layout-files.ts';
import { filledInclude, parametersOf } from './liquid-include.ts';
import { defineRendering, namesOf, type OptionsOf, type RenderEnv } from './rendering.ts';
import { entryAt, siteParamOrData } from './site-data.ts';

const options = {
  path: 'names',
  region: 'names',
  /** Whether all regions of one name are one part of the file. */
  joins: 'flag',
  lines: 'names',
  after: 'names',
  before: 'names',
  language: 'names',
  label: 'names',
  /** What is said of the file, above it. */
  description: 'names',
  meta: 'names',
  /** Folder that paths start in, with slash at its end. */
  root: 'text',
  /** Folders that are looked in before it. */
  roots: 'list',
  /** Name of a folder beside the document or above it that paths start in, the nearest that has the file. */
  above: 'text',
  /** An attribute that says that paths start in the folder of the project. */
  project: 'names',
  /** Ending of paths that have none. */
  ending: 'text',
  /** Whether files are Markdown whatever their endings, unless a language is given. */
  markdown: 'flag',
  /** Whether HTML is a part of the page, unless it is a template. */
  html: 'flag',
  /** What a part of a page of Markdoc is given: https://markdoc.dev/docs/partials#passing-variables */
  variables: 'names',
  /** Whether files are Markdown that Jekyll fills with the parameters of the element. */
  template: 'flag',
  /** Whether `path:part` and `path:2:5` name a region and lines. */
  colon: 'flag',
  /** Whether a file without the region is shown whole. */
  whole: 'flag',
  /** Whether a region that its file does not have shows nothing. */
  empty: 'flag',
} as const;
type Options = OptionsOf<typeof options>;

/** The content of another file; its path is an attribute or the text inside. `path#region` names a part of it. */
export const includeFile = defineRendering(options, (element, spec, env) => {
  const given = (env.text(element, spec.path) ?? plainText(element)).trim();
  if (given === '') return [];
  const named = spec.colon ? byColon(given) : byHash(given);
  const path = pathOf(named.file, { element, spec, env });
  return (
    pictureAt(path, spec, env) ??
    ownRendering(element, path, env) ??
    (spec.template
      ? (programOf(element, path, env) ?? partOfTheme(element, path, env))
      : undefined) ??
    textOf({ ...named, path }, { element, spec, env })
  );
});

/** An element that shows a file. */
interface Use {
  element: ElementNode;
  spec: Options;
  env: RenderEnv;
}

/** Where the file of an element is, as `Document.include` takes it. */
function pathOf(file: string, { element, spec, env }: Use): string {
  const hasEnding = /\.\w+$/.test(file) || !spec.ending;
  const name = file + (hasEnding ? '' : spec.ending);
  const ofProject = `/${name.replace(/^\.\//, '')}`;
  const isOfProject = namesOf(spec.project).some((one) => env.attribute(element, one));
  if (isOfProject && env.document.include(ofProject).ok) return ofProject;
  const roots = rootsOf(spec, env);
  const found = roots?.find((root) => env.document.include(root + name).ok);
  const root = found ?? (spec.roots && /^\.{0,2}\//.test(name) ? '' : (spec.root ?? ''));
  return root + (root === '' ? name : name.replace(/^\.\//, ''));
}

function rootsOf({ above, roots, variables }: Options, { document }: RenderEnv) {
  if (above) return foldersAbove(document.path, above);
  if (roots === undefined || variables === undefined) return roots;
  const folders = schemaFolders((specifier) => document.include(specifier));
  return [...folders.map((folder) => `${folder}/partials/`), ...roots];
}

/** What a file says, or the part of it that an element names, below what the element says of it. */
function textOf({ path, region, lines }: Parts & { path: string }, use: Use): RootContent[] {
  const { element, spec, env } = use;
  const matched = matchedLines(path, region, env);
  const label = labelOf(element, spec, env);
  const about = env.prose(element, spec.description);
  const shown = env.include(element, {
    path,
    region: env.text(element, spec.region) ?? (matched === undefined ? region : undefined),
    joins: spec.joins,
    lines: env.text(element, spec.lines) ?? lines ?? matched,
    after: env.text(element, spec.after),
    before: env.text(element, spec.before),
    isMarkdown: isPartOfPage(path, spec, env),
    inText: spec.template || spec.colon,
    fill: spec.template ? filling(path, element, env) : withGiven(element, spec, env),
    lang: env.text(element, spec.language),
    label,
    meta: env.text(element, spec.meta),
    whole: spec.whole,
    empty: spec.empty,
  });
  return about ? shown.toSpliced(label === undefined ? 0 : 1, 0, paragraph(about)) : shown;
}

/** Fills a file of Jekyll with the parameters of the element and the data of the site. */
function filling(path: string, element: ElementNode, env: RenderEnv): (text: string) => string {
  const about = path.replace(/^\//, '');
  const reason = `${about} repeats a part over data that contextor does not read; that part is left out`;
  const leave = () =>
    env.report({ severity: 'warning', rule: 'component-lost', about, reason, at: element });
  const data = liquidData(env.document.frontmatter, (keys) => siteParamOrData(keys, env.document));
  return (text) => filledInclude(text, parametersOf(element), { data, leave });
}

/** Fills a part with the variables that it is given; none where it is given none. */
function withGiven(element: ElementNode, { variables }: Options, env: RenderEnv) {
  const given = firstOf(namesOf(variables), (name) => env.attribute(element, name));
  const json = given instanceof Map ? jsonOf(given) : undefined;
  if (json === undefined) return undefined;
  const data: unknown = JSON.parse(json);
  return (text: string) =>
    withVariables(text, (name) => entryAt(data, name.slice(1).match(/[\w-]+/g) ?? []));
}

/** Nothing of a file that is a program of Eleventy, which is told: https://www.11ty.dev/docs/languages/javascript/ */
function programOf(element: ElementNode, path: string, env: RenderEnv): RootContent[] | undefined {
  if (!/\.11ty\.[cm]?[jt]sx?$/.test(path)) return undefined;
  const about = path.replace(/^[./]+/, '');
  const reason = `${about} is a program, which is not run; what it would show is left out`;
  env.report({ severity: 'warning', rule: 'component-lost', about, reason, at: element });
  return [];
}

const boxNames = /^(?:admonition|alert|box|callout|notice)$/;
const bodyNames = ['content', 'text', 'body', 'message'];

/**
 * What a file of a theme that is not here is given to say; a box where themes of Jekyll call one so: `{% include note.html content="…" %}`,
 * `{% include callout.html type="info" title="…" content="…" %}`.
 */
function partOfTheme(
  element: ElementNode,
  path: string,
  env: RenderEnv,
): RootContent[] | undefined {
  const given = parametersOf(element);
  const body = bodyNames.map((name) => given.get(name)).find((text) => text !== undefined);
  const { name } = posix.parse(path);
  const word = boxNames.test(name) ? (given.get('type') ?? given.get('style') ?? 'note') : name;
  const kind = kindOfWord(word);
  if (body === undefined || env.document.include(path).ok) return undefined;
  const { children } = env.parse(body.replace(/^\n+|\s+$/g, ''));
  if (kind === undefined) return [...env.include(element, { path }), ...env.render(children)];
  const about = path.replace(/^\//, '');
  const reason = `${about} is included, but there is no such file; what it is given is shown instead`;
  env.report({ severity: 'warning', rule: 'include-missing', reason, about, at: element });
  const box = { ...element, children } as ElementNode;
  return alert.render(box, { as: 'alert', kind, title: ['title', 'heading'] }, env);
}

/** What the file is called, which stands inside where an attribute names the file. */
function labelOf(element: ElementNode, { path, label }: Options, env: RenderEnv) {
  const inside = env.text(element, path) === undefined ? '' : plainText(element).trim();
  return env.text(element, label) ?? (inside || undefined);
}

/** A shortcode that no table knows, where the file is missing and the site has a template of this name: it need not include one. */
function ownRendering(
  element: ElementNode,
  path: string,
  env: RenderEnv,
): RootContent[] | undefined {
  if (env.document.include(path).ok || element.data?.origin !== 'macro') return undefined;
  const entry = env.entry({ ...element, name: '*' });
  if (!entry || commonTemplate(element.name ?? '', env.document) === undefined) return undefined;
  return entry.definition.render(element, entry.spec, env);
}

/** `/a/b/name/`, `/a/name/` and `/name/` for a document in `a/b`. */
function foldersAbove(path: string, name: string): string[] {
  const folders = path.split('/').slice(0, -1);
  const above = (depth: number) => ['', ...folders.slice(0, depth), name, ''].join('/');
  return [...folders.keys(), folders.length].reverse().map(above);
}

/** Files that PyMdown's snippets make a part of the page; it does so with all others, which are code to a reader. */
const ofPage = /^[^.]+$|\.(?:html?|inc|txt)$/i;

function isPartOfPage(path: string, spec: Options, env: RenderEnv): boolean | undefined {
  return (
    spec.markdown ||
    spec.template ||
    (spec.html && isPlainHtml(path, env)) ||
    (spec.colon && ofPage.test(posix.basename(path)))
  );
}

function isPlainHtml(path: string, env: RenderEnv): boolean {
  const file = /\.html?$/i.test(path) ? env.document.include(path) : undefined;
  return file?.ok === true && !/\{[{%]/.test(file.text);
}

function pictureAt(path: string, spec: Options, env: RenderEnv): RootContent[] | undefined {
  const isPicture = (spec.colon || spec.markdown) && /\.svg$/i.test(path);
  const file = isPicture ? env.document.include(path) : undefined;
  return file?.ok ? pictureOf(file, env.document.path) : undefined;
}

/** A picture whose source becomes a part of the page: its title, or the name of the file. */
function pictureOf(file: { path: string; text: string }, page: string): RootContent[] {
  const { path, text } = file;
  const title = /<title\b[^<>]*>([^<]+)<\/title>/i.exec(text)?.[1]?.trim();
  const alt = title ? decodeHTML(title) : posix.basename(path);
  // MkDocs counts the paths in a snippet from the page.
  const url = encodeURI(posix.relative(posix.dirname(page), path));
  return [paragraph([{ type: 'image', url, alt }])];
}
