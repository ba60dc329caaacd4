import type { Code, RootContent } from 'mdast';
import type { CodeMarkup, FenceTable } from '../dialect.ts';
import { paragraph } from '../nodes.ts';
import { bold } from '../renderings/compose.ts';
import { diffBody } from './diff.ts';
import { labelLine } from './label.ts';
import { type FenceEnv, languageRendering } from './languages.ts';
import { withoutMarkup } from './markup.ts';
import { labelsOf, lineNumbers, readMeta } from './meta.ts';

const none: FenceTable = {};

/**
 * A fence as plain Markdown: its label as a bold line, removed lines as a diff, the rest of the
 * meta gone. Undefined where the fence stays as it is.
 */
export function renderFence(node: Code, env: FenceEnv): RootContent[] | undefined {
  const table = env.document.dialect.fences ?? none;
  splitLanguage(node);
  const special = languageRendering(node, table);
  const meta = node.meta ? readMeta(node.meta) : undefined;
  const labels = meta ? labelsOf(meta, table).map((label) => labelParagraph(label, env)) : [];
  if (special) return [...labels, ...special(node, env)];
  if (!isSample(node.lang)) stripMarkup(node, table, meta?.words ?? []);
  const removed = meta?.attributes.get('del');
  if (removed !== undefined) {
    markRemoved(node, removed, meta?.attributes.get('ins'));
  }
  node.meta = null;
  return labels.length > 0 ? [...labels, node] : undefined;
}

/** The bold line above the code; labels of tabs may hold JSX. */
const labelParagraph = (label: string, env: FenceEnv): RootContent =>
  label.includes('<') ? paragraph(bold(env.inline(label))) : labelLine(label);

/** `js{2-6}`, `ts:line-numbers=2` and `[.env]` glue the meta to the language. */
function splitLanguage(node: Code): void {
  const { lang } = node;
  if (!lang || !/[{[:=]/.test(lang)) return;
  const at = lang.search(/[{[:=]/);
  const glued = lang.slice(at).replace(/^:(?=\w)/, '');
  if (lang[at] === '=' || (at === 0 && lang[0] === ':')) return;
  node.lang = lang.slice(0, at) || null;
  node.meta = node.meta ? `${glued} ${node.meta}` : glued;
}

/** Samples of Markdown show the markup itself. */
const isSample = (lang: string | null | undefined) =>
  lang !== null && lang !== undefined && /^(?:mdx?|markdown|mdoc|mdc)$/i.test(lang);

function stripMarkup(node: Code, table: FenceTable, words: readonly string[]): void {
  const kinds = new Set<CodeMarkup>(table.markup);
  if (!words.includes('twoslash')) kinds.delete('twoslash');
  const marked = kinds.size > 0 ? withoutMarkup(node.value, kinds) : undefined;
  if (!marked) return;
  if (marked.removed.size === 0) node.value = marked.lines.join('\n');
  else {
    node.value = diffBody(marked.lines, marked);
    node.lang = 'diff';
  }
}

/** Expressive Code's `del={2}` and `del="text"`: lines that go, beside lines that come. */
function markRemoved(node: Code, removed: string, added: string | undefined): void {
  const lines = node.value.split('\n');
  const changes = { removed: linesOf(lines, removed), added: linesOf(lines, added ?? '') };
  if (changes.removed.size === 0 || node.lang === 'diff') return;
  node.value = diffBody(lines, changes);
  node.lang = 'diff';
}

function linesOf(lines: readonly string[], mark: string): Set<number> {
  if (!mark.startsWith('{')) return new Set();
  const numbers = lineNumbers(mark.replace(/^\{\s*(?:"[^"]*":)?/, '{'));
  return new Set([...numbers].map((line) => line - 1).filter((index) => index < lines.length));
}
