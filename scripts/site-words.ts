// Compares the words of an output with those that the site's own build shows: npm run test:site-words -- OUT DIST CLASS
// OUT is what `contextor build` wrote, DIST what the site's build wrote, and CLASS that of the element around
// a page's content: vp-doc, theme-doc-markdown, sl-markdown-content, md-content__inner. Words behind `-` are on the
// site alone, those behind `+` in the output alone, such as titles and what pictures show.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ElementType, parseDocument } from 'htmlparser2';
import type { Nodes } from 'mdast';
import { parseWithRemark } from '../src/document/parse/remark.ts';
import { missingRuns, wordsOf } from './rendered/runs.ts';

type Html = ReturnType<typeof parseDocument>['children'][number];

interface Entry {
  path: string;
  out: string;
  url?: string;
}

const inline = /^(?:a|abbr|b|code|del|em|i|ins|kbd|mark|small|span|strong|sub|sup|u)$/;
const unseen = /^(?:button|head|nav|script|select|style|svg|template)$/;
/** What themes add to the content: marks of headings, buttons to copy, ways to the next page. */
const ofTheme =
  /\b(?:breadcrumbs?|copy|edit-page|footer|hash-link|header-anchor|katex-mathml|last-update|line-numbers|pagination|sl-anchor-link|sr-only|table-of-contents|toc|visually-hidden)\b/i;

/** The text of the elements of a class, without what the theme adds. */
function shown(nodes: readonly Html[], content: RegExp, isInside = false): string {
  return nodes
    .map((node) => {
      if (node.type === ElementType.Text) return isInside ? node.data : '';
      if (!('children' in node) || !('attribs' in node)) return '';
      const { name, attribs } = node;
      const classes = attribs.class ?? '';
      if (unseen.test(name) || ofTheme.test(classes)) return '';
      const text = shown(node.children, content, isInside || content.test(classes));
      return inline.test(name) ? text : ` ${text} `;
    })
    .join('');
}

/** The text of an output as a reader sees it, code included. */
function textOf(node: Nodes): string {
  if ('value' in node)
    return node.type === 'html' ? node.value.replace(/<[^>]*>/g, '') : node.value;
  if (node.type === 'image') return ` ${node.alt ?? ''} `;
  if (!('children' in node)) return ' ';
  const separator = node.type === 'root' || 'children' in (node.children[0] ?? {}) ? ' ' : '';
  const children = node.children.map(textOf);
  return isPhrasing(node) ? children.join('') : ` ${children.join(separator)} `;
}

const isPhrasing = ({ type }: Nodes): boolean =>
  /^(?:delete|emphasis|link|linkReference|strong)$/.test(type);

/** The file that a site has for a page, by its address or by its path. */
function htmlOf({ path, url = '' }: Entry, dist: string): string | undefined {
  const route = decodeURIComponent(url.replace(/^https?:\/\/[^/]+|#.*$/g, '')).replace(
    /^\/|\/$/g,
    '',
  );
  const source = path.replace(/\.\w+$/, '').replace(/(?:^|\/)(?:index|README)$/i, '');
  return (url === '' ? [source] : [route, source])
    .flatMap((name) => [`${name}.html`, `${name}/index.html`])
    .map((name) => join(dist, name))
    .find((file) => existsSync(file));
}

const [out, dist, name] = process.argv.slice(2);
if (out === undefined || dist === undefined || name === undefined)
  throw new Error('Which output, which built site, and which class?');
const content = new RegExp(`(?:^|\\s)${name}(?:\\s|$)`);
const index = readFileSync(join(out, 'index.jsonl'), 'utf8').trim().split('\n');
const total = { pages: 0, words: 0, missing: 0, added: 0 };
for (const entry of index.map((line) => JSON.parse(line) as Entry)) {
  const file = htmlOf(entry, dist);
  if (file === undefined) {
    console.log(`${entry.path}: the site has no such page`);
    continue;
  }
  const html = parseDocument(readFileSync(file, 'utf8')).children;
  const output = readFileSync(join(out, entry.out), 'utf8').replace(/^---\n[\s\S]*?\n---\n/, '');
  const words = wordsOf(shown(html, content));
  const written = wordsOf(textOf(parseWithRemark(output, 'markdown')));
  const missing = missingRuns(words, written);
  const added = missingRuns(written, words);
  for (const run of missing) console.log(`${entry.path} - ${run.join(' ').slice(0, 200)}`);
  for (const run of added) console.log(`${entry.path} + ${run.join(' ').slice(0, 200)}`);
  total.pages++;
  total.words += words.length;
  total.missing += missing.flat().length;
  total.added += added.flat().length;
}
console.log(
  `${total.pages} of ${index.length} pages: ${total.missing} of ${total.words} words that the site shows are missing, ${total.added} are in the output alone`,
);
