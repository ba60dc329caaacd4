import type {
  Blockquote,
  Definition,
  Heading,
  List,
  Paragraph,
  PhrasingContent,
  RootContent,
  Table,
} from 'mdast';
import { renderFence } from '../code/fence.ts';
import { isBlank, isElement, isPhrasing } from '../nodes.ts';
import { tidyAlert } from './alerts.ts';
import { splitLine } from './blocks.ts';
import { definitionItems, isTocMark, withoutHeadingMarks } from './conventions.ts';
import { expressionOutcome } from './expressions.ts';
import { flatten, trimLine } from './line.ts';
import type { Outcome, Walk } from './walk.ts';

type Handler<N extends RootContent> = (node: N, walk: Walk, siblings: RootContent[]) => Outcome;
type Of<T extends RootContent['type']> = Extract<RootContent, { type: T }>;

/** What becomes of nodes where blocks stand, by their type. */
export const blockHandlers = new Map<string, Handler<never>>();

const handle = <T extends RootContent['type']>(type: T, handler: Handler<Of<T>>) =>
  blockHandlers.set(type, handler as Handler<never>);

handle('paragraph', paragraphOutcome);
handle('heading', headingOutcome);
handle('code', (node, { fences }) => renderFence(node, fences));
handle('list', listOutcome);
handle('blockquote', blockquoteOutcome);
handle('table', tableOutcome);
handle('footnoteDefinition', (node, walk) => {
  node.children = walk.flow(node.children) as typeof node.children;
  return undefined;
});
for (const type of ['mdxJsxFlowElement', 'mdxJsxTextElement'] as const) {
  handle(type, (node, { elements }, siblings) => elements.element(node, { flow: true, siblings }));
}
for (const type of ['mdxFlowExpression', 'mdxTextExpression'] as const) {
  handle(type, (node, walk) => expressionOutcome(node.value, walk, (nodes) => walk.flow(nodes)));
}
for (const type of ['mdxjsEsm', 'html', 'yaml'] as const) handle(type, () => []);
handle('text', (node) => (isBlank(node) ? [] : undefined));
handle('definition', (node, { place }) => {
  node.url = place.url(node.url);
  return isComment(node) ? [] : undefined;
});

function paragraphOutcome(node: Paragraph, walk: Walk): Outcome {
  if (walk.conventions.has('interpolations') && isTocMark(node)) return [];
  const children = walk.line(node.children);
  if (children === node.children) return undefined;
  trimLine(children);
  if (children.some((child) => !isPhrasing(child))) return splitLine(children);
  if (children.every(isBlank)) return [];
  node.children = children as PhrasingContent[];
  return undefined;
}

function headingOutcome(node: Heading, walk: Walk): Outcome {
  const beside = takeBeside(node, walk);
  const children = walk.line(node.children);
  if (children !== node.children) node.children = flatten(children, 'space');
  if (walk.conventions.has('heading-marks') && !withoutHeadingMarks(node)) return beside;
  if (node.children.length === 0) return beside;
  return beside.length === 0 ? undefined : [node, ...beside];
}

/**
 * What a component of the site says beside a heading's words stands below it: the heading keeps the
 * anchor that links ask for.
 */
function takeBeside(node: Heading, walk: Walk): RootContent[] {
  const isBeside = (child: RootContent) => isElement(child) && walk.elements.own.isAlone(child);
  const found = node.children.some(isElement) ? node.children.filter(isBeside) : [];
  const rest = node.children.filter((child) => !found.includes(child));
  if (found.length === 0 || rest.every(isBlank)) return [];
  node.children = rest;
  trimLine(node.children);
  return splitLine(walk.line(found));
}

function listOutcome(node: List, walk: Walk): Outcome {
  let emptied = false;
  for (const item of node.children) {
    const children = walk.flow(item.children);
    if (children.length === 0 && item.children.length > 0) emptied = true;
    item.children = children as typeof item.children;
  }
  if (emptied) {
    node.children = node.children.filter((item) => item.children.length > 0);
    if (node.children.length === 0) return [];
  }
  if (walk.conventions.has('bullet-definitions')) definitionItems(node);
  return undefined;
}

function blockquoteOutcome(node: Blockquote, walk: Walk): Outcome {
  const had = node.children.length > 0;
  node.children = walk.flow(node.children) as typeof node.children;
  if (had && node.children.length === 0) return [];
  tidyAlert(node, walk.conventions.has('bold-alerts'));
  return undefined;
}

function tableOutcome(node: Table, walk: Walk): Outcome {
  for (const row of node.children) {
    for (const cell of row.children) {
      const children = walk.line(cell.children);
      if (children !== cell.children) cell.children = flatten(children, 'break');
    }
  }
  return undefined;
}

/** Link definitions that authors use for comments: `[//]: # 'note'`, `[TODO]: <> (note)`. */
const isComment = ({ label, identifier, url }: Definition): boolean =>
  url === '' || /^(?:\/\/|comment)$/i.test(label ?? identifier);
