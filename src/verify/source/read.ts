import {
  type CodeBlock,
  type Evidence,
  linkKey,
  type Piece,
  rowKey,
  wordKey,
  wordsOf,
} from '../evidence.ts';
import { documentFences } from '../exceptions.ts';
import { textsBeside, withoutMarkup } from './beside.ts';
import { shownBody } from './body.ts';
import type { Plain, SourceElement } from './cursor.ts';
import { hasConvention } from './dialect-rules.ts';
import { withoutDropped } from './dropped.ts';
import { withTitle } from './fence.ts';
import { splitFrontmatter } from './frontmatter.ts';
import { readInline } from './inline.ts';
import { boxLabels, fenceLabels, labelAt, saidOnce } from './labels.ts';
import { stripLineMarks, withoutFieldTags } from './line-marks.ts';
import { looseLines, saidAt } from './loose.ts';
import { codeKey, marksIn, type Span, withMarks } from './marks.ts';
import { readRegions } from './regions.ts';
import { droppedNames, type OwnRules, tablesOf } from './rules.ts';
import { namesOfFiles, spansOfLines } from './spans.ts';
import {
  headingsOf,
  indentedCode,
  linesOfCells,
  linesOfHtml,
  linesOfImported,
  rowsOf,
  withWholeCells,
} from './structure.ts';
import { type Aside, headsOfTables, withoutSyntax } from './syntax.ts';

export interface SourceOptions {
  /** Braces are expressions, and lines that begin with import or export are ESM. */
  mdx: boolean;
  /** The dialect whose syntax the prose may contain; by default only what all dialects share. */
  dialect?: string | undefined;
  /** What the configuration renders in its own way, and leaves out. */
  rules?: OwnRules | undefined;
}

/** What a source holds, and the elements in its prose. */
export interface SourceEvidence extends Evidence {
  elements: SourceElement[];
  /** Lines that are code by their indentation. */
  indented: readonly number[];
  /** Words of the title in front matter. */
  title: string;
  /** What the syntax of the dialect says beside the prose, in its place. */
  placed: Piece[];
  /** What stands beside the prose: in front matter, in YAML, in modules. */
  beside: readonly string[];
  /** The files that it takes something from, as they are. */
  texts?: readonly { path: string; text: string }[];
}

/** What a source holds, by the checker's own reading: no syntax tree, and tolerant of everything. */
export function readSource(text: string, options: SourceOptions): SourceEvidence {
  const reading = readingOf(text, options);
  const { at, code, inHtml, lines, plain, title } = reading;
  const inCells = linesOfCells(reading.shown);
  const inOwn = linesOfImported(reading.shown, text);
  // In a cell, a heading is a strong line.
  const headings = headingsOf(reading.shown, lines).filter(
    ({ line }) => !inCells.has(line) && !inHtml.has(line) && !reading.indented.has(line - 1),
  );
  const marks = marksIn(plain.text).filter(({ line }) => !inHtml.has(line));
  const spans = [
    ...[...plain.spans, ...marks, ...spansOfLines(headings, lines)],
    ...namesOfFiles(reading.shown, lines),
  ];
  return {
    code: code.map((block) => ({
      ...block,
      ...([inCells, inOwn].some((one) => one.has(block.line - at(0))) && { inCell: true as const }),
      ...(options.rules?.magicComments && { magicComments: options.rules.magicComments }),
      ...(options.dialect === 'liquid' && { isTemplate: true as const }),
    })),
    headings: headings.map((heading) => ({ ...heading, line: at(heading.line) })),
    linked: linkedIn(reading),
    labels: labelsOf(reading),
    marks: [
      ...plain.code.map(({ text: span, line }) => ({ key: codeKey(span), line: at(line) })),
      ...reading.operation,
      ...marks.map(({ key, line }) => ({ key, line: at(line) })),
    ],
    indented: [...reading.indented].map((index) => at(index + 1)),
    title: wordKey(title),
    placed: placedIn(reading),
    beside: reading.beside,
    elements: plain.elements.map((one) => ({ ...one, line: at(one.line) })),
    loose: looseLines(reading, headings).map(([from, to]) => [at(from), at(to)] as const),
    cells: cellsIn(reading),
    rows: [...reading.rows, ...reading.shownRows].map(({ cells, line }) => {
      return { key: rowKey(cells), line: at(line) };
    }),
    links: linksIn(reading),
    words: allWords(reading, spans),
  };
}

/** A source taken apart: its code, its prose, and the syntaxes within the prose. */
function readingOf(text: string, { mdx, dialect = '', rules }: SourceOptions) {
  const whole = splitFrontmatter(
    text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'),
    hasConvention(dialect, 'meta-lines'),
  );
  const { bodyLine } = whole;
  const rest = withoutDropped(whole.body, droppedNames(rules ?? {}), mdx);
  const body = shownBody(rest, dialect, whole.title);
  const at = (line: number) => line + bodyLine - 1;
  const { blocks, prose } = readRegions(body.text, {
    mdx,
    dedented: dialect === 'mkdocs-material',
  });
  const isCode = (line: number) =>
    blocks.some((block) => line >= block.line && line <= block.line + block.lines.length + 1);
  const hidden = body.text.split('\n').filter((line, index) => {
    return line !== '' && prose[index] === '' && !isCode(index + 1);
  });
  const code = takeCode(blocks, { prose, mdx, at }).map((block) => withTitle(block, dialect));
  const syntax = withoutSyntax(prose.join('\n'), dialect);
  const shown = withoutFieldTags(withWholeCells(syntax.text.split('\n')));
  const inHtml = mdx ? new Set<number>() : linesOfHtml(shown);
  const hasShebangs = hasConvention(dialect, 'inline-shebangs');
  const options = { mdx, inHtml, hasShebangs, tables: tablesOf(dialect, rules) };
  const plain = readInline(shown.map(stripLineMarks).join('\n'), options);
  const lines = plain.text.split('\n');
  const indented = mdx ? new Set<number>() : indentedCode(shown);
  return {
    at,
    inHtml,
    indented,
    ...whole,
    blocks,
    code,
    syntax,
    shown,
    plain,
    lines,
    rows: rowsOf(shown, lines).filter(({ line }) => !indented.has(line - 1) && !inHtml.has(line)),
    shownRows: plain.rows.map(({ cells, line }) => ({ line, cells: cells.map(shownKey) })),
    links: body.links,
    beside: textsBeside(text, hidden.join('\n')),
    asides: [...body.asides, ...syntax.asides, ...plain.asides],
    loose: [...body.loose, ...headsOfTables(prose.join('\n'), dialect)],
  };
}

/** What a reader sees of a text, as a key to compare: no addresses, tags and entities. */
export const shownKey = (text: string) =>
  wordKey(text.replace(/\]\([^()\s]*\)|<[^<>]*>|&#?\w+;/g, ' '));

type Reading = ReturnType<typeof readingOf>;

/** The words of links, with where these lead. */
const linkedIn = ({ plain, syntax, indented, at }: Reading) =>
  [...plain.linked, ...syntax.linked].flatMap(({ text, line, url }) => {
    const key = wordKey(text);
    return key === '' || indented.has(line - 1) ? [] : [{ key, line: at(line), url }];
  });

function linksIn({ plain, syntax, links, at }: Reading) {
  const all: Plain['links'] = [...plain.links, ...syntax.links, ...links];
  return all.map(({ url, line, uses }) => ({
    key: linkKey(url),
    line: at(line),
    ...(uses && { places: uses.map(at) }),
  }));
}

function placedIn({ syntax, operation, at }: Reading): Piece[] {
  return [
    ...syntax.asides.map(({ text, line }) => ({ key: wordKey(text), text, line: at(line) })),
    ...operation.map((one) => ({ ...one, text: one.key.slice('code '.length) })),
  ];
}

function cellsIn({ rows, at }: Reading): Piece[] {
  return rows.flatMap(({ cells, line }) =>
    cells.filter((key) => key !== '').map((key) => ({ key, line: at(line) })),
  );
}

/** What fences, boxes and components are called. */
function labelsOf({ code, shown, plain, at }: Reading) {
  return saidOnce([
    ...fenceLabels(code),
    ...boxLabels(shown).map((label) => ({ ...label, line: at(label.line) })),
    ...plain.labels.flatMap(({ text: label, line }) => labelAt(label, at(line))),
  ]);
}

/** The code of a source; a fence that holds a document gives its prose back. */
function takeCode(
  blocks: readonly CodeBlock[],
  { prose, mdx, at }: { prose: string[]; mdx: boolean; at: (line: number) => number },
): CodeBlock[] {
  return blocks.flatMap((block) => {
    if (!documentFences.has(block.lang)) return [{ ...block, line: at(block.line) }];
    const inner = readRegions(block.lines.join('\n'), { mdx });
    const code = takeCode(inner.blocks, {
      prose: inner.prose,
      mdx,
      at: (line) => line + at(block.line),
    });
    prose.splice(block.line, block.lines.length, ...inner.prose);
    return code;
  });
}

/** All words of a source, those beside the text with a note that they are. */
function allWords(
  { title, lines, plain, bodyLine, asides, code, at }: Reading,
  spans: readonly Span[],
) {
  const key = wordKey(title);
  const isOther = ({ text: aside }: Aside) => key === '' || wordKey(aside) !== key;
  const beside = asides
    .map((one): Aside => ({ ...one, text: withoutMarkup(one.text), line: at(one.line) }))
    .filter(isOther);
  const labels = fenceLabels(code).map(({ text = '', line }): Aside => ({ text, line }));
  return [
    ...(saidAt(title, lines).length > 0 ? [] : wordsOf(title.replace(/&#?\w+;/g, ' '), 1)),
    ...withMarks(wordsOf(plain.text, bodyLine), spans),
    ...saidOnce([...beside, ...labels]).flatMap(({ text: aside, line, ofLink }) =>
      wordsOf(aside, line).map((word) => ({ ...word, line, ofLink, aside: true as const })),
    ),
  ];
}
