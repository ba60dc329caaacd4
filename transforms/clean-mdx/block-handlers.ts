import type {
  Blockquote,
  Definition,
  Heading,
  List,
  Paragraph,
  PhrasingContent,
  RootContent,
  Table,
  Text,
} from 'mdast';
import { renderFence } from '../code/fence.ts';
import { inlineCode, isBlank, isElement, isPhrasing, paragraph, strong, text } from '../nodes.ts';
import { splitLine, withChoice } from './blocks.ts';
import { showParts } from './code-parts.ts';
import {
  boxOf,
  definitionItems,
  includedFile,
  takeSubheading,
  withoutHeadingMarks,
  withoutTocMarks,
} from './conventions.ts';
import { expressionOutcome } from './expressions.ts';
import { flatten, trimLine } from './line.ts';
import { fillIn } from './line-handlers.ts';
import { substitutedBlocks } from './substitutions.ts';
import { expressionValue } from './values.ts';
import type { Outcome, Walk } from './walk.ts';

type Handler<N extends RootContent> = (node: N, walk: Walk, siblings: RootContent[]) => Outcome;
type Of<T extends RootContent['type']> = Extract<RootContent, { type: T }>;

/** What becomes of nodes where blocks stand, by their type. */
export const blockHandlers = new Map<string, Handler<never>>();

const handle = <T extends RootContent['type']>(type: T, handler: Handler<Of<T>>) =>
  blockHandlers.set(type, handler as Handler<never>);

handle('paragraph', paragraphOutcome);
handle('heading', headingOutcome);
handle('code', (node, walk) => {
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
    withChoice(elements.element(node, { flow: true, siblings }), node, siblings, elements),
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
  const blocks = walk.conventions.has('project-names') && substitutedBlocks(node, walk);
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

const marker = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*/i;

/** The kinds that Markdown sources announce in bold, as `> **Warning:** …`. */
const boldKinds: ReadonlyMap<string, string> = new Map([
  ['note', 'NOTE'],
  ['callout', 'NOTE'],
  ['tip', 'TIP'],
  ['warning', 'WARNING'],
  ['caution', 'CAUTION'],
  ['important', 'IMPORTANT'],
]);

/**
 * Brings a quotation that is an alert to the form that GitHub reads: the marker on a line of its
 * own, directly above the first paragraph, a title in bold below it.
 */
function tidyAlert(quote: Blockquote, boldAlerts: boolean): void {
  const [first] = quote.children;
  if (first?.type !== 'paragraph') return;
  const [start] = first.children;
  if (start?.type === 'strong' && boldAlerts) boldAlert(quote, first, start.children);
  const found = start?.type === 'text' ? marker.exec(start.value) : null;
  if (!found || start?.type !== 'text') return;
  const rest = start.value.slice(found[0].length);
  const name = `[!${(found[1] as string).toUpperCase()}]`;
  if (rest === '' && first.children.length === 1) {
    start.value = name;
    joinMarker(quote, name);
  } else if (!rest.startsWith('\n')) {
    titled(quote, first, { name, rest });
  }
}

/** A marker alone in a paragraph goes to the next one. */
function joinMarker(quote: Blockquote, name: string): void {
  const next = quote.children[1];
  if (next?.type !== 'paragraph') return;
  next.children.unshift(text(`${name}\n`));
  quote.children.shift();
}

/** Text after the marker on its line is a title, which GitHub does not take. */
function titled(quote: Blockquote, first: Paragraph, { name, rest }: Record<string, string>): void {
  const [title, content] = firstLine([text(rest ?? ''), ...first.children.slice(1)]);
  if (title.every(isBlank)) {
    first.children = [text(`${name}\n`), ...content];
    return;
  }
  first.children = [text(`${name}\n`), strong(title)];
  if (content.length > 0) quote.children.splice(1, 0, paragraph(content));
}

/** What stands before the first line end or break of a line of text, and what stands after it. */
function firstLine(nodes: PhrasingContent[]): [PhrasingContent[], PhrasingContent[]] {
  const at = nodes.findIndex(
    (node) => node.type === 'break' || (node.type === 'text' && node.value.includes('\n')),
  );
  const end = nodes[at];
  if (end === undefined) return [nodes, []];
  const value = end.type === 'text' ? end.value : '\n';
  const cut = value.indexOf('\n');
  const parts = (words: string): Text[] => (words === '' ? [] : [text(words)]);
  return [
    [...nodes.slice(0, at), ...parts(value.slice(0, cut).trimEnd())],
    [...parts(value.slice(cut + 1)), ...nodes.slice(at + 1)],
  ];
}

function boldAlert(quote: Blockquote, first: Paragraph, lead: PhrasingContent[]): void {
  const [word] = lead;
  if (lead.length !== 1 || word?.type !== 'text') return;
  const kind = boldKinds.get(word.value.replace(/:$/, '').trim().toLowerCase());
  const next = first.children[1];
  const colon = word.value.endsWith(':') || (next?.type === 'text' && next.value.startsWith(':'));
  if (!kind || !colon) return;
  const rest = next?.type === 'text' ? next.value.replace(/^:?\s*/, '') : undefined;
  first.children.splice(0, rest === undefined ? 1 : 2);
  const isAlone = !rest && first.children.length === 0;
  const name = `[!${kind}]`;
  first.children.unshift(text(isAlone ? name : `${name}\n${rest ?? ''}`));
  if (isAlone) joinMarker(quote, name);
}
