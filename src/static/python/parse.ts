import { createRequire } from 'node:module';
import type { SyntaxNode } from '@lezer/common';
import { loadedLate } from '../../document/load-late.ts';
import { NotKnown } from './value.ts';

const require = createRequire(import.meta.url);

/** A part of a program, by the names of https://github.com/lezer-parser/python/blob/main/src/python.grammar. */
export interface PythonNode {
  type: string;
  /** Its source. */
  text: string;
  /** Where it begins in the source of the node around it. */
  at: number;
  /** Whether a part of it is not Python. */
  isBroken: boolean;
  children: readonly PythonNode[];
}

/** What is used of the parser. */
interface Parser {
  parser: { parse(source: string): { topNode: SyntaxNode } };
}

const load = loadedLate((): Parser => require('@lezer/python'));

/** Longer programs, and deeper ones, are not read. */
const longest = 200_000;
const deepest = 200;

/** @throws NotKnown for what is too long or too deep */
export function parsePython(source: string): PythonNode {
  if (source.length > longest) throw new NotKnown();
  return nodeOf(load().parser.parse(source).topNode, source, { start: 0, depth: 0 });
}

function nodeOf(
  node: SyntaxNode,
  source: string,
  { start, depth }: { start: number; depth: number },
): PythonNode {
  if (depth > deepest) throw new NotKnown();
  const children: PythonNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling)
    if (child.name !== 'Comment')
      children.push(nodeOf(child, source, { start: node.from, depth: depth + 1 }));
  return {
    type: node.name,
    text: source.slice(node.from, node.to),
    at: node.from - start,
    isBroken: node.type.isError || children.some(({ isBroken }) => isBroken),
    children,
  };
}

/** The nodes between those of a type. */
export function splitBy(nodes: readonly PythonNode[], type: string): PythonNode[][] {
  const parts: PythonNode[][] = [[]];
  for (const node of nodes) {
    if (node.type === type) parts.push([]);
    else parts.at(-1)!.push(node);
  }
  return parts;
}

/** The parts between the commas of a list, each with at least one node. */
export const betweenCommas = (nodes: readonly PythonNode[]): PythonNode[][] =>
  splitBy(nodes, ',').filter((part) => part.length > 0);

/** What stands in the brackets of a node. */
export const inBrackets = ({ children }: PythonNode): readonly PythonNode[] =>
  children.filter(
    ({ type }, at) => !(at === 0 || at === children.length - 1) || !bracket.test(type),
  );

const bracket = /^[()[\]{}]$/;
