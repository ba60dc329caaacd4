import type { Nodes, PhrasingContent, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { namelessVideo } from '../../src/components/accessible.ts';
import { onlyText } from '../../src/components/content.ts';
import type { Reading } from '../../src/components/use.ts';
import { type ElementNode, textNamed } from '../../src/contract/element.ts';
import { inlineNames } from '../../src/document/html-names.ts';
import { holds } from '../../src/document/walk.ts';
import { labelNode } from '../code/meta.ts';
import { isElement, paragraph, strong, text } from '../nodes.ts';
import { lineOf } from './attribute-text.ts';
import {
  isComponentName,
  isContent,
  isLongCode,
  isStyle,
  isTyped,
  nameOf,
  titleName,
} from './attributes.ts';
import { isIcon, isImportedIcon } from './icons.ts';
import { isLinkedCard } from './own-cards.ts';
import { slotsOf } from './own-slots.ts';
import type { Place } from './place.ts';
import { entryOf, type Tables } from './tables.ts';
import { leavesNothing } from './unknown.ts';
import { attributeValue, attributeValues } from './values.ts';

/** Whether a node is more than boxes around nothing. */
export function saysSomething(node: RootContent): boolean {
  if (node.type === 'text') return node.value.trim() !== '';
  if (!('children' in node)) return true;
  if (node.children.length > 0) return (node.children as RootContent[]).some(saysSomething);
  return (
    isElement(node) &&
    (isComponentName(node.name) || node.attributes.length > 1 || node.name === 'img')
  );
}

const isEmptyBox = (node: RootContent): boolean =>
  isElement(node) &&
  /^(?:article|div|figure|p|pre|section|span)$/.test(node.name ?? '') &&
  (node.children as RootContent[]).every(isEmptyBox);

/** Whether boxes that say nothing are given words or data, which only a script puts into them. */
function isFilledByScript(
  element: ElementNode,
  nodes: readonly RootContent[],
  place: Place,
): boolean {
  if (nodes.length === 0 || !nodes.every(isEmptyBox)) return false;
  if (element.attributes.some(isContent)) return true;
  const values = [...attributeValues(element, place)];
  return values.some(
    ([name, value]) => typeof value === 'object' && value !== null && !isStyle(name),
  );
}

/** A drawing, be it in boxes, or nothing at all. */
export const isDrawing = (node: RootContent): boolean =>
  (isElement(node) &&
    (node.name === 'svg' ||
      (node.children.length > 0 && (node.children as RootContent[]).every(isDrawing)))) ||
  !saysSomething(node);

/** Whether a drawing is in a node. */
export const hasDrawing = (root: RootContent): boolean =>
  holds(root, (node) => isElement(node) && node.name === 'svg');

export const isSpan = (node: RootContent): boolean =>
  node.type === 'text' || (isElement(node) && inlineNames.has(node.name ?? ''));

/** Whether nothing of the text of an attribute is in what an element without content shows. */
export function hidesAttributes(element: ElementNode, nodes: readonly RootContent[]): boolean {
  if (element.children.length > 0 || plainText(nodes).trim() !== '') return false;
  return element.attributes.some(
    ({ value }) =>
      typeof value === 'string' && !nodes.some((node) => holdsWords(node, value, new Set())),
  );
}

/** Whether words are in the texts and attributes of a node, but for what its use holds. */
function holdsWords(node: Nodes, words: string, held: ReadonlySet<Nodes>): boolean {
  if (held.has(node)) return false;
  if (node.type === 'text') return node.value.includes(words);
  if (isElement(node) && JSON.stringify(node.attributes).includes(words)) return true;
  return 'children' in node && node.children.some((child) => holdsWords(child, words, held));
}

/** Whether the words that are all an element holds are among what its component makes of them as a text. */
export function saysWordsOf(element: ElementNode, nodes: RootContent[]): boolean {
  const words = onlyText(element.children as RootContent[])?.trim();
  return !!words && plainText(nodes).includes(words);
}

/** The components of packages that show something, and what, only running them would tell. The content of the use speaks for itself. */
export function lostParts(
  element: ElementNode,
  nodes: readonly RootContent[],
  place: Place,
  tables: Tables,
): string[] {
  const content = new Set<Nodes>([...slotsOf(element).values()].flat());
  const lostIn = (node: RootContent): string[] => {
    if (!('children' in node) || content.has(node)) return [];
    const entry = isElement(node) ? entryOf(node, tables) : undefined;
    if (entry?.spec.as === 'drop') return [];
    const isLost =
      isElement(node) &&
      node.data?.partial === undefined &&
      !node.data?.hollow &&
      isComponentName(node.name) &&
      entry === undefined &&
      leavesNothing(node, place) &&
      !isIcon(node) &&
      !isImportedIcon(node, place);
    return isLost ? [`<${node.name}>`] : (node.children as RootContent[]).flatMap(lostIn);
  };
  return nodes.flatMap(lostIn);
}

/** Whether what is given to a component that no table knows says more than its source, of which parts are `lost`. */
export function attributesSayMore(
  element: ElementNode,
  { nodes, notes }: Reading,
  lost: readonly string[],
  place: Place,
): boolean {
  const isPartial = notes.length + lost.length > 0;
  return (
    losesGiven(element, { nodes, isPartial, place }) ||
    isFilledByScript(element, nodes, place) ||
    isLinkedCard(element, nodes)
  );
}

/**
 * Whether an attribute holds code or a command that is not shown, or words where none at all are. Of a
 * component that is known as a whole, only code counts of which hardly a word is shown: it may make
 * something else of a text.
 */
function losesGiven(
  element: ElementNode,
  { nodes, isPartial, place }: { nodes: RootContent[]; isPartial: boolean; place: Place },
): boolean {
  const isWordless = isPartial && !/\p{L}/u.test(plainText(nodes));
  let shown: string | undefined;
  return element.attributes.some((one) => {
    if (!('name' in one)) return false;
    const name = nameOf(one);
    const given = attributeValue(element, name, place);
    if (typeof given !== 'string' || (name !== one.name && !isLongCode(name, given))) return false;
    const isWords = isWordless && isContent({ ...one, value: given });
    const isCode = isLongCode(name, given) || isTyped(name, given);
    if (!isCode && !isWords) return false;
    shown ??= JSON.stringify(nodes);
    // The first words tell.
    const words = (given.match(/\w+/g) ?? []).slice(0, 50);
    const missing = words.filter((word) => !shown?.includes(word));
    if (isPartial) return missing.length > 0;
    const isMostlyMissing = /\S.*\n/.test(given.trim()) && missing.length > words.length / 2;
    return isMostlyMissing && !isPartShown(given, nodes);
  });
}

/** Whether what is shown is lines of a text for the most part: a part of a file, which the component takes out of it. */
function isPartShown(given: string, nodes: readonly RootContent[]): boolean {
  const lines = new Set(given.split('\n').map((line) => line.trim()));
  return nodes.some((node) =>
    holds(node, (one) => {
      if (one.type !== 'text' && one.type !== 'code') return false;
      const shown = one.value.split('\n').flatMap((line) => line.trim() || []);
      const own = shown.filter((line) => lines.has(line));
      return own.some((line) => /\w/.test(line)) && own.length >= shown.length / 2;
    }),
  );
}

/** A video that nothing names has the name that the use of its component gives. */
export function nameVideo(element: ElementNode, nodes: RootContent[], place: Place): void {
  const video = namelessVideo(nodes);
  if (video === undefined) return;
  const given = ['title', 'alt', 'caption'].map((name) => attributeValue(element, name, place));
  const title = given.find((one): one is string => typeof one === 'string' && one.trim() !== '');
  if (title === undefined) return;
  video.attributes = [
    ...video.attributes,
    { type: 'mdxJsxAttribute', name: 'title', value: title },
  ] as never;
}

/** A title that the component does not take: the one around it reads it, as tabs do. */
export function titleForOthers(element: ElementNode, nodes: readonly RootContent[]): RootContent[] {
  if (element.type !== 'mdxJsxFlowElement' || element.children.length === 0) return [];
  const title = textNamed(element, titleName)?.trim() ?? '';
  const own = new Set<Nodes>(element.children);
  const [first] = element.children;
  const isOfCode = first?.type === 'code' && first.meta?.includes(title) === true;
  const isShown = title === '' || nodes.some((node) => holdsWords(node, title, own));
  return isShown || isOfCode ? [] : [paragraph([strong([labelNode(title)])])];
}

/** Sentences that a component is given and does something with that is not known, `format(description)`, as they are. */
export function wordsInNotes(
  element: ElementNode,
  { nodes, notes }: Reading,
  place: Place,
): RootContent[] {
  if (element.type !== 'mdxJsxFlowElement' || notes.length === 0) return [];
  return element.attributes.flatMap((one) => {
    if (one.type !== 'mdxJsxAttribute' || typeof one.value !== 'string') return [];
    const words = one.value.trim();
    const isUsed = new RegExp(`\\b${one.name}\\b`);
    const isLost =
      /\S\s+\S/.test(words) &&
      isContent(one) &&
      /^\w+$/.test(one.name) &&
      notes.some((note) => isUsed.test(note)) &&
      !nodes.some((node) => holdsWords(node, words, new Set()));
    return isLost
      ? [paragraph((lineOf(place.parse(words), () => false) ?? [text(words)]) as PhrasingContent[])]
      : [];
  });
}
