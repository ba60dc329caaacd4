import { posix } from 'node:path';
import ignore from 'ignore';
import type { Nodes } from 'mdast';
import type { Settings } from '../config/settings.ts';
import type { Message } from '../contract/message.ts';
import { parseSyntax } from '../document/parse/syntax-tree.ts';
import { renderDestination } from '../document/render/link.ts';
import { walk } from '../document/walk.ts';
import { decoded } from '../files/decoded.ts';
import { bodyOf } from '../output/publish/page.ts';
import type { TwinPage } from './page.ts';

/**
 * The text of a twin: the front matter of the output, a line that names the index, and the body with
 * links that hold on the site.
 *
 * @param output the whole `.mdc`
 * @param index address of `llms.txt`
 */
export function renderTwin(
  output: string,
  page: TwinPage,
  { index, links }: { index: string; links: TwinLinks },
): string {
  const body = bodyOf(output);
  const front = output.slice(0, output.length - body.length).trimEnd();
  const head = front === '' ? '' : `${front}\n\n`;
  return `${head}> All pages of this documentation: [llms.txt](${index})\n\n${portable(body, page, links)}`;
}

/** Routes and globs of the setting `site` that are about no page. */
export function unmatchedIn(site: Settings['site'], pages: readonly TwinPage[]): Message[] {
  const paths = new Set(pages.map(({ path }) => path));
  const unmatched = (about: string, name: string): Message => {
    const reason = `"${about}" names ${JSON.stringify(name)}, and no page matches it`;
    return { severity: 'warning', rule: 'setting-unmatched', about, path: '.', reason };
  };
  const routes = Object.keys(site?.routes ?? {}).filter((path) => !paths.has(path));
  const globs = (site?.optional ?? []).filter((glob) => {
    const matches = ignore({ ignorecase: true }).add(glob);
    return !glob.startsWith('!') && ![...paths].some((path) => matches.ignores(path));
  });
  return [
    ...routes.map((path) => unmatched('site.routes', path)),
    ...globs.map((glob) => unmatched('site.optional', glob)),
  ];
}

/** Where the links of a twin lead. */
export interface TwinLinks {
  /** Address of the twin of an output; undefined where it has none. */
  twinOf(out: string): string | undefined;
  /** Address of the twin, or else of the file, that stands at a path of the site. */
  atPath(path: string): string | undefined;
  /** Path on the site of a whole address; undefined for one elsewhere. */
  pathOf(address: string): string | undefined;
}

/**
 * The body of an output with links that hold wherever it is read: to twins, to files of the site, or
 * to addresses elsewhere. A link that leads to none of them is left as its text.
 *
 * @param body below the front matter, in the house style
 */
export function portable(body: string, page: TwinPage, links: TwinLinks): string {
  if (!body.includes('](')) return body;
  const parsed = parseSyntax(body, 'markdown', 'auto');
  if (!parsed.ok) return body;
  const edits: Edit[] = [];
  walk(parsed.tree, (node) => {
    if (node.type === 'link' || node.type === 'image')
      edits.push(...editsOf(node, page, { body, links }));
  });
  return applied(body, edits);
}

interface Edit {
  start: number;
  end: number;
  text: string;
}

/** `](destination "title")` at the end of a link or image. */
const ending =
  /\]\((<(?:[^<>\\\n]|\\.)*>|[^\s]*?)((?:\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))?\s*)\)$/s;

function editsOf(
  node: Extract<Nodes, { type: 'link' | 'image' }>,
  page: TwinPage,
  { body, links }: { body: string; links: TwinLinks },
): Edit[] {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  if (start === undefined || end === undefined) return [];
  const target = targetOf(node.url, page, links);
  if (target === node.url) return [];
  const inner = node.type === 'link' ? node.children.at(-1)?.position?.end.offset : undefined;
  const from = inner ?? start + (node.type === 'link' ? 1 : 2);
  const found = ending.exec(body.slice(from, end));
  if (found === null) return [];
  const close = from + found.index;
  if (target !== undefined) {
    const at = close + 2;
    const inCell = /\\\|/.test(found[1]!);
    return [{ start: at, end: at + found[1]!.length, text: renderDestination(target, { inCell }) }];
  }
  const open = start + (node.type === 'link' ? 1 : 2);
  return [
    { start, end: open, text: '' },
    { start: close, end, text: '' },
  ];
}

/** Undefined where nothing stands at the end of the link. */
function targetOf(url: string, page: TwinPage, links: TwinLinks): string | undefined {
  if (url === '') return undefined;
  if (url.startsWith('#')) return url;
  const [, path = '', query = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(url) ?? [];
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(url)) {
    const onSite = links.pathOf(path);
    const found = onSite === undefined ? undefined : links.atPath(decoded(onSite));
    return found === undefined ? url : found + query + hash;
  }
  if (path.endsWith('.mdc')) {
    const out = posix.join(posix.dirname(page.out), decoded(path));
    const twin = links.twinOf(out);
    return twin === undefined ? undefined : twin + hash;
  }
  const folder = page.address.endsWith('/') ? page.address : posix.dirname(page.address);
  const absolute = path.startsWith('/') ? links.pathOf(path) : posix.join(folder, path);
  const found = absolute === undefined ? undefined : links.atPath(decoded(absolute));
  return found === undefined ? undefined : found + query + hash;
}

function applied(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text: put } of [...edits].sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    result += text.slice(at, start) + put;
    at = end;
  }
  return result + text.slice(at);
}
