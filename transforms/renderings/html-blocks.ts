import type { Heading, ListItem, Paragraph, PhrasingContent, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { ElementNode } from '../../src/contract/element.ts';
import { builtKind, builtList } from '../clean-mdx/blocks.ts';
import { flatten } from '../clean-mdx/line.ts';
import { blockquote, isBlank, isElement, list, listItem, paragraph } from '../nodes.ts';
import { inOrder, itemBlocks } from './content.ts';
import { defineRendering, type RenderEnv } from './rendering.ts';

/** A heading element of a fixed depth, or of the one that an attribute says: `h3`. */
export const heading = defineRendering(
  { depth: 'number', level: 'names' },
  (element, { depth: usual = 2, level }, env) => {
    const words = env.line(element);
    const [only] = words;
    const id = env.text(element, 'id');
    const ids = [id, words.map((one) => plainText(one)).join('')].map(lettersOf);
    const isPermalink = words.length === 1 && only?.type === 'link' && isTo(only.url, ids);
    const children = isPermalink ? only.children : words;
    if (children.length === 0) return [];
    const said = /^h?([1-6])$/.exec(env.text(element, level) ?? '')?.[1];
    const depth = said === undefined ? usual : Number(said);
    if (!env.flow) return children;
    const data = id !== undefined && { data: { id } };
    return [{ type: 'heading', depth: depth as Heading['depth'], children, ...data }];
  },
);

const lettersOf = (text = ''): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Whether an address is one of the ids of this page, or no place at all. */
const isTo = (url: string, ids: readonly string[]): boolean =>
  url.startsWith('#') && ['', ...ids].includes(lettersOf(url));

/** A quotation; `after` names attributes that say below it whose it is. */
export const quotation = defineRendering({ after: 'names' }, (element, { after }, env) => {
  const said = env.prose(element, after);
  return [blockquote([...env.blocks(element), ...(said ? [paragraph(said)] : [])])];
});

/** A paragraph element: its content; blocks inside stay blocks. */
export const paragraphs = defineRendering({}, (element, _spec, env) =>
  env.flow ? env.blocks(element) : env.children(element),
);

/** `ul` and `ol`: a list of the `li` inside. */
export const items = defineRendering(
  { ordered: 'flag', numbered: 'names' },
  (element, spec, env) => {
    const ordered =
      spec.ordered === true || /^(?:decimal|alpha)/.test(env.text(element, spec.numbered) ?? '');
    const entries = env.elements(element).filter((child) => child.entry?.spec.as === 'item');
    if (entries.length === 0) return united(env.children(element), ordered);
    const rendered = entries.map(({ element: child }) => [child, env.blocks(child)] as const);
    const alone = rendered.map(([child, blocks]) => [child, [list([listItem(blocks)])]] as const);
    const mixed = inOrder(element, new Map(alone), env);
    if (mixed) return mixed;
    const node = list(
      rendered.map(([, blocks]) => listItem(blocks)),
      ordered,
    );
    const start = Number(env.text(element, 'start') ?? Number.NaN);
    if (ordered && Number.isInteger(start)) node.start = start;
    return [node];
  },
);

/** Items that stand in elements of their own, which gave a list each, are one list. */
function united(nodes: RootContent[], ordered: boolean): RootContent[] {
  const [first] = nodes;
  const items = nodes.flatMap((node) => (node.type === 'list' ? node.children : []));
  const areItems = nodes.length > 1 || (first?.type === 'list' && builtKind(first) === 'item');
  // A list with numbers is one of its own: single items have none.
  return areItems && nodes.every((node) => node.type === 'list' && !node.ordered)
    ? [list(items, ordered)]
    : nodes;
}

/** An item outside of a list. */
export const item = defineRendering({}, (element, _spec, env) => [
  builtList([listItem(env.blocks(element))], 'item'),
]);

interface Definition {
  terms: PhrasingContent[];
  blocks: RootContent[];
}

/** A definition list: `- term: definition`. What else it holds stands between its items. */
export const definitions = defineRendering({}, (element, _spec, env) => {
  const out: RootContent[] = [];
  let group: Definition[] = [];
  let others: RootContent[] = [];
  const endGroup = () => {
    if (group.length > 0) out.push(list(group.map(definitionItem)));
    group = [];
  };
  const endOthers = () => {
    const nodes = env.render(others);
    others = [];
    if (nodes.length === 0) return;
    endGroup();
    out.push(...nodes);
  };
  for (const child of definitionParts(element, env)) {
    if (isDefinitionPart(child)) {
      endOthers();
      addPart(child, group, env);
    } else if (others.length > 0 || !isBlank(child)) others.push(child);
  }
  endOthers();
  endGroup();
  return out;
});

function addPart(part: ElementNode, group: Definition[], env: RenderEnv): void {
  const isTerm = part.name === 'dt';
  let last = group.at(-1);
  if (!last || (isTerm && last.blocks.length > 0)) {
    last = { terms: [], blocks: [] };
    group.push(last);
  }
  if (!isTerm) last.blocks.push(...env.blocks(part));
  else {
    if (last.terms.length > 0) last.terms.push({ type: 'text', value: ', ' });
    const id = env.text(part, 'id') ?? '';
    const withoutPermalink = (one: PhrasingContent) =>
      one.type === 'link' && id !== '' && one.url === `#${id}` ? one.children : one;
    last.terms.push(...env.line(part).flatMap(withoutPermalink));
  }
}

const definitionItem = ({ terms, blocks }: Definition): ListItem =>
  listItem(terms.length > 0 ? itemBlocks(flatten(terms, 'space'), blocks) : blocks);

const isDefinitionPart = (node: RootContent): node is ElementNode =>
  isElement(node) && (node.name === 'dt' || node.name === 'dd');

/** The terms and definitions of a list, out of what only groups them, and all that stands among them. */
function definitionParts(parent: ElementNode | Paragraph, env: RenderEnv): RootContent[] {
  return (parent.children as RootContent[]).flatMap((child) =>
    !isDefinitionPart(child) && groupsParts(child, env) ? definitionParts(child, env) : [child],
  );
}

/** Whether a node says nothing itself and holds terms or definitions of the list around it. */
function groupsParts(node: RootContent, env: RenderEnv): node is ElementNode | Paragraph {
  if (node.type !== 'paragraph' && !(isElement(node) && isGroup(node, env))) return false;
  return (node.children as RootContent[]).some(
    (child) => isDefinitionPart(child) || groupsParts(child, env),
  );
}

/** HTML that only groups: what a table shows in a way of its own stays whole. */
function isGroup(element: ElementNode, env: RenderEnv): boolean {
  if (element.name === 'div') return true;
  const as = env.entry(element)?.spec.as;
  return /^[a-z]+$/.test(element.name ?? '') && (as === undefined || groups.has(as));
}

const groups: ReadonlySet<string> = new Set(['unwrap', 'paragraphs', 'items', 'item']);
