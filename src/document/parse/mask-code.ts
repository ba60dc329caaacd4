import type { Nodes, Root } from 'mdast';
import type { MdxJsxAttribute, MdxJsxExpressionAttribute } from 'mdast-util-mdx';
import { classify } from '../lines/scanner.ts';
import { codeSpans } from '../lines/spans.ts';

/** Where the characters begin that stand for others; no document has them. */
const maskStart = 0xe100;
const masked = /[\uE100-\uE17F]/;

/**
 * A text of the same length whose code and escapes hold none of the characters that keep it from
 * native. Undefined where it holds characters of the mask already.
 *
 * @param characters pattern of those, global: `openings`, which is enough for most texts, or `counted`
 */
export function maskCode(text: string, characters: RegExp): string | undefined {
  if (masked.test(text)) return undefined;
  const lines = text.split('\n');
  const kind = classify(lines, 'mdx');
  const mask: Mask = (code) => code.replace(characters, maskOf);
  const made = lines.map((line, at) => (kind[at] === 'code' ? mask(line) : maskSpans(line, mask)));
  return made.join('\n');
}

type Mask = (code: string) => string;

function maskSpans(line: string, mask: Mask): string {
  let made = '';
  let at = 0;
  for (const [start, end] of codeSpans(line)) {
    const ticks = /^`+/.exec(line.slice(start, end))![0].length;
    made +=
      maskEscapes(line.slice(at, start + ticks), mask) +
      mask(line.slice(start + ticks, end - ticks));
    at = end - ticks;
  }
  return made + maskEscapes(line.slice(at), mask);
}

/** `\\{` and its kin are text to Markdown, and brackets to whoever takes the line for JavaScript. */
const maskEscapes = (text: string, mask: Mask): string =>
  text.includes('\\') ? text.replace(/\\[!-/:-@[-`{-~]/g, (pair) => `\\${mask(pair[1]!)}`) : text;

/** What opens elements and expressions. */
export const openings = /[{<]/g;

/** What counts for native, and what closes it. A pipe stays: it ends a table's cell in code, too. */
export const counted = /[()[\]{}:=<?!~+\->*&^%/`]/g;

const maskOf = (found: string): string => String.fromCharCode(maskStart + found.charCodeAt(0));

/**
 * Puts the code back. Throws where a masked character stands outside of code: then that was
 * no code to the parser, and another one has to read the text.
 */
export function unmaskCode(root: Root): void {
  const stack: Nodes[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'code' || node.type === 'inlineCode') node.value = unmask(node.value);
    else if (node.type === 'text') node.value = unmaskEscapes(node.value);
    else if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
      for (const attribute of node.attributes) unmaskAttribute(attribute);
    }
    if (holdsMask(node)) throw new SyntaxError('What was masked is not code');
    if ('children' in node) for (const child of node.children) stack.push(child);
  }
}

/** A string holds what seems to be code as it stands; only a character reference would be decoded. */
function unmaskAttribute(attribute: MdxJsxAttribute | MdxJsxExpressionAttribute): void {
  if (typeof attribute.value !== 'string' || attribute.type !== 'mdxJsxAttribute') return;
  const value = unmask(attribute.value);
  if (!value.includes('&')) attribute.value = value;
}

/** Whether a field of a node itself does; numbers and other nodes are not asked. */
function holdsMask(node: Nodes): boolean {
  for (const name in node) {
    if (name === 'children' || name === 'position') continue;
    const value: unknown = node[name as keyof Nodes];
    if (
      typeof value === 'string' ? masked.test(value) : value && masked.test(JSON.stringify(value))
    ) {
      return true;
    }
  }
  return false;
}

const unmask = (code: string): string =>
  code.replace(/[\uE100-\uE17F]/g, (found) => String.fromCharCode(found.charCodeAt(0) - maskStart));

const unmaskEscapes = (text: string): string =>
  text.replace(/\\([\uE100-\uE17F])/g, (_, found: string) => unmask(found));
