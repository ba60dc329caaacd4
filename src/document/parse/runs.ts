import type { Nodes, Paragraph, PhrasingContent, RootContent, Text } from 'mdast';
import { walk } from '../walk.ts';
import { isBlank } from './node-kinds.ts';

/** Whether an empty line lies between two nodes. */
export function apart(left: RootContent | undefined, right: RootContent): boolean {
  if (left?.position === undefined || right.position === undefined) return false;
  return right.position.start.line > left.position.end.line + 1;
}

/** A run as one paragraph, which begins and ends where what is not blank does. */
export function paragraphOf(run: readonly RootContent[]): Paragraph {
  const nodes = run.filter((node) => !isBlank(node));
  const paragraph: Paragraph = { type: 'paragraph', children: trimRun(run) as PhrasingContent[] };
  const start = nodes[0]?.position?.start;
  const end = nodes.at(-1)?.position?.end;
  if (start !== undefined && end !== undefined) paragraph.position = { start, end };
  return paragraph;
}

/** The run without blanks at its ends, with the blanks between elements that a parser left out. */
function trimRun(run: readonly RootContent[]): RootContent[] {
  const nodes = [...run];
  while (nodes[0] !== undefined && isBlank(nodes[0])) nodes.shift();
  while (nodes.length > 0 && isBlank(nodes.at(-1)!)) nodes.pop();
  const first = nodes[0];
  const last = nodes.at(-1);
  if (first?.type === 'text') first.value = first.value.trimStart();
  if (last?.type === 'text') last.value = last.value.trimEnd();
  return nodes.flatMap((node, at) => {
    const gap = at === 0 ? '' : gapBetween(nodes[at - 1]!, node);
    return gap === '' ? [node] : [{ type: 'text' as const, value: gap }, node];
  });
}

function gapBetween(left: RootContent, right: RootContent): string {
  if (left.type === 'text' || right.type === 'text') return '';
  const end = left.position?.end;
  const start = right.position?.start;
  if (end === undefined || start === undefined) return '';
  if (start.line > end.line) return '\n';
  return start.column > end.column ? ' ' : '';
}

/** Adds a text to the one before it, with the blanks of one of them. */
export function joinText(left: Text, right: Text): void {
  const joined = /[ \t]$/.test(left.value) ? right.value.replace(/^[ \t]+/, '') : right.value;
  left.value += joined;
  if (left.position !== undefined && right.position !== undefined) {
    left.position = { start: left.position.start, end: right.position.end };
  }
}

/** Texts that stand beside each other as one. */
export function joinTexts(nodes: PhrasingContent[]): PhrasingContent[] {
  const joined: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (node.type !== 'text' || last?.type !== 'text') {
      joined.push(node);
      continue;
    }
    last.value += node.value;
    if (last.position !== undefined && node.position !== undefined) {
      last.position = { start: last.position.start, end: node.position.end };
    }
  }
  return joined;
}

/** All text of a piece of tree, however deep it is. */
export function textWithin(nodes: readonly Nodes[]): string {
  const texts: string[] = [];
  for (const node of nodes)
    walk(node, (inner) => {
      if ('value' in inner) texts.push(inner.value);
    });
  return texts.join(' ').trim();
}
