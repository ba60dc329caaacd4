import { posix } from 'node:path';
import GithubSlugger from 'github-slugger';
import type { Nodes } from 'mdast';
import { decoded } from '../../files/decoded.ts';
import { type Piece, wordKey } from '../evidence.ts';
import { readRegions } from '../source/regions.ts';
import { type Output, parseMarkdown, textOf } from './read.ts';

/** The files of a build, by paths within its folder. */
export interface BuiltSite {
  /** The output that is looked at. */
  out: string;
  has(path: string): boolean;
  /** The headings' anchors of another output; undefined where it cannot be read. */
  anchors(path: string): ReadonlySet<string> | undefined;
  /** Address of the page of an output; given where links by address may lead to it. */
  urlOf?(path: string): string | undefined;
}

interface DeadLink {
  /** Line of the output. */
  line: number;
  what: string;
}

/**
 * Links to other outputs that are not there, and to headings that they do not have; one that the
 * source writes so itself is the source's own.
 */
export function deadLinks(
  output: Output,
  { site, source, texts }: { site: BuiltSite; source: string; texts: ReadonlySet<string> },
): DeadLink[] {
  const own = anchorsOf(output.tree);
  const dead: DeadLink[] = [];
  for (const node of linksIn(output.tree)) {
    const [path = '', anchor] = node.url.split('#');
    if (/^[a-z][a-z\d+.-]*:|^\/|^\?/i.test(node.url)) continue;
    const line = (node.position?.start.line ?? 1) + output.bodyLine - 1;
    if (path !== '' && !path.endsWith('.mdc')) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      const isOwn = node.type === 'link' && texts.has(wordKey(textOf(node)));
      const page = posix.join(posix.dirname(site.out), decoded(path)).replace(/\.\w+$/, '.mdc');
      if (
        (isOwn || (/\.\w+$/.test(path) && site.has(page))) &&
        !source.includes(name) &&
        !source.includes(decoded(name))
      )
        dead.push({ line, what: `the source names no such file: ${node.url}` });
      continue;
    }
    const target = path === '' ? site.out : posix.join(posix.dirname(site.out), decoded(path));
    if (!site.has(target)) {
      dead.push({ line, what: `no output is there: ${node.url}` });
      continue;
    }
    if (!anchor || source.includes(`#${anchor}`) || source.includes(`#${decoded(anchor)}`))
      continue;
    const anchors = target === site.out ? own : site.anchors(target);
    if (anchors && !anchors.has(decoded(anchor)))
      dead.push({ line, what: `no heading is there: ${node.url}` });
  }
  return dead;
}

/** The whole addresses in the source of pages that the output links to by their files. */
export function reachedByFile(
  links: readonly Piece[],
  output: Output,
  { out, urlOf }: BuiltSite,
): Piece[] {
  if (urlOf === undefined) return [];
  const reached = new Set<string>();
  for (const { url } of linksIn(output.tree)) {
    const [path = ''] = url.split('#');
    const address = urlOf(posix.join(posix.dirname(out), decoded(path)));
    if (address) reached.add(pageOf(address));
  }
  return links.filter(({ key }) => reached.has(pageOf(key)));
}

/** An address without what may be left out of one. */
function pageOf(url: string): string {
  return decoded(url)
    .replace(/[?#].*$/, '')
    .replace(/(?:\/index)?(?:\.html?)?\/?$/, '');
}

const heading = /^(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*(#{1,6}[ \t].*)$/;

/** The anchors of a whole output, of which nothing but the lines of headings is parsed. */
export function anchorsIn(text: string): ReadonlySet<string> {
  const { prose } = readRegions(text, { mdx: false });
  const lines = prose.flatMap((line) => heading.exec(line)?.[1] ?? []);
  return anchorsOf(parseMarkdown(lines.join('\n\n')));
}

/** The anchors that headings get from their texts, as GitHub makes them. */
function anchorsOf(tree: Nodes): ReadonlySet<string> {
  const slugger = new GithubSlugger();
  const anchors = new Set<string>();
  const visit = (node: Nodes) => {
    if (node.type === 'heading') anchors.add(slugger.slug(shownText(node)));
    else if ('children' in node) node.children.forEach(visit);
  };
  visit(tree);
  return anchors;
}

function shownText(node: Nodes): string {
  if ('value' in node) return node.type === 'html' ? '' : node.value;
  return 'children' in node ? node.children.map(shownText).join('') : '';
}

function* linksIn(node: Nodes): Generator<Extract<Nodes, { type: 'link' | 'definition' }>> {
  if (node.type === 'link' || node.type === 'definition') yield node;
  if ('children' in node) for (const child of node.children) yield* linksIn(child);
}
