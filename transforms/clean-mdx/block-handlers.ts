import type {
  Blockquote,
  Definition,
  Heading,
  List,
  ListItem,
  Paragraph,
  PhrasingContent,
  RootContent,
  Table,
  Text,
} from 'mdast';
import { renderFence } from '../code/fence.ts';
import { inlineCode, isBlank, isElement, isPhrasing, paragraph, text } from '../nodes.ts';
import { splitLine, withChoice } from './blocks.ts';
import { fillFence, showParts } from './code-parts.ts';
import { boxOf, includedFile } from './docsify.ts';
import { expressionOutcome } from './expressions.ts';
import { takeSubheading, withoutHeadingMarks, withoutTocMarks } from './heading-marks.ts';
import { flatten, trimLine } from './line.ts';
import { fillIn } from './line-handlers.ts';
import { withLinkOver } from './links-over-boxes.ts';
import { tidyAlert } from './quoted-alerts.ts';
import { substitutedBlocks } from './substitutions.ts';
import { expressionValue } from './values.ts';
import type { Outcome, Walk } from './walk.ts';
import { embeddedNote } from './wikilinks.ts';

type Handler<N extends RootContent> = (node: N, walk: Walk, siblings: RootContent[]) => Outcome;
type Of<T extends RootContent['type']> = Extract<RootContent, { type: T }>;

/** What becomes of nodes where blocks stand, by their type. */
export const blockHandlers = new Map<string, Handler<never>>();

const handle = <T extends RootContent['type']>(type: T, handler: Handler<Of<T>>) =>
  blockHandlers.set(type, handler as Handler<never>);

handle('paragraph', paragraphOutcome);
handle('heading', headingOutcome);
handle('code', (node, walk) => {
  if (walk.conventions.has('snippets')) fillFence(node, walk.place);
  showParts(node, walk);
  return renderFence(node, walk.fences);
});
handle('list', listOutcome);
handle('blockquote', blockquoteOutcome);
handle('table', tableOutcome);
handle('footnoteDefinition', (node, walk) => {
  node.children = walk.flow(node.children) as typeof node.children;
  return undefined;
});
for (const type of ['mdxJsxFlowElement', 'mdxJsxTextElement'] as const) {
  handle(type, (node, { elements }, siblings) =>
    withChoice(
      elements.element(withLinkOver(node), { flow: true, siblings }),
      node,
      siblings,
      elements,
    ),
  );
}
for (const type of ['mdxFlowExpression', 'mdxTextExpression'] as const) {
  handle(type, (node, walk) => expressionOutcome(node, walk, (nodes) => walk.flow(nodes)));
}
for (const type of ['mdxjsEsm', 'html', 'yaml'] as const) handle(type, () => []);
handle('text', (node) => (isBlank(node) ? [] : undefined));
handle('definition', (node, walk) => {
  fillIn(node, walk);
  return isComment(node) ? [] : undefined;
});

function paragraphOutcome(node: Paragraph, walk: Walk): Outcome {
  if (walk.conventions.has('interpolations') && !withoutTocMarks(node)) return [];
  if (walk.conventions.has('link-options')) {
    const shown = includedFile(node) ?? boxOf(node);
    if (shown) return walk.flow([shown]);
  }
  const blocks = embeddedNote(node, walk) ?? substitutedBlocks(node, walk);
  if (blocks) return blocks;
  const children = walk.line(node.children);
  if (children === node.children) return undefined;
  trimLine(children);
  if (children.some((child) => !isPhrasing(child))) return splitLine(children);
  if (children.every(isBlank)) return [];
  node.children = children as PhrasingContent[];
  return undefined;
}

function headingOutcome(node: Heading, walk: Walk): Outcome {
  const beside = [...endpointOf(node, walk), ...takeBeside(node, walk)];
  const children = walk.line(node.children);
  if (children !== node.children) node.children = flatten(children, 'space');
  if (walk.conventions.has('heading-marks') && !withoutHeadingMarks(node)) return beside;
  if (walk.conventions.has('subheadings')) beside.unshift(...takeSubheading(node));
  if (node.children.length === 0) return beside;
  return beside.length === 0 ? undefined : [node, ...beside];
}

/** What mdx-annotations give a heading that names an endpoint: `{{ tag: 'GET', label: '/v1/kilns' }}`. */
function endpointOf({ children }: Heading, { place }: Walk): RootContent[] {
  const last = children.at(-1);
  const source = last?.type === 'mdxTextExpression' ? last.value : '';
  const given = /\b(?:tag|label)\b/.test(source) ? expressionValue(source, place) : undefined;
  if (!(given instanceof Map)) return [];
  const words = [given.get('tag'), given.get('label')].filter((one) => typeof one === 'string');
  return words.length > 0 ? [paragraph([inlineCode(words.join(' '))])] : [];
}

/**
 * What a component of the site says beside a heading's words stands below it: the heading keeps the
 * anchor that links ask for. A sign right between links or pieces of code, as `●`, only parts them.
 */
function takeBeside(node: Heading, walk: Walk): RootContent[] {
  const all = node.children;
  const isBeside = (child: RootContent) => isElement(child) && walk.elements.own.isAlone(child);
  const found = all.some(isElement) ? all.filter(isBeside) : [];
  const rest = all.filter((child) => !found.includes(child));
  if (found.length === 0 || rest.every(isBlank)) return [];
  const between = found.filter((child) => {
    const at = all.indexOf(child);
    return [all[at - 1], all[at + 1]].every((one) => one !== undefined && one.type !== 'text');
  });
  node.children = all.flatMap((child) => {
    if (between.includes(child)) return text(' ');
    return found.includes(child) ? [] : child;
  });
  trimLine(node.children);
  const shown = found.map((child) => ({ child, nodes: walk.line([child]) }));
  const said = shown.filter(({ child, nodes }) => !(between.includes(child) && isSign(nodes)));
  return splitLine(said.flatMap(({ nodes }) => nodes));
}

const isSign = (nodes: readonly RootContent[]): boolean =>
  nodes.every((node) => node.type === 'text' && !/[\p{L}\p{N}]/u.test(node.value));

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

/** `- term` with a nested `- : definition` becomes one item: `- term: definition`. */
function definitionItems(list: List): void {
  for (const item of list.children) {
    const [term, nested] = item.children;
    if (term?.type !== 'paragraph' || nested?.type !== 'list') continue;
    const starts = nested.children.map(startOfDefinition);
    if (!starts.every((start) => start !== undefined)) continue;
    for (const start of starts) start.value = start.value.slice(2);
    const [first, ...others] = nested.children.flatMap(({ children }) => children);
    term.children.push(text(': '), ...(first as Paragraph).children);
    item.children.splice(1, 1, ...others);
    item.spread = item.children.filter((child) => child.type !== 'list').length > 1;
  }
  list.spread = list.children.some((item) => item.spread === true);
}

/** The text that the first paragraph of an item begins with, where that is a colon. */
function startOfDefinition({ children: [first] }: ListItem): Text | undefined {
  const start = first?.type === 'paragraph' ? first.children[0] : undefined;
  return start?.type === 'text' && start.value.startsWith(': ') ? start : undefined;
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

/** A link definition that authors use for a comment: `[TODO]: <> (note)`. */
const isComment = ({ url }: Definition): boolean => url === '';
