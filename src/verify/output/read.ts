import type { Code, Image, Nodes, Paragraph, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { linear } from '../../micromark/linear.ts';
import {
  type CodeBlock,
  cellKey,
  type Evidence,
  linkKey,
  markBits,
  rowKey,
  wordKey,
  wordsOf,
} from '../evidence.ts';
import { codeKey } from '../source/marks.ts';

export interface Leaf {
  type: 'html' | 'text';
  value: string;
  line: number;
  inCell: boolean;
  /** Nothing stands before it in its block. */
  leads: boolean;
  /** What it stands in: a sum of `markBits`. */
  marks: number;
}

/** A node with its line in the output, among those around it. */
export interface Placed<N extends Nodes = Paragraph | Code | Image> {
  node: N;
  line: number;
  siblings: readonly Nodes[];
  /** Its index among them. */
  at: number;
}

/** An output taken apart: its evidence, and what else the checks ask about it. */
export interface Output extends Evidence {
  tree: Root;
  /** The Markdown below the front matter. */
  body: string;
  /** Line on which the body begins, from 1. */
  bodyLine: number;
  /** Raw HTML and text outside code, for the search for leaks. */
  leaves: Leaf[];
  /** Paragraphs, blocks of code and pictures, in order. */
  placed: Placed[];
}

type PlacedType = Placed['node']['type'];

/** What of an output is of one type. */
export const placedIn = <T extends PlacedType>({ placed }: Output, type: T) =>
  placed.filter(({ node }) => node.type === type) as Placed<Extract<Nodes, { type: T }>>[];

const parser = unified().use(remarkParse).use(remarkGfm).use(linear).freeze();

export const parseMarkdown = (text: string): Root => parser.parse(text);

export function readOutput(text: string): Output {
  const match = /^---\n([\s\S]*?\n)?---\n/.exec(text);
  const body = match ? text.slice(match[0].length) : text;
  const bodyLine = match ? match[0].split('\n').length : 1;
  const tree = parseMarkdown(body);
  const output: Output = {
    tree,
    body,
    bodyLine,
    code: [],
    headings: [],
    links: [],
    cells: [],
    rows: [],
    words: wordsOf(/^title: .*$/m.exec(match?.[1] ?? '')?.[0].slice(6) ?? '', 1),
    leaves: [],
    placed: [],
    linked: [],
    labels: [],
    marks: [],
  };
  visit(tree, output, { inCell: false, leads: true, marks: 0 });
  return output;
}

type Where = Pick<Leaf, 'inCell' | 'leads' | 'marks'>;

function visit(node: Nodes, output: Output, where: Where): void {
  const line = lineOf(node, output);
  const marks = where.marks | (bitsOf[node.type] ?? 0);
  note(node, output, line);
  // What a picture says has no marks to lose: it counts as code.
  const shown = node.type === 'image' ? markBits.code : marks;
  const words = saidBy(node).flatMap((text) => (text ? wordsOf(text, line) : []));
  for (const word of words) {
    word.marks = shown;
    output.words.push(word);
  }
  const leaf = leafOf(node, output.body);
  if (leaf !== undefined) output.leaves.push({ ...leaf, line, ...where });
  if (!('children' in node)) return;
  const inCell = where.inCell || node.type === 'tableCell';
  const isLine = node.type === 'paragraph' || node.type === 'heading';
  const siblings: readonly Nodes[] = node.children;
  for (const [at, child] of siblings.entries()) {
    if (child.type === 'paragraph' || child.type === 'code' || child.type === 'image')
      output.placed.push({ node: child, line: lineOf(child, output), siblings, at });
    visit(child, output, { inCell, leads: at === 0 || !(isLine || inCell), marks });
  }
}

function leafOf(node: Nodes, body: string): Pick<Leaf, 'type' | 'value'> | undefined {
  if (node.type === 'html' || node.type === 'text') return { type: node.type, value: node.value };
  // A line of `****` was to mark something.
  const isMark = node.type === 'thematicBreak' && body[node.position?.start.offset ?? 0] === '*';
  return isMark ? { type: 'text', value: '****' } : undefined;
}

const lineOf = ({ position }: Nodes, { bodyLine }: Output): number =>
  (position?.start.line ?? 1) + bodyLine - 1;

/** What a node marks. */
const bitsOf: Partial<Record<Nodes['type'], number>> = {
  ...markBits,
  inlineCode: markBits.code,
  linkReference: markBits.link,
};

/** Adds a node to the evidence of its kind. */
function note(node: Nodes, output: Output, line: number): void {
  switch (node.type) {
    case 'code':
      output.code.push(codeBlock(node, line));
      break;
    case 'inlineCode':
      output.marks.push({ key: codeKey(node.value), line });
      break;
    case 'strong':
    case 'emphasis':
    case 'delete':
      output.marks.push({ key: `${node.type} ${wordKey(textOf(node))}`, line });
      break;
    case 'heading': {
      const isSection = output.tree.children.includes(node) && !isInMaths(node, output.body);
      const level = isSection && { level: node.depth };
      output.headings.push({ key: wordKey(textOf(node)), line, ...level });
      break;
    }
    case 'tableRow':
      output.rows.push({ key: rowKey(node.children.map((cell) => cellKey(textOf(cell)))), line });
      break;
    case 'tableCell':
      output.cells.push({ key: cellKey(textOf(node)), line });
      break;
    case 'linkReference':
      output.linked.push({ key: wordKey(textOf(node)), line });
      break;
    case 'link':
      output.linked.push({ key: wordKey(textOf(node)), line, url: node.url });
      // A component may give its label to its link as the title.
      if (node.title) output.linked.push({ key: wordKey(node.title), line, url: node.url });
      output.links.push({ key: linkKey(node.url), line });
      break;
    case 'definition':
    case 'image':
      output.links.push({ key: linkKey(node.url), line });
      break;
  }
}

/** The words of a node itself, in the order in which they count. */
function saidBy(node: Nodes): (string | null | undefined)[] {
  switch (node.type) {
    case 'html':
    case 'text':
    case 'inlineCode':
      return [node.value];
    case 'link':
    case 'definition':
      return [node.title];
    case 'image':
      return [node.alt, node.title];
    case 'imageReference':
      return [node.alt];
    case 'footnoteReference':
    case 'footnoteDefinition':
      return [node.label ?? node.identifier];
    default:
      return [];
  }
}

/** A line `=` of maths underlines no heading. */
function isInMaths(node: Nodes, body: string): boolean {
  const [start, end] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
  return body[start] !== '#' && body.slice(0, end).split('$$').length % 2 === 0;
}

function codeBlock({ lang, meta, value }: Code, line: number): CodeBlock {
  return { lang: lang ?? '', meta: meta ?? '', lines: value.split('\n'), line };
}

/** The text of a node, its leaves apart: `a**b**` is two words, as in the source's reading. */
export function textOf(node: Nodes): string {
  if (node.type === 'image' || node.type === 'imageReference') return node.alt ?? '';
  if (node.type === 'footnoteReference') return node.label ?? node.identifier;
  if ('value' in node) return node.type === 'html' ? '' : node.value;
  return 'children' in node ? node.children.map(textOf).join(' ') : '';
}
