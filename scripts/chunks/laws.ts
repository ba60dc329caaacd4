import { hash } from 'node:crypto';
import type { Nodes, Paragraph, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { type Chunk, type ChunkedPage, chunksOf } from '../../src/search/chunks.ts';
import { chunkTokens } from '../../src/search/cut.ts';

type Count = (text: string) => number;

/** Edits tried on a page: its paragraphs, evenly spread. */
const mostEdits = 4;

/** A body, the chunks that were made of it, and how. */
export interface CutPage {
  body: string;
  chunks: readonly Chunk[];
  count: Count;
  maxTokens?: number;
}

/**
 * What is wrong with the chunks of a page, in words; nothing where they keep their laws. Where
 * blocks begin and end is told by remark, which shares nothing with what cut the chunks.
 */
export function brokenLaws(
  page: ChunkedPage,
  { body, chunks, count, maxTokens = chunkTokens }: CutPage,
): string[] {
  const tree = unified().use(remarkParse).use(remarkGfm).parse(body);
  return [
    ...whole(body, chunks),
    ...chunks.flatMap((chunk) => marked(chunk, { count, maxTokens })),
    ...split(tree, chunks),
    ...unstable(body, tree, (text) => chunksOf(page, text, { count, maxTokens })),
  ];
}

function whole(body: string, chunks: readonly Chunk[]): string[] {
  const ids = new Set(chunks.map(({ id }) => id));
  const joined = chunks.map(({ text }) => text).join('');
  return [
    ...(joined === body ? [] : ['the chunks together are not the page']),
    ...(ids.size === chunks.length ? [] : ['two chunks have one id']),
  ];
}

function marked(
  { id, text, tokens, oversize, ...chunk }: Chunk,
  { count, maxTokens }: { count: Count; maxTokens: number },
): string[] {
  return [
    ...(tokens === count(text) ? [] : [`${id} has other tokens than it says`]),
    ...((oversize === true) === tokens > maxTokens ? [] : [`${id} is not marked for its size`]),
    ...(chunk.hash === hash('sha256', text) ? [] : [`${id} has another hash`]),
  ];
}

const unsplit = new Set(['code', 'table', 'listItem']);

/** Fences, tables and list items that a chunk ends in. */
function split(tree: Root, chunks: readonly Chunk[]): string[] {
  const ends: { at: number; id: string }[] = [];
  let at = 0;
  for (const { id, text } of chunks) {
    at += text.length;
    ends.push({ at, id });
  }
  const found: string[] = [];
  visit(tree, (node) => {
    if (!unsplit.has(node.type)) return;
    const [from, to] = [node.position!.start.offset!, node.position!.end.offset!];
    for (const end of ends) {
      if (end.at > from && end.at < to) found.push(`${end.id} ends in a ${node.type}`);
    }
  });
  return found;
}

/** Edited paragraphs that change more than two ids. */
function unstable(body: string, tree: Root, cut: (text: string) => readonly Chunk[]): string[] {
  const paragraphs = tree.children.filter((node): node is Paragraph => node.type === 'paragraph');
  const step = Math.max(1, Math.ceil(paragraphs.length / mostEdits));
  const idsOf = (text: string) => new Set(cut(text).map(({ id }) => id));
  const before = idsOf(body);
  return paragraphs.flatMap((paragraph, number) => {
    if (number % step !== 0) return [];
    const from = paragraph.position!.start.offset!;
    const after = idsOf(`${body.slice(0, from)}Edited. ${body.slice(from)}`);
    const changed = [...before].filter((id) => !after.has(id)).length;
    const come = [...after].filter((id) => !before.has(id)).length;
    return changed + come <= 2 ? [] : [`an edit of paragraph ${number + 1} changes ids`];
  });
}

function visit(node: Nodes, take: (node: Nodes) => void): void {
  take(node);
  if ('children' in node) for (const child of node.children) visit(child, take);
}
