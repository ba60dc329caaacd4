import type { Paragraph, PhrasingContent, RootContent } from 'mdast';
import { type ElementNode, textNamed } from '../../src/contract/element.ts';
import { type Unknown, unknown } from '../../src/static/value.ts';
import { isBlank, isElement } from '../nodes.ts';
import { expressionNodes } from './expressions.ts';
import type { Place } from './place.ts';

/**
 * The children of a use by the slot that they name: `slot="x"` (Astro), `q:slot="x"` (Qwik),
 * `<template #x>` (Vue), `#x` (MDC). The others are the default slot, if they say anything.
 */
export function slotsOf(element: ElementNode): Map<string, RootContent[]> {
  const slots = new Map<string, RootContent[]>();
  const add = (name: string, nodes: readonly RootContent[]) =>
    slots.set(name, [...(slots.get(name) ?? []), ...nodes]);
  for (const child of element.children as RootContent[]) {
    const parts = isElement(child) ? [child] : onlyElements(child);
    if (!parts?.some((part) => slotName(part))) add('default', lineOf(element) ?? [child]);
    else {
      for (const part of parts) {
        const name = slotName(part);
        if (name) add(name, contentOf(part));
        else add('default', [part]);
      }
    }
  }
  if (slots.get('default')?.every((node) => isBlank(node) || isComment(node)))
    slots.delete('default');
  return slots;
}

/** The words of an element that is written in one line: to MDX they are no paragraph. */
function lineOf({ children, position }: ElementNode): RootContent[] | undefined {
  const [only, more] = children as RootContent[];
  if (only?.type !== 'paragraph' || more !== undefined) return undefined;
  const line = only.position?.start.line;
  return line !== undefined && line === position?.start.line ? only.children : undefined;
}

/** Writes what a partial is given into the sentences that it gives to a component: `{props.lib}`. */
export function fillSentences(slots: ReadonlyMap<string, RootContent[]>, place: Place): void {
  for (const node of [...slots.values()].flat()) {
    if (node.type !== 'paragraph') continue;
    node.children = node.children.flatMap((part) => {
      if (part.type !== 'mdxTextExpression' || !/^\s*props\.\w+\s*$/.test(part.value))
        return [part];
      const shown = expressionNodes(part, place);
      return shown.every(({ type }) => type === 'text') ? (shown as PhrasingContent[]) : [part];
    });
  }
}

const vueSlot = /^(?:#|v-slot(?::|$))([\w.-]+)?$/;

/** What slots of Vue name of what their component gives them, by slot: `{ item }` of `#item="{ item }"`. */
export function parametersOf(element: ElementNode): Map<string, string> {
  const found = new Map<string, string>();
  for (const child of element.children as RootContent[]) {
    for (const part of isElement(child) ? [child] : (onlyElements(child) ?? [])) {
      const given = part.name === 'template' ? parameters(part) : undefined;
      if (given) found.set(slotName(part) ?? 'default', given);
    }
  }
  const own = parameters(element);
  return own ? found.set('default', own) : found;
}

/** What an element that is the content of a slot names of what it is given. */
export const parameters = (element: ElementNode): string | undefined => textNamed(element, vueSlot);

const isComment = (node: RootContent) =>
  (node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression') &&
  /^\s*(?:\/\*[\s\S]*\*\/\s*)?$/.test(node.value);

/** The elements of a paragraph that holds nothing else. */
function onlyElements(node: RootContent): ElementNode[] | undefined {
  if (node.type !== 'paragraph') return undefined;
  const parts = (node as Paragraph).children.filter((part) => !isBlank(part));
  return parts.every(isElement) ? (parts as ElementNode[]) : undefined;
}

function slotName(element: ElementNode): string | undefined {
  const isMdc = element.name === 'slot' && element.data?.origin === 'container';
  for (const attribute of element.attributes) {
    if (attribute.type !== 'mdxJsxAttribute') continue;
    const { name, value } = attribute;
    if (name === 'slot' || name === 'q:slot' || (isMdc && name === 'name'))
      return typeof value === 'string' ? value : undefined;
    const vue = vueSlot.exec(name);
    if (vue && element.name === 'template') return vue[1] ?? 'default';
  }
  return undefined;
}

/** A `Fragment`, `template` or `slot` is only a wrapping; any other element is content itself. */
function contentOf(element: ElementNode): RootContent[] {
  if (/^(?:Fragment|template|slot)$/.test(element.name ?? ''))
    return element.children as RootContent[];
  const attributes = element.attributes.filter(
    (attribute) => attribute.type !== 'mdxJsxAttribute' || attribute.name !== 'slot',
  );
  return [{ ...element, attributes } as RootContent];
}

/** The name of the element that Markdown becomes. */
export function elementOf(node: RootContent): string | Unknown {
  if (node.type === 'heading') return `h${node.depth}`;
  if (node.type === 'list') return node.ordered ? 'ol' : 'ul';
  return elementNames.get(node.type) ?? unknown;
}

const elementNames: ReadonlyMap<string, string> = new Map([
  ['paragraph', 'p'],
  ['code', 'pre'],
  ['blockquote', 'blockquote'],
  ['table', 'table'],
]);
