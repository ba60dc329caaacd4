import type { RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { isMade, wordsOf } from './accessible.ts';

/**
 * Nodes without what shows no words and is given a text of several lines that stands beside it: the
 * button that copies it, whatever it is called.
 */
export function withoutCopied(nodes: RootContent[]): RootContent[] {
  const given = new Set(nodes.flatMap((node) => [...linesGiven(node)]));
  if (given.size === 0) return nodes;
  const shown = new Set(nodes.flatMap((node) => [...textsOf(node)]));
  const without = (all: readonly RootContent[]): RootContent[] =>
    all.flatMap((node) => {
      if (!isMade(node)) return [node];
      if ([...linesGiven(node, false)].some((text) => shown.has(text))) return [];
      return [{ ...node, children: without(node.children as RootContent[]) } as RootContent];
    });
  return [...given].some((text) => shown.has(text)) ? without(nodes) : nodes;
}

/** The texts of several lines that elements without words are given. */
function* linesGiven(node: RootContent, isDeep = true): Generator<string> {
  if (!isMade(node)) return;
  if (wordsOf([node]) === '')
    for (const { value } of node.attributes)
      if (typeof value === 'string' && value.trim().includes('\n')) yield value.trim();
  if (isDeep) for (const child of node.children) yield* linesGiven(child as RootContent);
}

/** The texts of several lines that stand in elements and in code. */
function* textsOf(node: RootContent): Generator<string> {
  const text = 'value' in node ? node.value.trim() : '';
  if (text.includes('\n')) yield text;
  if (!('children' in node)) return;
  const whole = plainText(node).trim();
  if (whole.includes('\n')) yield whole;
  for (const child of node.children) yield* textsOf(child as RootContent);
}
