import type { RootContent } from 'mdast';
import type { ElementNode } from '../../contract/element.ts';
import { blockNames, droppedNames, holdsWords, inlineNames } from '../html-names.ts';

/** `<name>` in prose (`Promise<string>`, `<your-token>`, `<name of the kiln>`) is text that looks like a tag. */
export function isWords(element: ElementNode, raw: string): boolean {
  const name = element.name ?? '';
  const known = inlineNames.has(name) || blockNames.has(name) || droppedNames.has(name);
  return (!known && element.attributes.every(isWord)) || holdsWords(raw);
}

const isWord = (one: ElementNode['attributes'][number]): boolean =>
  one.type === 'mdxJsxAttribute' && !one.value && /^\p{L}+$/u.test(one.name);

/** `Promise<object>`, `Array<time>`: a type named like an element, glued to the word before it and to none behind it. */
export function isGeneric(
  { name, attributes }: ElementNode,
  before: RootContent | undefined,
  after: RootContent | undefined,
): boolean {
  if (attributes.length > 0 || droppedNames.has(name ?? '')) return false;
  const isGlued = before?.type === 'text' && /[\p{L}\p{N}_]$/u.test(before.value);
  const ends =
    after === undefined || (after.type === 'text' && !/^[\p{L}\p{N}_]/u.test(after.value));
  return isGlued && ends;
}
