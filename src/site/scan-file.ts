import { attempt } from '../attempt.ts';
import { withoutCode } from '../document/lines/scanner.ts';
import { withLines, withUnknown } from './anchors.ts';
import { captionsIn } from './captions.ts';
import { type HeadingRules, plainHeadings } from './heading-rules.ts';
import { readHeading } from './heading-text.ts';
import { namesIn, withNames } from './labels.ts';
import { partAnchors, titledAnchors } from './page-anchors.ts';
import { bodyStart, type SiteMatter, scanFrontmatter } from './scan-frontmatter.ts';
import { scanMarks } from './scan-marks.ts';
import { slug } from './slug.ts';
import { titleFromPath } from './title.ts';

/** What the site needs to know of one document. Plain data, cached by size and time of the file. */
export interface FileScan extends SiteMatter {
  title: string;
  /** Set where the title is only the name of the file. */
  untitled?: true;
  /** See `SitePage.anchors`. */
  anchors: string;
  /** What the page includes, as written; their headings are among its own. */
  parts?: string[];
  /** Names of places in the page by which any page may refer to it. */
  names?: string[];
}

/**
 * Reads title, heading ids and explicit anchors of a document by its lines. Knows fences and
 * comments, and nothing else of Markdown: it runs over the whole site before every build.
 */
export function scanFile(whole: string, path: string, headings = plainHeadings): FileScan {
  const text = whole.slice(0, longestScan);
  const start = bodyStart(text, headings);
  const head = text.slice(0, start);
  const { seoTitle, ...matter } = scanFrontmatter(head);
  const { body, names, included, captions } = readBody(text.slice(start), headings);
  const { marks, parts: seen, shortcodes } = scanMarks(body);
  const named = [...(marks.length === 0 ? fileOfPage(head, body) : []), ...madeOf(head)];
  const parts = [...seen, ...included, ...componentsIn(body), ...named];
  const label = headings.hasNames ? /^label:[ ]*(\S+)[ ]*$/m.exec(head)?.[1] : undefined;
  const allNames = label === undefined ? names : [label, ...names];
  const first = marks.find((mark) => 'depth' in mark);
  const opens = first !== undefined && isEmpty(body.slice(0, first.at));
  const page = { given: matter.title, fallback: seoTitle ?? titleFromPath(path), opens };
  const { title, anchors, isUntitled } = titledAnchors(marks, page, headings);
  const shown = [body, liveCode(text)];
  const hasMore =
    matter.operation ||
    (first === undefined && shown.some(isMadeByComponent)) ||
    shown.some(makesAnchors) ||
    shortcodes.some((name) => headings.macros?.has(name) === false) ||
    (headings.hasTags && hasUnknownTag(body, headings.macros)) ||
    (asksForLayout.test(head) && isEmpty(body.replace(headingLine, ''))) ||
    (headings.hasMetaLines && /^template[ \t]*:/m.test(head));
  return detached({
    ...matter,
    title,
    ...(isUntitled && seoTitle === undefined && { untitled: true as const }),
    ...(matter.title !== undefined && matter.title !== title && { matterTitle: matter.title }),
    anchors: withLines(hasMore ? withUnknown(anchors) : anchors, captions),
    ...(parts.length > 0 && { parts }),
    ...(allNames.length > 0 && { names: allNames }),
  });
}

/** Where a template of the site may make what a page has: it has nothing but titles itself. */
const asksForLayout = /^(?:layout|template|pageType)[ \t]*[:=]/m;
const headingLine = /^#{1,6}[ \t].*$/gm;

const tag = /^[ \t]*\{%-?[ \t]*([a-z]\w*)/gim;
/** Tags of Liquid and Nunjucks that choose, repeat or compute, and the ends of others. */
const silentTag =
  /^(?:end\w*|if\w*|else?\w*|elif|unless|case|when|for|tablerow|break|continue|cycle|assign|capture|set|increment|decrement|comment|raw|liquid|layout|block|extends|macro)$/;

/** Whether a tag that may make headings, of the site's own or for a file that is no page, stands at the start of a line. */
const hasUnknownTag = (body: string, macros?: ReadonlySet<string>): boolean =>
  Array.from(body.matchAll(tag), ([, name = '']) => name).some(
    (name) => !silentTag.test(name) && (name === 'render' || macros?.has(name) === false),
  );

const ownFile = /^\w+:[ \t]*["']?(\/[\w./-]+\.md)["']?[ \t]*$/gm;

/** The files of Markdown that the front matter of an empty page names; a template of Hugo may show one. */
const fileOfPage = (head: string, body: string): string[] =>
  isEmpty(body) ? Array.from(head.matchAll(ownFile), ([, path = '']) => path) : [];

/** The file of which a page is made, as on the sites of TanStack: `ref: docs/a.md`. */
const madeOf = (head: string): string[] =>
  Array.from(
    head.matchAll(/^ref:[ \t]*["']?\/?([\w./-]+\.mdx?)["']?[ \t]*$/gm),
    ([, path]) => `/${path}`,
  );

/** Whether the site makes anchors of what a body shows of code, data or templates. */
const makesAnchors = (body: string): boolean =>
  reference.test(body) || isTemplated(body) || madeTable.test(body);

/** Maths of several lines, to their end or their label: a line `=` in them underlines no heading. */
const maths = /^[ \t>]*\$\$(?!.*\$\$).*\n[^$]*?(?:\$\$|(?=<a id="))/gm;

const box = /<summary\b[^<>]*>([^\n]{1,300}?|\n[^\n]{1,300}\n[ \t]*)<\/summary>/g;
const tabs = /<Tabs\s[^<>]*?\bitems=\{\[([^\][]*)\]\}/g;

/** An anchor in place of the title of a box, and above tabs for each of them. */
function withBoxes(body: string): string {
  const anchor = (title: string) => {
    const { text } = readHeading(title.trim(), plainHeadings);
    return `<a id="${slug(text)}"></a>`;
  };
  const anchors = (items: string) =>
    Array.from(items.matchAll(/(["'])(.*?)\1/g), ([, , title = '']) => anchor(title)).join('');
  return body
    .replace(box, (_, title: string) => anchor(title))
    .replace(tabs, (whole, items: string) => anchors(items) + whole);
}

/** A body without code, with anchors in place of what names a place; nothing is named outside of MyST. */
function readBody(text: string, rules: HeadingRules) {
  if (!rules.hasNames) {
    const plain = withoutCode(text);
    const body = rules.hasBoxes ? withBoxes(plain) : plain;
    return { body, names: [], included: [], captions: '' };
  }
  const { names, parts: included } = namesIn(text);
  const body = withNames(text).replace(maths, '$$$$');
  return { body, names, included, captions: captionsIn(text, rules) };
}

/**
 * What mkdocstrings makes of code, `::: package.module`, has an anchor for each of its objects; so has
 * what doc-builder makes of `[[autodoc]] name`, and other extensions of `::: name` and the options below it.
 */
const reference =
  /^[ ]*(?:#{1,6}[ ]*)?:::[ ]?(?:[A-Za-z_]\w*[.:][\w.:]+[ ]*$|[A-Za-z_][\w-]*[ ]*\n[ ]+:\w+:)|^[ ]*\[\[autodoc\]\]/m;

/**
 * A component that makes a table of types or of an interface from code, such as `<ApiTable of={…} />`, or
 * names the rows of the table that it holds, as `<APITable>` does on sites with Docusaurus.
 */
const madeTable =
  /<(?:APITable>|(?:auto-type-table|[A-Z]\w{0,60}(?:Table|Docs|Reference|Props)|(?:API|Api|TS|Props|Types)[A-Z]\w{0,60})[\s/])/;

/** Whether a heading is in a loop of a template, so that its words are known only when the site is built. */
function isTemplated(body: string): boolean {
  const loop = body.search(/\{%-?[ ]*for\s/);
  return loop !== -1 && /^#{1,6}[ \t][^\n]*\{\{/m.test(body.slice(loop));
}

const component = /<([A-Z]\w*)[\w.]*[\s/>]/g;
const imported = /\bimport\s+(\w+|\{[^}]*\})\s+from\s+["']([^"'\n]+)["']/g;
/** Documents, whose headings are known, and what a theme or a package has for any page. */
const noMaker =
  /\.mdx?$|^@theme\/(?:Admonition|CodeBlock|Details|DocCard\w*|IdealImage|Mermaid|TabItem|Tabs|TOCInline|ThemedImage)$|^@(?:docusaurus|astrojs)\/|^[a-z][\w-]*(?:\/[\w-]+)*$/;

/** What the fences hold that Docusaurus reads as MDX. */
function liveCode(text: string): string {
  if (!text.includes('mdx-code-block')) return '';
  const live: string[] = [];
  let marker: string | undefined;
  for (const line of text.split('\n')) {
    if (marker === undefined) marker = /^[ ]*(`{3,})mdx-code-block[ ]*$/.exec(line)?.[1];
    else if (line.trim() === marker) marker = undefined;
    else live.push(line);
  }
  return live.join('\n');
}

/** Whether a page without a heading shows a component of the site, which may have any ids. */
function isMadeByComponent(body: string): boolean {
  const known = new Set<string>();
  for (const [, names = '', specifier = ''] of body.matchAll(imported)) {
    if (noMaker.test(specifier)) for (const name of names.match(/\w+/g) ?? []) known.add(name);
  }
  return shownComponents(body).some((name) => !known.has(name));
}

/** The names of the components in a body without code. */
export const shownComponents = (body: string): string[] =>
  Array.from(body.matchAll(component), ([, name = '']) => name);

const ownComponent = /\bimport\s+\w+\s+from\s+["']([./@~][^"'\n]*\.(?:vue|astro|svelte))["']/g;

/** The components of the site that a page, or a component, imports from files of their own. */
export const componentsIn = (text: string): string[] =>
  Array.from(text.matchAll(ownComponent), ([, specifier = '']) => specifier);

// A piece of a string keeps the whole of it in memory: over 100,000 pages that is the whole site.
const detached = <T>(scan: T): T => JSON.parse(JSON.stringify(scan)) as T;

/** What a file gives a page that includes it. */
interface PartScan {
  anchors: string;
  parts: string[];
  names: string[];
  /** Of its first H1. */
  title?: string;
}

/** The anchors of a file that others include, after those that its page has already. */
export function scanPart(whole: string, headings: HeadingRules): PartScan {
  const text = whole.slice(0, longestScan);
  const { body, names, included, captions } = readBody(text.slice(bodyStart(text)), headings);
  const { marks, parts } = scanMarks(body);
  const top = marks.find((mark) => 'depth' in mark && mark.depth === 1);
  return detached({
    ...(top && 'source' in top && { title: readHeading(top.source, headings).text }),
    anchors: withLines(partAnchors(marks, headings), captions),
    parts: [...parts, ...included],
    names,
  });
}

/** A page by another title; the anchor of its title is the first of its anchors. */
export function retitled(
  { title, anchors }: FileScan,
  name: string,
): { title: string; anchors: string } {
  const [before, after] = [slug(title), slug(name)];
  const rest = anchors.slice(before.length + 1);
  const isFree = anchors.startsWith(`\n${before}\n`) && !anchors.includes(`\n${after}\n`);
  return { title: name, anchors: isFree ? `\n${after}${rest}` : anchors };
}

/** The text of a page; empty where it cannot be read, which its own turn reports. */
export const tryRead = (read: (path: string) => string, path: string): string =>
  attempt(() => read(path), '');

/** Characters of a page that are scanned, and those that may come before its H1. */
const longestScan = 4 * 1024 * 1024;
const longestLead = 20_000;

const silent =
  /<!--[\s\S]*?-->|\{\/\*[\s\S]*?\*\/\}|^(?:im|ex)port\b[\s\S]*?(?:\n[ \t\r]*\n|$(?![\s\S]))|<\/?(?!img\b|Image\b|picture\b|video\b)[A-Za-z][^>]*>/gm;

const linkOfWords = /\[[^[\]!\n]+\]\([^()\s]+\)/g;
/** What a line of links may hold beside them. */
const nothingElse = /^(?![ \t]*[-*+>][ \t])[^\p{L}\p{N}[\]<{`!]*$/u;

/** Whether a text leaves nothing in the output but links: imports, comments and tags without content. */
function isEmpty(text: string): boolean {
  if (text.length >= longestLead) return false;
  const lines = text.replace(silent, '').split('\n');
  return lines.every((line) => nothingElse.test(line.replace(linkOfWords, '')));
}
