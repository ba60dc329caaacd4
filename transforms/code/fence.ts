import type { Code, RootContent } from 'mdast';
import type { CodeMarkup, FenceTable } from '../../src/contract/dialect.ts';
import { dedent } from '../../src/document/lines/some-lines.ts';
import { excerpt, partName } from '../../src/includes/excerpt.ts';
import { byColon } from '../renderings/include-parts.ts';
import { type FenceEnv, languageRendering } from './languages.ts';
import { diffBody, isForTwoslash, withoutColours, withoutHidden, withoutMarkup } from './markup.ts';
import { labelLine, labelsOf, lineNumbers, type Meta, readMeta } from './meta.ts';
import { splitLanguage } from './split-language.ts';
import { expandFile, expandTemplates } from './whole-files.ts';

const none: FenceTable = {};

/**
 * A fence as plain Markdown: its label as a bold line, removed lines as a diff, the rest of the
 * meta gone. Undefined where the fence stays as it is.
 */
export function renderFence(node: Code, env: FenceEnv): RootContent[] | undefined {
  const table = env.document.dialect.fences ?? none;
  const info = `${node.lang ?? ''} ${node.meta ?? ''}`;
  splitLanguage(node);
  const meta = node.meta ? readMeta(node.meta) : undefined;
  const file = meta?.attributes.get('file');
  if (file && node.value.trim() === '') {
    expandFile(node, file, env);
    meta!.attributes.delete('file');
  }
  const special = languageRendering(node, table, env);
  const labels = meta ? labelsOf(meta, table).map(withoutIcons).filter(Boolean).map(labelLine) : [];
  if (special) return [...labels, ...special(node, env)];
  if (isTwoslash(node, meta, table) && nameCode(node, env)) return [];
  if (table.markup?.includes('snippets')) {
    expandSnippets(node, env, snippetOf);
    expandTemplates(node, env);
  }
  if (table.markup?.includes('includes')) expandSnippets(node, env, helperOf);
  if (table.markup?.includes('notations')) expandSnippets(node, env, notationOf);
  if (table.markup?.includes('hidden-lines')) node.value = withoutHidden(node.value, info);
  if (!isSample(node.lang)) stripMarkup(node, table, meta?.words);
  if (meta) markRemoved(node, meta);
  node.meta = null;
  return labels.length > 0 ? [...labels, node] : undefined;
}

const isTwoslash = (node: Code, meta: Meta | undefined, { markup }: FenceTable): boolean =>
  markup?.includes('twoslash') === true &&
  (node.lang === 'twoslash' || meta?.words.includes('twoslash') === true) &&
  !isSample(node.lang);

/** Labels are texts; the icons that tabs may have beside their words go. */
const withoutIcons = (label: string): string =>
  label
    .replace(/<[A-Z][^<>]*\/>/g, '')
    .replace(/^<([A-Za-z]+)[^<>]*>(.*)<\/\1>$/s, '$2')
    .trim();

/** Samples of Markdown show the markup itself. */
const isSample = (lang: string | null | undefined) =>
  lang !== null && lang !== undefined && /^(?:mdx?|markdown|mdoc|mdc)$/i.test(lang);

/** Takes the markup of readers' tools out of a block; Twoslash's only where `words` ask for it. */
export function stripMarkup(
  node: Code,
  table: FenceTable = none,
  words: readonly string[] = [],
): void {
  if (node.lang === 'ansi') node.value = withoutColours(node.value);
  const kinds = new Set<CodeMarkup>(table.markup);
  if (!words.includes('twoslash') && !isForTwoslash(node)) kinds.delete('twoslash');
  if (kinds.size === 0) return;
  const marked = withoutMarkup(node.value, kinds, table.magicComments);
  if (marked.removed.size === 0) node.value = marked.lines.join('\n');
  else {
    node.value = diffBody(marked.lines, marked);
    node.lang = 'diff';
  }
}

/** Expressive Code's `del={2}` and `del="text"`: lines that go, beside lines that come. */
function markRemoved(node: Code, { repeated }: Meta): void {
  if (node.lang === 'diff' || !repeated.has('del')) return;
  const lines = node.value.split('\n');
  const gone = markedLines(lines, repeated.get('del'));
  const come = markedLines(lines, repeated.get('ins'));
  const out: string[] = [];
  const changes = { removed: new Set<number>(), added: new Set<number>() };
  for (const [index, line] of lines.entries()) {
    const isMarked = gone.has(index) || come.has(index);
    const both = isMarked ? undefined : replacedIn(line, repeated);
    if (gone.has(index) || both) changes.removed.add(out.length);
    if (come.has(index)) changes.added.add(out.length);
    if (both) changes.added.add(out.length + 1);
    out.push(...(both ?? [line]));
  }
  if (changes.removed.size === 0) return;
  node.value = diffBody(out, changes);
  node.lang = 'diff';
}

/** Texts of one kind that a fence may mark; authors write a handful. */
const mostMarks = 50;

/** A line before and after, where `del="old" ins="new"` marks two texts in it that stand side by side. */
function replacedIn(line: string, repeated: Meta['repeated']): [string, string] | undefined {
  const texts = (key: string) => (repeated.get(key) ?? []).filter(Boolean).slice(0, mostMarks);
  for (const old of texts('del')) {
    for (const own of line.includes(old) ? texts('ins') : []) {
      const both = [`${old} ${own}`, old + own].find((text) => line.includes(text));
      if (both) return [line.split(both).join(old), line.split(both).join(own)];
    }
  }
  return undefined;
}

/** A mark is `{2,4-6}`, which names lines, or a text: one that is a part of a line only colours it. */
function markedLines(lines: readonly string[], marks: readonly string[] = []): Set<number> {
  const ranges = marks.filter((mark) => mark.startsWith('{'));
  const numbers = ranges.flatMap((mark) => [
    ...lineNumbers(mark.replace(/^\{\s*(?:"[^"]*":)?/, '{')),
  ]);
  const whole = lines.flatMap((line, index) => (marks.includes(line.trim()) ? [index] : []));
  return new Set([...numbers.map((line) => line - 1), ...whole].filter((at) => at < lines.length));
}

const snippet = /^(?<lead>[ \t]*)-{1,}8<-{1,}[ \t]+(["'])(?<path>.+?)\2[ \t]*$/;
/** Markdown-Include's `{!> file!}`. */
const include = /^(?<lead>[ \t]*)\{!>?[ \t]*(?:\.{1,2}\/)*(?<path>\S+?)[ \t]*!\}[ \t]*$/;
/** Lines as mdx_include has them: `a.py[ln:1-7]`. */
const inBrackets = /\[ln:(\d+)(?:-(\d+))?\]$/;
const escaped = /^([ \t]*)(?:;(?=-{1,}8<)|\\(?=\{\{#))/;
/** mdBook's `{{#include file:part}}`. */
const helper =
  /^(?<lead>[ \t]*)\{\{#(?:include|rustdoc_include|playground)[ \t]+(?<path>[^\s{}]+)(?:\s[^{}]*)?\}\}[ \t]*$/;

/** A line of code that stands for lines of a file. */
interface Snippet {
  lead: string;
  /** As the line has it, with the part. */
  path: string;
  /** As the document would include it. */
  specifier(file: string): string;
}

type SnippetOf = (line: string) => Snippet | undefined;

/** The snippets that lines of these forms stand for; their paths start from a folder. */
const snippetIn =
  (start: '/' | './', ...forms: RegExp[]): SnippetOf =>
  (line) => {
    const form = forms.find((one) => one.test(line));
    const { lead = '', path = '' } = form?.exec(line)?.groups ?? {};
    return path === '' ? undefined : { lead, path, specifier: (file) => start + file };
  };

/** Vocs's `// [!include ~/file.ts:region]`; without `~` it names a fence of the page. */
const notation = /^(?<lead>[ \t]*)\/\/ \[!include ~\/(?<path>[^\s\]]+)\][ \t]*$/;

const snippetOf = snippetIn('/', snippet, include);
const helperOf = snippetIn('./', helper);
const notationOf = snippetIn('/', notation);

/** The lines of the files that a fence names; one that cannot be read stays and is reported. */
function expandSnippets(node: Code, { document }: FenceEnv, find: SnippetOf): void {
  let isMade = false;
  const lines = node.value.split('\n').flatMap((line) => {
    const found = find(line);
    if (found === undefined) return [line.replace(escaped, '$1')];
    const { lead, path } = found;
    const { file, region, lines } = byColon(path.replace(inBrackets, ':$1:$2'));
    const part = { region, lines, keepsIndent: true };
    const included = document.include(found.specifier(file));
    const text = included.ok ? excerpt(included.text, part) : undefined;
    if (text !== undefined) {
      isMade = true;
      document.included.set(partName(included.path, part), text);
      return text.split('\n').map((each) => (each ? lead + each : each));
    }
    const reason = `${path} is included in a block of code, but cannot be read; its path is shown instead`;
    document.report({ severity: 'warning', rule: 'include-missing', reason, at: node });
    return [line];
  });
  node.value = (isMade ? dedent(lines) : lines).join('\n');
}

const named = /\binclude\s+([\w-]+)/;
const includeNamed = /^(.*?)\/\/ @include: *(\S.*?)[ \t]*$/gm;
/** `// - key` names the lines above it: `name-key`. */
const part = /^\s*\/\/ - (\S+)/;

/**
 * Twoslash's named code: `include NAME` in a fence's meta names its lines, and `// @include: NAME`
 * stands for them in later fences of the file. True where the fence is for other fences only, which
 * its language, `twoslash`, says.
 */
function nameCode(node: Code, env: FenceEnv): boolean {
  node.value = withNamedCode(node.value, env);
  const [, name] = named.exec(node.meta ?? '') ?? [];
  if (name === undefined) return false;
  const lines: string[] = [];
  for (const line of node.value.split('\n')) {
    const [, key] = part.exec(line) ?? [];
    if (key === undefined) lines.push(line);
    else env.namedCode.set(`${name}-${key}`, lines.join('\n'));
  }
  env.namedCode.set(name, lines.join('\n'));
  return node.lang === 'twoslash';
}

function withNamedCode(code: string, { namedCode, mayInclude }: FenceEnv): string {
  return code.replace(includeNamed, (line, lead: string, name: string) => {
    const found = namedCode.get(name);
    return found !== undefined && mayInclude(found.length) ? lead + found : line;
  });
}
