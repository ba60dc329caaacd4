import type { PhrasingContent } from 'mdast';
import type { FenceTable } from '../../src/contract/dialect.ts';
import { firstOf } from '../../src/first-of.ts';
import { addTo } from '../../src/maps.ts';
import { inlineCode, paragraph, strong, text } from '../nodes.ts';

/** The meta of a fence, read into its parts. */
export interface Meta {
  /** `key="value"`, `key='value'`, `key=word`, `key={…}` (braces kept). */
  attributes: Map<string, string>;
  /** All values of keys that are given more than once, as `del={2} del="text"`. */
  repeated: ReadonlyMap<string, readonly string[]>;
  /** `[label]`. */
  brackets: string | undefined;
  /** The request that the code sends, as an annotation says it. */
  request: string | undefined;
  /** Words that are none of the other parts, in order. */
  words: readonly string[];
}

/**
 * Parts of a meta, longest first. Regexes and strings may hold blanks, braces and quotes, so the
 * meta is never split at blanks.
 */
const part =
  /([\w:-]+)=("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\{(?:[^{}]|\{[^{}]*\})*\}|\[[^\]]*\]|\/(?:\\.|[^/\\]|\/(?=[^\s]*[>\w]))+\/|[^\s]+)|\[((?:[^[\]]|\[(?:[^[\]]|\[[^[\]]*\])*\])*)\]|(\{(?:[^{}]|\{[^{}]*\})*\})|"(?:\\.|[^"\\])*"[\w$-]*|'(?:\\.|[^'\\])*'|\/\S(?:.*?\S)?\/[\w$-]*(?=\s|$)|(\S+)/gy;

/** Hugo's and MkDocs' `{file="x" copy=true}`; `{1,3}` and `{"label": 2}` are marks on lines. */
const attributeList = /^\{(?:[^"']*[\s,])?[\w-]+=/;

/** An object of `mdx-annotations`, `{{ title: 'a.ts' }}` or `{{ "title": "a.ts" }}`, and its members. */
const annotations = /^\{\{(.*)\}\}$/s;
/** A member in braces of its own, as plugins of remark and Gatsby read it: `{filename: kiln.ts}`. */
const single =
  /^\{\s*(title|file|filename|name|tab)(?:Title|Name)?\s*:\s*("[^"{}]*"\s*|'[^'{}]*'\s*|[^\s{},"'][^{},]*)\}$/;
const member = /(?:"([\w-]+)"|'([\w-]+)'|([\w-]+))\s*:\s*("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')/g;

export function readMeta(source: string): Meta {
  const attributes = new Map<string, string>();
  const repeated = new Map<string, string[]>();
  const words: string[] = [];
  let brackets: string | undefined;
  let request: string | undefined;
  let at = 0;
  while (at < source.length) {
    const blank = /\s*/y;
    blank.lastIndex = at;
    blank.exec(source);
    part.lastIndex = blank.lastIndex;
    const match = part.exec(source);
    if (!match) break;
    at = part.lastIndex;
    const [, key, value, label, braces, word] = match;
    if (key !== undefined && value !== undefined) {
      const given = unquoted(value);
      addTo(repeated, key, given);
      attributes.set(key, given);
    }
    if (braces && attributeList.test(braces)) {
      const inner = readMeta(braces.slice(1, -1).replace(/,(?=\s*[\w-]+=)/g, ' '));
      for (const [name, given] of inner.attributes) attributes.set(name, given);
    }
    const members = braces ? annotationsIn(braces) : new Map<string, string>();
    for (const [name, given] of members) attributes.set(name, given);
    request ??= requestOf(members);
    if (label !== undefined) brackets ??= label.trim();
    else if (word !== undefined) words.push(word);
  }
  return { attributes, repeated, brackets, request, words };
}

function annotationsIn(braces: string): Map<string, string> {
  const [, name, given] = single.exec(braces) ?? [];
  if (name !== undefined && given !== undefined) return new Map([[name, unquoted(given.trim())]]);
  const members = annotations.exec(braces)?.[1]?.matchAll(member) ?? [];
  return new Map(
    Array.from(members, ([, a, b, c, given = '']) => [a ?? b ?? c ?? '', unquoted(given)]),
  );
}

/** Protocol's `{{ tag: 'POST', label: '/kilns' }}`; a title may say it, too. */
function requestOf(members: ReadonlyMap<string, string>): string | undefined {
  const request = ['tag', 'label'].flatMap((name) => members.get(name) || []).join(' ');
  return request === members.get('title') ? undefined : request || undefined;
}

function unquoted(value: string): string {
  const quote = value[0];
  if (quote !== '"' && quote !== "'") return value;
  return value.endsWith(quote) ? value.slice(1, -1).replace(/\\(["'\\])/g, '$1') : value;
}

/**
 * The labels above the code, where the dialect writes them: the tab that it stands in, then its title and its request.
 * `file="…"` says in every dialect which file the code is of.
 */
export function labelsOf(meta: Meta, table: FenceTable): string[] {
  const names = table.label ?? [];
  const tab = names.includes('tab') ? meta.attributes.get('tab')?.trim() : undefined;
  const title = firstOf(
    names,
    (name) => (name === 'tab' ? undefined : readings[name](meta, table)?.trim()) || undefined,
  );
  return [tab, title ?? meta.attributes.get('file')?.trim(), meta.request].filter(
    (label) => label !== undefined && label !== '',
  ) as string[];
}

type Reading = NonNullable<FenceTable['label']>[number];

/** The icon that vitepress-plugin-group-icons puts after a label. */
const groupIcon = /(?<!\s)\s*~[\w:.-]+~$/;

/** Words that HTML marks, which Material for MkDocs takes in titles. */
const markedWords = /<(b|code|em|i|kbd|strong)>(.*?)<\/\1>/g;

const readings: Record<
  Exclude<Reading, 'tab'>,
  (meta: Meta, table: FenceTable) => string | undefined
> = {
  title: ({ attributes }) => attributes.get('title')?.replace(markedWords, '$2'),
  filename: ({ attributes }) => attributes.get('filename'),
  name: ({ attributes }) => attributes.get('name'),
  brackets: ({ brackets, words }) =>
    (brackets ?? /^\w+\[(?=[^\]]*?\p{L})([^[\]]+)\]$/u.exec(words[0] ?? '')?.[1])
      ?.replace(groupIcon, '')
      .replace(/(?<!\\)\\+(?=[[\]])/g, ''),
  words: ({ words }, { flags = [] }) => words.filter((word) => !flags.includes(word)).join(' '),
  file: ({ attributes, words }, { flags = [] }) =>
    attributes.get('file') ??
    words.find((word) => !flags.includes(word) && /^[\w@.-]*[/.][\w@./[\]()-]+$/.test(word)),
};

const bareNames: ReadonlySet<string> = new Set(
  'Dockerfile Makefile Procfile Gemfile Rakefile Caddyfile Jenkinsfile Vagrantfile LICENSE CODEOWNERS'.split(
    ' ',
  ),
);

/** Whether a label names a file or folder, as `src/a.ts`, `.env` and `Dockerfile` do; `Node.js` does not. */
export function isFileLike(label: string): boolean {
  if (bareNames.has(label)) return true;
  if (/\s/.test(label.trim()) || label.includes('://')) return false;
  if (/^[A-Z][a-z]+\.js$/.test(label) && productNames.has(label.toLowerCase())) return false;
  if (/^\.[\w-]+/.test(label) && !label.endsWith('.')) return true;
  if (label.includes('/')) return /\.[\w-]+$|\/$|^[.@~]/.test(label);
  return /^[\w@$*[\]()+.-]+\.[a-z][a-z\d]{0,9}$/i.test(label) && !siteName.test(label);
}

const productNames: ReadonlySet<string> = new Set(
  'node.js next.js vue.js nuxt.js react.js express.js three.js deno.js ember.js backbone.js d3.js nest.js'.split(
    ' ',
  ),
);
const siteName = /^[\w-]+\.(?:io|com|org|net|dev|ai)$/i;

/** A label in the style of its kind: a file name as code. */
export const labelNode = (label: string): PhrasingContent =>
  isFileLike(label) ? inlineCode(label) : text(label);

/** The bold line above a tab or a block of code. */
export const labelLine = (label: string) => paragraph([strong([labelNode(label)])]);

/** Line numbers that `{1,3-5}` names, from 1. */
export function lineNumbers(ranges: string): Set<number> {
  const lines = new Set<number>();
  for (const range of ranges.replace(/[{}\s]/g, '').split(',')) {
    const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
    const last = Math.min(Number(to), Number(from) + 10_000);
    for (let line = Number(from); line <= last; line += 1) lines.add(line);
  }
  return lines;
}
