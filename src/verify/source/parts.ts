import type { CodeBlock, Evidence, Piece, Word } from '../evidence.ts';
import { literalsOf } from './literals.ts';
import { readSource, type SourceEvidence, type SourceOptions } from './read.ts';
import { withoutSpans } from './regions.ts';

/** Gives a file that a document names; undefined where it cannot be read. */
export type ReadPart = (
  specifier: string,
  from: string,
) => { path: string; text: string } | undefined;

interface PartOptions extends SourceOptions {
  /** Path of the document, from which the files it names are looked for. */
  path: string;
  read: ReadPart;
}

interface Include {
  /** Its first group is the file. */
  pattern: RegExp;
  /** Folders that paths start in; default the one of the document. */
  roots?: readonly string[];
}

/** Components that sites by custom have for it. */
const byCustom: Include = {
  pattern: /<(?:Include|Partial|Snippet)\s+(?:src|file|path)=["']([^"']+)["']\s*\/>/g,
  roots: ['', '/', '/_partials/', '/partials/', '/_includes/', '/includes/', '/_snippets/'],
};

/** How the dialects include whole documents. */
const includes: Readonly<Record<string, Include>> = {
  generic: byCustom,
  github: byCustom,
  fern: { pattern: /<Markdown\s+src=["']([^"']+)["']\s*\/>/g },
  fumadocs: {
    pattern: /<include(?:\s[^>]*)?>\s*([^\s<#]+\.mdx?)\s*<\/include>/g,
    roots: ['', '/'],
  },
  hugo: {
    pattern: /\{\{[<%]\s*include\s+"?([^\s"]+\.md)"?\s*\/?[%>]\}\}/g,
    roots: ['', '/content/en', '/content', '/static/', '/includes/', '/_includes/'],
  },
  markdoc: {
    pattern: /\{%\s*partial\s+file="([^"]+)"\s*\/%\}/g,
    roots: [
      '/markdoc/partials/',
      '/src/markdoc/partials/',
      '/partials/',
      '/_partials/',
      '/src/partials/',
      '',
    ],
  },
  mdbook: { pattern: /^[ \t]*\{\{#include[ \t]+([^:\s{}]+\.md)[ \t]*\}\}[ \t]*$/gm },
  mintlify: { pattern: /<Snippet\s+file="([^"]+)"\s*\/>/g, roots: ['/snippets/'] },
  'mkdocs-material': {
    pattern:
      /^[ \t]*(?:-+8<-+|\{%-?[ \t]*include(?:-markdown)?)[ \t]+["']([^"':\s]+\.md)["'][ \t]*(?:-?%\})?[ \t]*$/gm,
    roots: ['/', ''],
  },
  myst: {
    pattern:
      /^[ \t>]*(?:`{3,}|~{3,}|:{3,})[ \t]*\{include\}[ \t]+([^\s<>]+\.md)[ \t]*$(?!\n[ \t>]*(?::|---))/gm,
  },
  vitepress: { pattern: /<!--\s*@include:\s*([^\s{#]+\.md)\s*-+->/g },
};

const imported = /(?<=^|;)[ \t]*import\s+([A-Z]\w*)\s+from\s+['"]([^'"\n]+)['"]/gm;
const mostParts = 200;

/** What a document holds, with what it takes from the files that it includes and from components of its own. */
export const readWithParts = (text: string, options: PartOptions): SourceEvidence =>
  joined(text, options, { left: mostParts, open: [options.path] });

interface Budget {
  left: number;
  /** The files that are being read. */
  open: readonly string[];
}

function joined(text: string, given: PartOptions, budget: Budget): SourceEvidence {
  const options = { ...given, rules: withHeads(text, given) };
  const own = readSource(text, options);
  // Of equal blocks the first one has the first of the output.
  const parts = [...partsOf(text, own, options, budget)].sort((a, b) => a.line - b.line);
  const whole = parts.reduce<Evidence>(withPart, own);
  const data = dataIn(text, options);
  if (parts.length === 0) return data.length > 0 ? { ...own, texts: data } : own;
  const shown = parts.flatMap(({ file, evidence }) => [file, ...(evidence.texts ?? [])]);
  const texts = [...data, ...shown];
  const loose = [...(whole.loose ?? []), ...partsAboveTitle(own, parts)];
  return { ...own, ...whole, words: saidOnce(whole.words, own.title), texts, loose };
}

/** Own components that only fill the head of the page, or give nothing, show nothing, as if they were dropped. */
function withHeads(text: string, { rules, read, path }: PartOptions): PartOptions['rules'] {
  const heads = [...text.matchAll(imported)].filter(([, , file = '']) => {
    const source = /\.mdx?$|^@theme\b/.test(file) ? undefined : read(file, path);
    return source !== undefined && /\.[jt]sx?$/.test(source.path) && isHead(source.text);
  });
  if (heads.length === 0) return rules;
  const dropped = Object.fromEntries(heads.map(([, name = '']) => [name, 'drop']));
  return { ...rules, components: { ...dropped, ...rules?.components } };
}

const head = /<(Head|Helmet)\b[^>]*>[\s\S]*?<\/\1>/g;
const comment = /\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/.*/g;
const isHead = (source: string): boolean =>
  /<(?:Head|Helmet)\b|(?:return|=>) null\b/.test(source) &&
  !/<\/[A-Za-z]|\/>/.test(source.replace(comment, '').replace(head, ''));

const importedData =
  /^[ \t]*import\s+\w+\s+from\s+['"]([^'"\n?]+\.(?:html|json|ya?ml))(?:\?raw)?['"]/gm;

/** The files of data that a document imports, of which a component shows something. */
const dataIn = (text: string, { read, path }: PartOptions) =>
  [...text.matchAll(importedData)].flatMap(([, file = '']) => read(file, path) ?? []);

/** What stands above the heading of level 1, which becomes the first line of the page. */
function partsAboveTitle({ title, headings }: SourceEvidence, parts: readonly Part[]) {
  const line = headings.find(({ level }) => level === 1)?.line ?? 0;
  const isAbove = (one: Part) => one.line < line && one.evidence.words.length > 0;
  return title === '' && parts.some(isAbove) ? [[1, line] as const] : [];
}

interface Part {
  line: number;
  /** The file that it is from. */
  file: { path: string; text: string };
  evidence: SourceEvidence;
}

function* partsOf(
  text: string,
  own: SourceEvidence,
  options: PartOptions,
  budget: Budget,
): Generator<Part> {
  for (const { file, roots, line, element } of namedIn(text, own, options)) {
    if (budget.left-- <= 0) return;
    const found = roots.flatMap((root) => options.read(root + file, options.path) ?? [])[0];
    if (found === undefined || budget.open.includes(found.path)) continue;
    const evidence = evidenceOf(found, options, { ...budget, open: [...budget.open, found.path] });
    if (evidence && element) element.speaks = evidence.words.length + evidence.code.length > 0;
    if (evidence) yield { line, file: found, evidence };
  }
}

function evidenceOf(
  { path, text }: { path: string; text: string },
  options: PartOptions,
  budget: Budget,
): SourceEvidence | undefined {
  if (/\.(?:astro|vue)$/.test(path)) {
    const names = [...text.matchAll(imported)].map(([, name = '']) => name);
    const template = literalsOf(text, { path, components: new Set(names) });
    const imports = [...text.matchAll(imported)].map(([line]) => line.trim()).join('\n');
    const whole = `${imports}\n\n${template}\n`;
    const evidence = joined(whole, { ...options, path, mdx: true, dialect: '' }, budget);
    // What stands after a slot stands after all that is put there.
    if (!/<slot\b/.test(text)) return evidence;
    return { ...evidence, loose: [[0, Number.POSITIVE_INFINITY]] };
  }
  if (!/\.mdx?$/.test(path)) return undefined;
  const mdx = options.mdx || path.endsWith('.mdx');
  return joined(withoutTitle(text), { ...options, path, mdx }, budget);
}

/** The words without those lines of parts that say the title of the page once more. */
function saidOnce(words: readonly Word[], title: string): Word[] {
  const lines = new Map<number, string>();
  for (const { line, text } of words)
    if (line % 1 > 0) lines.set(line, `${lines.get(line) ?? ''} ${text}`);
  return words.filter(({ line }) => lines.get(line) !== ` ${title}`);
}

const withoutTitle = (text: string): string =>
  text.replace(/^---\n([\s\S]*?\n)?---\n/, (head) => '\n'.repeat(head.split('\n').length - 1));

function* namedIn(text: string, { code, elements }: SourceEvidence, options: PartOptions) {
  const { dialect = '', rules } = options;
  const shown = withoutCode(text, code);
  const at = (index: number) => shown.slice(0, index).split('\n').length;
  const { pattern, roots = [''] } = includes[dialect] ?? {};
  for (const match of pattern ? shown.matchAll(pattern) : [])
    yield { file: match[1] ?? '', roots, line: at(match.index), element: undefined };
  for (const [, name = '', file = ''] of shown.matchAll(imported)) {
    if (Object.hasOwn(rules?.components ?? {}, name)) continue;
    for (const element of elements.filter((one) => one.name === name))
      yield { file, roots: [''], line: element.line, element };
  }
}

/** The text with its fences and spans of code blanked out; lines stay. */
function withoutCode(text: string, code: readonly CodeBlock[]): string {
  const lines = text.split('\n');
  for (const { line, lines: inner } of code)
    for (let at = line - 1; at < line + inner.length; at++) lines[at] = '';
  return withoutSpans(lines.join('\n'));
}

/** Lines of a part follow the line that names it, each a little after the one before. */
const step = 1e-6;

function withPart(whole: Evidence, { line, evidence }: Part): Evidence {
  const at = (inner: number) => line + Math.min(0.999, inner * step);
  const moved = <T extends { line: number }>(list: readonly T[]): T[] =>
    list.map((one) => ({ ...one, line: at(one.line) }));
  // In which level a heading stands depends on where its file is included.
  const headings = moved(evidence.headings).map(({ level: _level, ...one }): Piece => one);
  return {
    code: [...whole.code, ...moved(evidence.code)],
    headings: byLine([...whole.headings, ...headings]),
    // Of several definitions of a label, the first counts.
    links: [...whole.links, ...moved(evidence.links.filter(({ places }) => places === undefined))],
    cells: [...whole.cells, ...moved(evidence.cells)],
    rows: [...whole.rows, ...moved(evidence.rows)],
    linked: [...whole.linked, ...moved(evidence.linked)],
    labels: [...whole.labels, ...moved(evidence.labels)],
    marks: [...whole.marks, ...moved(evidence.marks)],
    words: [...whole.words, ...moved(evidence.words)],
    loose: [
      ...(whole.loose ?? []),
      ...(evidence.loose ?? []).map(([from, to]) => [at(from), at(to)] as const),
    ],
  };
}

const byLine = (pieces: Piece[]): Piece[] => pieces.sort((a, b) => a.line - b.line);
