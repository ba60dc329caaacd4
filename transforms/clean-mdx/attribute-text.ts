import type { Root, RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { blockNames, inlineNames, voidNames } from '../../src/document/html-names.ts';
import { dedent } from '../../src/document/lines/some-lines.ts';
import { walk } from '../../src/document/walk.ts';
import { isElement } from '../nodes.ts';

/**
 * Whether a string of one line could read otherwise as Markdown than as plain text. Attributes and
 * titles rarely do, and parsing them is expensive. What only begins a block (`- `, `1. `) is plain in a line.
 */
export const mayBeMarkdown = (value: string): boolean =>
  /[`*\\<{~&]|\]\(|\]\[|!\[|(?:^|\W)_\S|https?:\/\//.test(value);

/** A fence, or an item of a list below another line. */
const block = /(?:^|\n)[ \t]*(?:`{3}|~{3})|\n[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\S/;
const code = /(`{3,}|~{3,})[\s\S]*?\1|`[^`\n]*`/g;

/** The source of a text of which parts are lists or code, from the margin; undefined where one line holds it, or tags are in it. */
export function sourceOfBlocks(value: string): string | undefined {
  if (!block.test(value) || /[<{]/.test(value.replace(code, ''))) return undefined;
  const [first = '', ...rest] = value.trim().split('\n');
  return [first, ...dedent(rest)].join('\n');
}

/** Makes text again of braces that hold no value: a string has no expressions in it, as in `{ id }` or `() => {}`. */
export function keepBraces(root: Root, isValue: (source: string) => boolean): Root {
  walk(root, (node) => {
    if (node.type !== 'mdxTextExpression' || comment.test(node.value) || isValue(node.value))
      return;
    Object.assign(node, { type: 'text', value: `{${node.value}}` });
  });
  return root;
}

const comment = /^\s*\/[*/]/;

/** The line that a text in an attribute is as Markdown; none if it names an unknown tag, such as `<Kiln>`, or an element that holds nothing, such as `<head>`. */
export function lineOf(
  { children }: Root,
  isKnown: (element: ElementNode) => boolean,
): RootContent[] | undefined {
  const [only, more] = children.filter(({ type }) => type !== 'definition');
  if (!only || more || (only.type !== 'paragraph' && !isElement(only))) return undefined;
  let isPlain = true;
  walk(only, (node) => {
    if (isElement(node) && node.attributes.length === 0)
      isPlain &&= isHtml(node.name) ? isShown(node) : isKnown(node);
  });
  if (!isPlain) return undefined;
  return only.type === 'paragraph' ? only.children : [only];
}

const isHtml = (name: string | null) =>
  name === null || inlineNames.has(name) || blockNames.has(name);

const isShown = ({ name, children }: ElementNode) =>
  name === null || children.length > 0 || voidNames.has(name);
