import type { Code, List, Nodes, Paragraph, Root, Table } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { type Savings, save } from '../../src/contract/savings.ts';
import { childrenOf, walk } from '../../src/document/walk.ts';
import { markerLine } from '../nodes.ts';
import { shortenCode } from './code.ts';
import { isData, shortenData } from './data.ts';
import type { Active, Limits } from './limits.ts';
import { type ShownLines, withoutRepeatedLines } from './repeated.ts';

/** What a run of the stage knows besides the current block. */
export interface Compression {
  rules: Active;
  limits: Limits;
  keepLanguages: ReadonlySet<string>;
  savings: Savings;
  /** Blocks that the page has shown, by their text. */
  shown: Set<string>;
  shownLines: ShownLines;
}

/** Shorter repeats cost less than what would stand in their place. */
const shortestDuplicate = 160;

/** Whether a block says what was left out; such a line is never left out itself. */
export function isNote(node: Nodes): boolean {
  if (node.type !== 'paragraph' || node.children.length !== 1) return false;
  return node.children[0]?.type === 'emphasis' && /^Left out: .*\.$/s.test(plainText(node));
}

/** `2 items, 1 code block, 3 headings`: what a note has to name besides the prose that it stands for. */
export function withContents(what: string, omitted: readonly Nodes[]): string {
  const counts = new Map<string, number>();
  const notes: string[] = [];
  const count = (node: Nodes): void => {
    if (isNote(node)) notes.push(plainText(node).replace(/^Left out: (.*)\.$/s, '$1'));
    const name = contentNames[node.type];
    if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  for (const node of omitted) walk(node, count);
  const named = [...counts].map(([name, count]) => `${count} ${name}${count === 1 ? '' : 's'}`);
  return [what, ...named, ...notes].join(', ');
}

const contentNames: Partial<Record<Nodes['type'], string>> = {
  code: 'code block',
  table: 'table',
  heading: 'heading',
};

/** Shortens code, data, tables and lists, wherever they stand. */
export function compressBlocks(parent: Root | Nodes, compression: Compression): void {
  const children = childrenOf(parent);
  children?.forEach((child, index) => {
    if (child.type === 'code' || child.type === 'table') {
      const duplicate = withoutDuplicate(child, compression);
      if (duplicate) {
        children[index] = duplicate;
        return;
      }
    }
    if (child.type === 'code') compressCode(child, compression);
    else if (child.type === 'table') compressTable(child, compression);
    else {
      if (child.type === 'list') compressList(child, compression);
      compressBlocks(child, compression);
    }
  });
}

function withoutDuplicate(node: Code | Table, compression: Compression): Paragraph | undefined {
  if (compression.rules['duplicate-blocks'] === false) return undefined;
  const content = node.type === 'code' ? node.value : tableText(node);
  const kind = node.type === 'code' ? 'code' : 'table';
  if (content.length < shortestDuplicate) return undefined;
  const key = `${kind} ${content}`;
  if (!compression.shown.has(key)) {
    compression.shown.add(key);
    return undefined;
  }
  save(compression.savings, 'duplicate-blocks', content.length);
  return markerLine(`the same ${kind} as above`);
}

function tableText(table: Table): string {
  return table.children
    .map((row) => row.children.map((cell) => plainText(cell)).join('|'))
    .join('\n');
}

function compressCode(node: Code, compression: Compression): void {
  const { limits, keepLanguages, shownLines } = compression;
  const language = node.lang ?? '';
  if (keepLanguages.has(language)) return;
  const shorten = (rule: keyof Active, shortened: () => string | undefined): void => {
    const value = compression.rules[rule] === false ? undefined : shortened();
    if (value === undefined) return;
    save(compression.savings, rule, node.value.length - value.length);
    node.value = value;
  };
  if (isData(language)) {
    shorten('long-data', () => shortenData(node.value, language, limits.maxDataLines));
  } else {
    shorten('repeated-lines', () => withoutRepeatedLines(node.value, language, shownLines));
    shorten('long-code', () => {
      const { ofPage } = node.data ?? {};
      return shortenCode(node.value, { language, limit: limits.maxCodeLines, ofPage });
    });
    if (compression.rules['repeated-lines'] !== false) shownLines.add(node.value.split('\n'));
  }
}

function compressTable(table: Table, { rules, limits, savings }: Compression): void {
  const omitted = table.children.slice(limits.maxTableRows + 1);
  if (rules['long-tables'] === false || omitted.length < 3) return;
  const marker = markerLine(`${omitted.length} rows`).children;
  table.children.splice(limits.maxTableRows + 1, omitted.length, {
    type: 'tableRow',
    children: [{ type: 'tableCell', children: marker }],
  });
  save(savings, 'long-tables', lengthOf(omitted));
}

function compressList(list: List, { rules, limits, savings }: Compression): void {
  const omitted = list.children.slice(limits.maxListItems);
  if (rules['long-lists'] === false || omitted.length < 3) return;
  list.children.splice(limits.maxListItems, omitted.length, {
    type: 'listItem',
    spread: false,
    checked: null,
    children: [markerLine(withContents(`${omitted.length} items`, omitted))],
  });
  save(savings, 'long-lists', lengthOf(omitted));
}

export const lengthOf = (nodes: readonly Nodes[]): number =>
  nodes.reduce((sum, node) => sum + plainText(node).length, 0);
