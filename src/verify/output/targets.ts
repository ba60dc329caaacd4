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
export function deadLinks(output: Output, about: AboutLinks): DeadLink[] {
  const check = new LinkCheck(output, about);
  return Array.from(linksIn(output.tree)).flatMap((link) => {
    const line = (link.position?.start.line ?? 1) + output.bodyLine - 1;
    const problem = isElsewhere.test(link.url) ? undefined : check.problemOf(link);
    return problem === undefined ? [] : [{ line, what: `${problem}: ${link.url}` }];
  });
}

const isElsewhere = /^[a-z][a-z\d+.-]*:|^\/|^\?/i;

interface AboutLinks {
  site: BuiltSite;
  source: string;
  /** The words of links that the source has. */
  texts: ReadonlySet<string>;
}

class LinkCheck {
  readonly #about: AboutLinks;
  /** The anchors of the output itself. */
  readonly #own: ReadonlySet<string>;

  constructor({ tree }: Output, about: AboutLinks) {
    this.#about = about;
    this.#own = anchorsOf(tree);
  }

  problemOf(link: Link): string | undefined {
    const [path = '', anchor = ''] = link.url.split('#');
    const isPage = path === '' || path.endsWith('.mdc');
    return isPage ? this.#problemOfPage(path, anchor, link) : this.#problemOfFile(path, link);
  }

  #problemOfFile(path: string, link: Link): string | undefined {
    const { site, source, texts } = this.#about;
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (source.includes(name) || source.includes(decoded(name))) return undefined;
    const isOwn = link.type === 'link' && texts.has(wordKey(textOf(link)));
    const page = this.#placeOf(path).replace(/\.\w+$/, '.mdc');
    const isDead = isOwn || (/\.\w+$/.test(path) && site.has(page));
    return isDead ? 'the source names no such file' : undefined;
  }

  #problemOfPage(path: string, anchor: string, link: Link): string | undefined {
    const { site, source, texts } = this.#about;
    // What a component of the site shows may lead to places that only its example has.
    if (path === '' && link.type === 'link' && !texts.has(wordKey(textOf(link)))) return undefined;
    const target = path === '' ? site.out : this.#placeOf(path);
    if (!site.has(target)) return 'no output is there';
    const name = decoded(anchor);
    if (anchor === '' || source.includes(`#${anchor}`) || source.includes(`#${name}`))
      return undefined;
    const anchors = target === site.out ? this.#own : site.anchors(target);
    return anchors === undefined || anchors.has(name) ? undefined : 'no heading is there';
  }

  #placeOf(path: string): string {
    return posix.join(posix.dirname(this.#about.site.out), decoded(path));
  }
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

type Link = Extract<Nodes, { type: 'link' | 'definition' }>;

function* linksIn(node: Nodes): Generator<Link> {
  if (node.type === 'link' || node.type === 'definition') yield node;
  if ('children' in node) for (const child of node.children) yield* linksIn(child);
}
