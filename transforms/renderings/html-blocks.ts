import type { Heading, PhrasingContent, RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { flatten } from '../clean-mdx/line.ts';
import { blockquote, list, listItem } from '../nodes.ts';
import { inOrder, itemBlocks } from './content.ts';
import { defineRendering, type Names } from './rendering.ts';

/** A heading element of a fixed depth, or of the one that an attribute says: `h3`. */
export const heading = defineRendering<{ depth?: number; level?: Names }>(
  { depth: 'number', level: 'names' },
  (element, { depth: usual = 2, level }, env) => {
    const children = env.line(element);
    if (children.length === 0) return [];
    const said = /^h([1-6])$/.exec(env.text(element, level) ?? '')?.[1];
    const depth = said === undefined ? usual : Number(said);
    return env.flow ? [{ type: 'heading', depth: depth as Heading['depth'], children }] : children;
  },
);

export const quotation = defineRendering<Record<never, never>>({}, (element, _spec, env) => [
  blockquote(env.blocks(element)),
]);

/** A paragraph element: its content; blocks inside stay blocks. */
export const paragraphs = defineRendering<Record<never, never>>({}, (element, _spec, env) =>
  env.flow ? env.blocks(element) : env.children(element),
);

/** `ul` and `ol`: a list of the `li` inside. */
export const items = defineRendering<{ ordered?: boolean }>(
  { ordered: 'flag' },
  (element, spec, env) => {
    const entries = env.elements(element).filter((child) => child.entry?.spec.as === 'item');
    if (entries.length === 0) return env.children(element);
    const rendered = entries.map(({ element: child }) => [child, env.blocks(child)] as const);
    const alone = rendered.map(([child, blocks]) => [child, [list([listItem(blocks)])]] as const);
    const mixed = inOrder(element, new Map(alone), env);
    if (mixed) return mixed;
    const node = list(
      rendered.map(([, blocks]) => listItem(blocks)),
      spec.ordered === true,
    );
    const start = Number(env.text(element, 'start') ?? Number.NaN);
    if (spec.ordered && Number.isInteger(start)) node.start = start;
    return [node];
  },
);

/** An item outside of a list. */
export const item = defineRendering<Record<never, never>>({}, (element, _spec, env) => [
  list([listItem(env.blocks(element))]),
]);

/** A definition list: `- term: definition`. */
export const definitions = defineRendering<Record<never, never>>({}, (element, _spec, env) => {
  const groups: { terms: PhrasingContent[]; blocks: RootContent[] }[] = [];
  for (const child of definitionParts(element, env)) {
    const isTerm = child.name === 'dt';
    let group = groups.at(-1);
    if (!group || (isTerm && group.blocks.length > 0)) {
      group = { terms: [], blocks: [] };
      groups.push(group);
    }
    if (!isTerm) group.blocks.push(...env.blocks(child));
    else {
      if (group.terms.length > 0) group.terms.push({ type: 'text', value: ', ' });
      group.terms.push(...env.line(child));
    }
  }
  const nodes = groups.map(({ terms, blocks }) =>
    listItem(terms.length > 0 ? itemBlocks(flatten(terms, 'space'), ': ', blocks) : blocks),
  );
  return nodes.length > 0 ? [list(nodes)] : env.children(element);
});

function definitionParts(
  element: ElementNode,
  env: Parameters<Parameters<typeof defineRendering>[1]>[2],
): ElementNode[] {
  return env.elements(element).flatMap(({ element: child }) => {
    if (child.name === 'dt' || child.name === 'dd') return [child];
    return child.name === 'div' ? definitionParts(child, env) : [];
  });
}
