import type { Root } from 'mdast';
import type { Dialect } from '../contract/dialect.ts';
import type { Finding, Message } from '../contract/message.ts';
import type { Syntax } from './document.ts';
import { readFrontmatter } from './frontmatter.ts';
import { scanLines } from './lines/lines.ts';
import { normalizeTree } from './parse/normalize.ts';
import { type Evidence, parseMdx } from './parse/repair.ts';
import { type ParserChoice, parseSyntax } from './parse/syntax-tree.ts';
import { tame } from './parse/tame.ts';
import { type Prepared, prepare } from './prepare/index.ts';
import type { PreparationOptions } from './prepare/preparation.ts';
import { walk } from './walk.ts';

interface Reader extends Pick<PreparationOptions, 'site'> {
  dialect: Dialect;
  parser: ParserChoice;
}

interface ParseOptions extends Reader {
  /** The source as `decodeSource` gives it, front matter included. */
  text: string;
  /** Path of the document, for messages and for its extension. */
  path: string;
  /** What the site shows of front matter in place of what is written. */
  fill?(data: Record<string, unknown>): Record<string, unknown>;
}

/** A document's syntax tree in the one shape that stages work on. */
interface ParsedDocument {
  tree: Root;
  frontmatter: Record<string, unknown>;
  syntax: Syntax;
  messages: Message[];
}

/** Parses a document. Never throws for what the text holds: what could not be read as meant is in `messages`. */
export function parseDocument({ text, path, fill, ...options }: ParseOptions): ParsedDocument {
  const { dialect } = options;
  const messages: Message[] = [];
  const report = limited((finding) => messages.push({ ...finding, path }));
  const frontmatter = readFrontmatter(text, dialect);
  for (const finding of frontmatter.messages) report(finding);
  const body = '\n'.repeat(frontmatter.lines) + text.slice(frontmatter.end);
  const syntax = chooseSyntax(path, dialect, body);
  const markdownFile = !/\.mdx$/i.test(path);
  const data = fill?.(frontmatter.data) ?? frontmatter.data;
  const parsed = parseBody(body, { ...options, frontmatter: data, syntax, markdownFile, report });
  return { ...parsed, frontmatter: data, messages };
}

interface FragmentOptions extends Reader {
  /** Front matter of the document: `page` of Liquid is the page that includes a file. */
  frontmatter?: Record<string, unknown>;
  /** Syntax of the document that the fragment belongs to. */
  syntax: Syntax;
  /** Path of the file that the fragment is; a front matter of its own is left out. */
  path?: string;
  report?(finding: Finding): void;
}

/** Parses Markdown that stands outside the document's own text: an included file, a prose attribute. */
export function parseFragment(
  text: string,
  { path, frontmatter: ofPage, ...options }: FragmentOptions,
): Root {
  const report = options.report ?? (() => {});
  const { end, lines } = path === undefined ? { end: 0, lines: 0 } : readFrontmatter(text);
  const body = '\n'.repeat(lines) + text.slice(end);
  const isOfItsOwn = /\.mdx$/i.test(path ?? '') || (options.syntax === 'mdx' && isMarkdown(path));
  const syntax = isOfItsOwn ? chooseSyntax(path!, options.dialect, body) : options.syntax;
  const markdownFile = path !== undefined && !/\.mdx$/i.test(path);
  const isOfPage = path !== undefined && options.dialect.syntaxes?.includes('liquid');
  const frontmatter = isOfPage ? ofPage : undefined;
  const isPart = path === undefined;
  return parseBody(body, { ...options, frontmatter, syntax, markdownFile, isPart, report }).tree;
}

const isMarkdown = (path = '') => /\.(?:md|markdown)$/i.test(path);

/** Findings of one rule beyond these say nothing new. */
const maxFindings = 20;

function limited(report: (finding: Finding) => void): (finding: Finding) => void {
  const counts = new Map<string, number>();
  return (finding) => {
    const count = (counts.get(finding.rule) ?? 0) + 1;
    counts.set(finding.rule, count);
    if (count <= maxFindings) report(finding);
    if (count === maxFindings + 1) {
      report({
        ...finding,
        reason: `There are more than ${maxFindings} findings of this kind; the rest are not listed.`,
      });
    }
  };
}

interface BodyOptions extends Reader, Pick<PreparationOptions, 'frontmatter' | 'isPart'> {
  syntax: Syntax;
  /** Whether MDX is looked for in a `.md` file. */
  markdownFile: boolean;
  report(finding: Finding): void;
}

/** Blanks at the end of a text that ends within a line, which the parsers count differently. */
const openEnd = /[ \t]\n?$/;

function parseBody(source: string, options: BodyOptions): { tree: Root; syntax: Syntax } {
  const body = openEnd.test(source.slice(-2)) ? `${source.trimEnd()}\n` : source;
  const { text, indented } = tame(body, options.syntax, options.report);
  if (options.syntax === 'mdx' && !indented) {
    const read = prepareAs('mdx', text, options);
    const { dialect, markdownFile } = options;
    const htmlComments = markdownFile || dialect.conventions?.includes('html-comments') === true;
    const { text: mdx, lines } = read.prepared;
    const evidence = () => {
      const found = markdownFile ? evidenceOfMdx(mdx, likelySign) : 'sure';
      return found === 'likely' && dialect.markdown === 'mdx' ? 'sure' : found;
    };
    const tree = parseMdx(mdx, { ...options, evidence, htmlComments, lines });
    if (tree !== undefined) return { tree: finish(tree, read, options), syntax: 'mdx' };
  }
  // To Markdown, what is data in MDX has marks.
  const tamed = options.syntax === 'mdx' ? tame(text, 'markdown', options.report).text : text;
  const read = prepareAs('markdown', tamed, options);
  const attempt = parseSyntax(read.prepared.text, 'markdown', options.parser);
  if (!attempt.ok) throw new Error(`It could not be read as Markdown: ${attempt.failure.reason}`);
  return { tree: finish(attempt.tree, read, options), syntax: 'markdown' };
}

interface Reading {
  syntax: Syntax;
  prepared: Prepared;
  /** What preparing found; it counts only if the text is read as this syntax in the end. */
  findings: Finding[];
}

function prepareAs(
  syntax: Syntax,
  text: string,
  { dialect, site, frontmatter, isPart }: BodyOptions,
): Reading {
  const findings: Finding[] = [];
  const report = (finding: Finding) => findings.push(finding);
  const prepared = prepare(text, { dialect, syntax, site, frontmatter, isPart, report });
  return { syntax, prepared, findings };
}

function finish(
  tree: Root,
  { syntax, prepared, findings }: Reading,
  { report }: BodyOptions,
): Root {
  const { calls, headingIds, lines } = prepared;
  for (const finding of findings) report(finding);
  if (lines !== undefined) mapLines(tree, lines);
  return normalizeTree(tree, { calls, headingIds, html: syntax === 'markdown', report });
}

/** Gives all positions the lines of the source, where preparing the text has moved lines. */
function mapLines(root: Root, lines: readonly number[]): void {
  walk(root, (node) => {
    if (node.position === undefined) return;
    const { start, end } = node.position;
    node.position = {
      start: { line: lines[start.line - 1] ?? start.line, column: start.column },
      end: { line: lines[end.line - 1] ?? end.line, column: end.column },
    };
  });
}

/** The syntax to try first: `.mdx` is MDX; for the rest the dialect says, since parsing as MDX proves nothing. */
function chooseSyntax(path: string, dialect: Dialect, body: string): Syntax {
  if (/\.mdx$/i.test(path)) return 'mdx';
  if (dialect.markdown === 'mdx') return 'mdx';
  if (dialect.markdown !== 'evidence') return 'markdown';
  return evidenceOfMdx(body, likelySignInItem) === 'none' ? 'markdown' : 'mdx';
}

const hint = /^[ \t]*import\s|\{\/\*|=\{|=\s\{|\{`|<\/>|^[ \t]*<\/[A-Z]/m;
const sureSign = new RegExp(
  [
    /^import\s+(?:[\w*{][^'"]*\sfrom\s+['"][^'"]+|['"][^'"]*[./@][^'"]*)['"];?$/,
    /(?<!\{)\{\/\*/,
    /<[A-Z][\w.]*(?:\s[^<>]*)?\s[\w-]+=\{/,
    /<[a-z]\w*(?:\s[^<>]*)?\sstyle=\{\{/,
    /<>[^<>]*<\/>/,
    /^\s*\{`/,
  ]
    .map(({ source }) => source)
    .join('|'),
);
const openedTag = /^[ \t]*<[A-Z][\w.]*\n[ \t]+[\w-]+=\{/m;
const componentOnLines = (indentation: string): RegExp =>
  new RegExp(
    `^(${indentation})<([A-Z][\\w.]*)(?:[ \\t][^<>\\n]*)?>\\n(?:(?!\\1<).*\\n)*?\\1</\\2>$`,
    'm',
  );
const likelySign = componentOnLines('');
const likelySignInItem = componentOnLines('[ \\t]{0,12}');

/**
 * Whether a text is meant as MDX, code aside. Sure is what no author of Markdown, Go or its templates writes: imports,
 * comments in braces, components with expressions, styles that are objects, fragments. Likely is a component on lines of
 * its own, where no brace could be text. One that is indented may be part of a sample: it is read as MDX, and not repaired.
 */
function evidenceOfMdx(body: string, likely: RegExp): Evidence {
  if (!hint.test(body)) return 'none';
  const lines = proseOf(body, 'mdx');
  if (lines.some((line) => sureSign.test(line))) return 'sure';
  const whole = lines.join('\n');
  if (openedTag.test(whole)) return 'sure';
  if (whole.includes('{') || !likely.test(whole)) return 'none';
  // An indented component outside of lists is code to Markdown.
  return likely.test(proseOf(body, 'markdown').join('\n')) ? 'likely' : 'none';
}

/** The lines of a text without its code, and with those that begin a comment in braces. */
function proseOf(body: string, syntax: Syntax): string[] {
  const { text, kind } = scanLines(body, syntax);
  const begins = (line: string, index: number) =>
    kind[index] === 'comment' && kind[index - 1] !== 'comment' && /^\s*\{\/\*/.test(line);
  return text.map((line, index) =>
    kind[index] === 'text' || begins(line, index) ? line.replace(/`[^`]*`/g, '') : '',
  );
}
