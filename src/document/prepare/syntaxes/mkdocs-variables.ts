import { dataIn } from '../../yaml-data.ts';
import { Edits } from '../edits.ts';
import type { Preparation } from '../preparation.ts';
import { frontMatterText } from '../preparation.ts';
import type { OwnMacros } from '../site-values.ts';
import { JinjaPage } from './jinja.ts';
import { quoted, tell, tellUnread, token } from './mkdocs-tags.ts';

/** Code, and targets of links with something in them that is not known: its blanks and brackets would end the target. */
const unknownTarget =
  /`[^`\n]*`|(\]\(|^ {0,3}\[[^\]\n]+\]:[ \t]+)([^()<>{}\s]*\{\{[^{}<>\n]*\}\}[^()<>{}\s]*)(?=\)|[ \t]*$)/g;
const inMarks = (whole: string, lead: string, target?: string) =>
  target ? `${lead}<${target}>` : whole;

/** Tags that are read elsewhere, and those that belong to another. */
const known = /^(?:filter|include|include-markdown|end\w*|else|elif)$/;

/**
 * Variables, loops, conditions and macros of the plugin macros, which renders pages before Markdown is read, code
 * as well: what the configuration, its files and the front matter say is filled in; the rest stays and
 * is reported.
 */
export function prepareVariables(preparation: Preparation): Edits {
  const edits = new Edits();
  const { toUsual, toOwn } = delimitersOf(preparation);
  const text = preparation.lines.text.map(toUsual);
  if (!text.some((line) => /\{[{%#]/.test(line))) return edits;
  tellUnread(preparation);
  if (!isRendered(preparation)) return edits;
  const own = preparation.site.mkdocs.ownMacros(preparation.frontmatter);
  const jinja = new JinjaPage(dataOf(preparation, own), own?.filter);
  const state = { preparation, jinja, own, toOwn, isRaw: false };
  const blocks = new Map(outerBlocks(text).map(({ first, last }) => [first, last]));
  for (let index = 0; index < text.length; index++) {
    const line = text[index]!;
    if (!/\{[{%#]/.test(line)) continue;
    const last = blocks.get(index);
    const block =
      last === undefined ? undefined : jinja.render(text.slice(index, last + 1).join('\n'));
    if (last !== undefined && block !== undefined) {
      edits.replace(index, ...block.split('\n').map(toOwn));
      edits.remove(index + 1, last);
      index = last;
      continue;
    }
    const made = filledIn(line, index, state);
    const isText = preparation.lines.kind[index] === 'text' && !state.isRaw;
    const linked = isText ? made.replace(unknownTarget, inMarks) : made;
    if (linked !== line) edits.replace(index, ...linked.split('\n').map(toOwn));
  }
  return edits;
}

const usual = ['{{', '}}', '{%', '%}'];
const same = (line: string) => line;

/** Lines with the usual signs of tags in place of a site's own, and back; the usual ones are text there. */
function delimitersOf({ site }: Preparation) {
  const stated = site.mkdocs.delimiters();
  if (stated === undefined) return { toUsual: same, toOwn: same };
  const pairs = usual.map((sign, at) => [stated[at] || sign, sign] as const);
  const own = new Set(pairs.map(([sign]) => sign));
  const hidden = usual
    .filter((sign) => !own.has(sign))
    .map((sign, at) => [sign, String.fromCodePoint(0xe000 + at)] as const);
  const all = [...pairs, ...hidden];
  return { toUsual: exchanged(all), toOwn: exchanged(all.map(([from, to]) => [to, from])) };
}

function exchanged(pairs: readonly (readonly [from: string, to: string])[]) {
  const others = new Map(pairs);
  const longest = [...others.keys()].toSorted((a, b) => b.length - a.length);
  const signs = new RegExp(longest.map((sign) => sign.replace(/\W/g, '\\$&')).join('|'), 'g');
  return (line: string) => line.replace(signs, (sign) => others.get(sign)!);
}

/** Whether the plugin macros renders the page. */
export function isRendered({ site, frontmatter }: Preparation): boolean {
  const asked = site.mkdocs.macros();
  if (asked === undefined || asked === 'unknown' || frontmatter.ignore_macros === true)
    return false;
  return frontmatter.render_macros === undefined
    ? asked === 'all'
    : frontmatter.render_macros === true;
}

interface State {
  preparation: Preparation;
  jinja: JinjaPage;
  own: OwnMacros | undefined;
  /** A tag as the site writes it. */
  toOwn: (tag: string) => string;
  isRaw: boolean;
}

/** A line with what is known in place of its tags. */
function filledIn(line: string, index: number, state: State): string {
  const { preparation } = state;
  return line.replace(token, (whole: string, ...rest: unknown[]) => {
    const found = rest.at(-1) as Record<string, string | undefined>;
    if (found.raw !== undefined) state.isRaw = found.raw === 'raw';
    if (found.raw !== undefined) return '';
    if (state.isRaw) return whole;
    if (whole.startsWith('{#')) return '';
    if (found.text !== undefined) return plain(found.text);
    const value = meaningOf(whole, found, state);
    if (value !== undefined) return value;
    if (!known.test(found.tag ?? ''))
      tell(preparation, index, { ...found, whole: state.toOwn(whole) });
    return whole;
  });
}

const plain = (written: string): string => written.slice(1, -1).replace(/\\(.)/g, '$1');

function meaningOf(
  whole: string,
  { path, call, tag }: Record<string, string | undefined>,
  state: State,
): string | undefined {
  const { preparation, jinja, own } = state;
  if (path !== undefined) {
    const [name = ''] = path.split(/[.[]/);
    const isOwn = jinja.hasSet(name) || own?.isSet(name);
    return isOwn ? jinja.render(whole) : variable(path, preparation);
  }
  if (tag === 'from') return imported(whole, state);
  return call !== undefined || tag === 'set' ? jinja.render(whole) : undefined;
}

function variable(path: string, { site, frontmatter }: Preparation): string | undefined {
  const keys = Array.from(path.matchAll(key), ([whole, inner]) => inner ?? whole);
  const isOfPage = keys[0] === 'page' && keys.length > 1;
  const ofPage = isOfPage ? keys.slice(keys[1] === 'meta' ? 2 : 1) : keys;
  return frontMatterText(frontmatter, ofPage) ?? site.text(keys.join('.'));
}

/** `a.b`, or `a["1.0"]`, whose key may have dots. */
const key = /\[["']?([^\]"']*)["']?\]|[^.[\]]+/g;

const from = new RegExp(String.raw`^\{%-?\s*from\s+(${quoted})\s+import\s+[\w\s,]+?-?%\}$`);

/** `{% from "file" import name %}`: what the file sets, the page knows. */
function imported(whole: string, { preparation, jinja }: State): string | undefined {
  const [, file] = from.exec(whole) ?? [];
  const text = file && preparation.site.file(`/${plain(file)}`);
  return text && jinja.render(text) !== undefined ? '' : undefined;
}

/** What a name is to the templates of a page: of its front matter, of the files that names, or of the site. */
function dataOf(
  { site, frontmatter }: Preparation,
  own: OwnMacros | undefined,
): (name: string) => unknown {
  const { include_yaml: given } = frontmatter;
  const files = Array.isArray(given)
    ? given.map((path): [string, unknown] => ['', path])
    : Object.entries(Object(given));
  const ofFile = (name: string) => {
    const [key, path] = files.findLast(([key]) => key === '' || key === name) ?? [];
    const text = typeof path === 'string' ? site.file(`/${path}`) : undefined;
    const data = text === undefined ? undefined : dataIn(text);
    return key === '' ? Object(data)[name] : data;
  };
  const ofSite = (name: string) => (own?.isSet(name) ? own.value(name) : site.data(name));
  return (name) => frontmatter[name] ?? ofFile(name) ?? ofSite(name);
}

const tagOfBlock =
  /\{%-?\s*(?:((?:end)?raw)\b|(for|if|macro|call|set(?=\s+\w+\s*-?%))\b|end(?:for|if|macro|call|set)\b)(?:[^%\n]|%(?!\}))*%\}/g;

interface Block {
  first: number;
  last: number;
}

/** The outermost loops, conditions and macros, by the lines they begin and end on; none that hold raw text. */
function outerBlocks(text: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let open: number[] = [];
  let isRaw = false;
  for (const [index, line] of text.entries()) {
    if (!line.includes('{%')) continue;
    for (const [, raw, opens] of line.matchAll(tagOfBlock)) {
      if (raw !== undefined) {
        isRaw = raw === 'raw';
        open = [];
      } else if (!isRaw && opens !== undefined) open.push(index);
      else if (!isRaw) addBlock(blocks, open.pop(), index);
    }
  }
  return blocks;
}

/** Adds a block in place of those that stand in it or begin on its first line. */
function addBlock(blocks: Block[], begin: number | undefined, last: number): void {
  if (begin === undefined) return;
  let first = begin;
  while (blocks.length > 0 && blocks.at(-1)!.last >= first) {
    first = Math.min(first, blocks.pop()!.first);
  }
  blocks.push({ first, last });
}
