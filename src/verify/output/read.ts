import type { Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import {
  type CodeBlock,
  cellKey,
  type Evidence,
  linkKey,
  markBits,
  type Piece,
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
}

const parser = unified().use(remarkParse).use(remarkGfm).freeze();

export function parseMarkdown(text: string): Root {
  return parser.parse(text);
}

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
    linked: [],
    labels: [],
    marks: [],
  };
  visit(tree, output, { inCell: false, leads: true, marks: 0 });
  return output;
}

type Where = Pick<Leaf, 'inCell' | 'leads'> & { marks: number };

function visit(node: Nodes, output: Output, where: Where): void {
  const line = (node.position?.start.line ?? 1) + output.bodyLine - 1;
  const words = (text: string | null | undefined, marks = where.marks) => {
    if (text) for (const word of wordsOf(text, line)) output.words.push({ ...word, marks });
  };
  switch (node.type) {
    case 'code':
      output.code.push(codeBlock(node.lang, node.meta, node.value, line));
      return;
    case 'html':
    case 'text':
      output.leaves.push({ type: node.type, value: node.value, line, ...where });
      words(node.value);
      return;
    case 'inlineCode':
      output.marks.push({ key: codeKey(node.value), line });
      words(node.value, where.marks | markBits.code);
      return;
    case 'strong':
    case 'emphasis':
    case 'delete':
      output.marks.push({ key: `${node.type} ${wordKey(textOf(node))}`, line });
      break;
    case 'heading':
      output.headings.push({
        key: wordKey(textOf(node)),
        line,
        ...(output.tree.children.includes(node) && { level: node.depth }),
      });
      break;
    case 'tableRow':
      output.rows.push({ key: rowKey(node.children.map((cell) => cellKey(textOf(cell)))), line });
      break;
    case 'tableCell':
      output.cells.push({ key: cellKey(textOf(node)), line });
      break;
    case 'link':
    case 'linkReference':
      output.linked.push({
        key: wordKey(textOf(node)),
        line,
        ...(node.type === 'link' && { url: node.url }),
      });
      if (node.type === 'linkReference') break;
      output.links.push(link(node.url, line));
      words(node.title);
      break;
    case 'definition':
      output.links.push(link(node.url, line));
      words(node.title);
      break;
    case 'image':
      output.links.push(link(node.url, line));
      words(node.alt);
      words(node.title);
      break;
    case 'imageReference':
      words(node.alt);
      break;
    case 'footnoteReference':
    case 'footnoteDefinition':
      words(node.label ?? node.identifier);
      break;
  }
  if ('children' in node) {
    const marks = where.marks | (bitsOf[node.type] ?? 0);
    const inCell = where.inCell || node.type === 'tableCell';
    const isLine = node.type === 'paragraph' || node.type === 'heading';
    for (const [at, child] of node.children.entries())
      visit(child, output, { inCell, leads: at === 0 || !(isLine || inCell), marks });
  }
}

const bitsOf: Partial<Record<Nodes['type'], number>> = {
  ...markBits,
  linkReference: markBits.link,
};

function codeBlock(
  lang: string | null | undefined,
  meta: string | null | undefined,
  value: string,
  line: number,
): CodeBlock {
  return { lang: lang ?? '', meta: meta ?? '', lines: value.split('\n'), line };
}

function link(url: string, line: number): Piece {
  return { key: linkKey(url), line };
}

/** The text of a node, its leaves apart: `a**b**` is two words, as in the source's reading. */
export function textOf(node: Nodes): string {
  if (node.type === 'image' || node.type === 'imageReference') return node.alt ?? '';
  if (node.type === 'footnoteReference') return node.label ?? node.identifier;
  if ('value' in node) return node.type === 'html' ? '' : node.value;
  return 'children' in node ? node.children.map(textOf).join(' ') : '';
}
