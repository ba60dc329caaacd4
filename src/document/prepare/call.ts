import type { Image, Root, RootContent } from 'mdast';
import type { MdxJsxAttribute } from 'mdast-util-mdx';
import type { ElementNode, ElementOrigin } from '../../contract/element.ts';

/** A construct that stands in the prepared text as `<x-call n="…">`, n being its place in the table. */
export interface Call {
  origin: ElementOrigin;
  name: string;
  attributes: MdxJsxAttribute[];
  /** How it is written, for the places where a parser sees code in its stead. */
  source?: string;
}

export function attribute(name: string, value: string | null): MdxJsxAttribute {
  return { type: 'mdxJsxAttribute', name, value };
}

/** Attributes with these values, without those that say nothing. */
export const attributesFrom = (
  values: Readonly<Record<string, string | null | undefined>>,
): MdxJsxAttribute[] =>
  Object.entries(values).flatMap(([name, value]) => (value ? [attribute(name, value)] : []));

/** The value of an attribute, where it is text. */
export function textValue(
  attributes: readonly MdxJsxAttribute[],
  name: string,
): string | undefined {
  const value = attributes.find((entry) => entry.name === name)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** A list or an object, as its source in JSON or JavaScript. */
export const dataAttribute = (name: string, source: string): MdxJsxAttribute => ({
  type: 'mdxJsxAttribute',
  name,
  value: { type: 'mdxJsxAttributeValueExpression', value: source },
});

/** The element that an `x-call` stands for; one that names no call stays as it is. */
export function callElement(node: ElementNode, calls: readonly Call[]): ElementNode {
  const [number] = node.attributes;
  const call = number?.type === 'mdxJsxAttribute' ? calls[Number(number.value)] : undefined;
  if (call === undefined) return node;
  const { type, children, position } = node;
  const { name } = call;
  const element = { type, name, children, ...withParts(call, calls) } as ElementNode;
  if (position !== undefined) element.position = position;
  return element;
}

/** What an element says: code in which calls stand is as its author wrote it, beside its parts. */
function withParts({ attributes, origin }: Call, calls: readonly Call[]) {
  const code = textValue(attributes, 'code');
  if (code === undefined || !tagInCode.test(code)) return { attributes, data: { origin } };
  const written = attribute('code', withoutCodeCalls(code, calls));
  return {
    attributes: attributes.map((one) => (one.name === 'code' ? written : one)),
    data: { origin, parts: partsOf(code, calls) },
  };
}

const tag = /<x-call n="(\d+)"\/?>|<\/x-call>|x-call-(\d+)-/g;

/** A line of code as its author wrote it. */
export const withoutCalls = (line: string, calls: readonly Call[]): string =>
  line.replace(
    tag,
    (_, n?: string, inAddress?: string) => calls[Number(n ?? inAddress)]?.source ?? '',
  );

/** The tags that stand for a call in the prepared text. */
export const callTag = {
  open: (n: number) => `<x-call n="${n}">`,
  close: '</x-call>',
  alone: (n: number) => `<x-call n="${n}"/>`,
  /** In the address of a link, where no tag can stand. */
  inAddress: (n: number) => `x-call-${n}-`,
  /** In code, which shows what the call does where it is known. */
  inCode: (n: number) => `x-code-call-${n}-`,
  /** Never a block of HTML, though it may be alone on a line that more text follows. */
  inText: (n: number) => `<x-call n="${n}"></x-call>`,
};

/**
 * Takes out what stands for calls where no tag is read. Addresses, and what else links and images say,
 * keep it, beside the elements that it stands for; code is as its author wrote it, beside its parts.
 */
export function restoreCalls(node: Root | RootContent, calls: readonly Call[]): void {
  const { url, alt, title } = node as Partial<Image>;
  const said = [url, alt, title].join(' ');
  if (said.includes('x-call-') || said.includes('<x-call')) {
    const isBare = node.type === 'link' && isText(node.children, node.url);
    node.data = { ...node.data, calls: callsIn(said, node, calls), ...(isBare && { isBare }) };
  }
  if ('alt' in node && node.alt) node.alt = withoutCodeCalls(node.alt, calls);
  if ('children' in node) {
    const children = (node.children as RootContent[]).flatMap((child) => callsInText(child, calls));
    if (children.length > node.children.length) node.children = children as typeof node.children;
    for (const child of node.children) restoreCalls(child, calls);
  }
  if ('value' in node && /x-(?:code-)?call/.test(node.value)) {
    if ((node.type === 'code' || node.type === 'inlineCode') && tagInCode.test(node.value))
      node.data = { ...node.data, parts: partsOf(node.value, calls) };
    node.value = withoutCodeCalls(withoutCalls(node.value, calls), calls);
  }
}

const markInText = /x-call-(\d+)-/;

/** The elements in a text that only looks like an address, as in a block of HTML, between its texts. */
function callsInText(node: RootContent, calls: readonly Call[]): RootContent[] {
  if (node.type !== 'text' || !markInText.test(node.value)) return [node];
  return node.value.split(markInText).flatMap((part, at): RootContent[] => {
    const call = at % 2 === 1 ? calls[Number(part)] : undefined;
    if (call !== undefined) return [textElement(call)];
    return part === ''
      ? []
      : [{ ...node, value: at % 2 === 1 ? callTag.inAddress(Number(part)) : part }];
  });
}

/** Whether a link is an address in the text. */
const isText = ([only, more]: readonly RootContent[], url: string): boolean =>
  only?.type === 'text' && more === undefined && only.value === url;

const tagInCode = /x-code-call-(\d+)-/;

const withoutCodeCalls = (code: string, calls: readonly Call[]): string =>
  code.replace(new RegExp(tagInCode, 'g'), (mark, n: string) => calls[Number(n)]?.source ?? mark);

/** The elements that stand in an address or another text, by what stands for them there. */
function callsIn(
  text: string,
  { position }: RootContent | Root,
  calls: readonly Call[],
): Map<string, ElementNode> {
  const found = new Map<string, ElementNode>();
  for (const [mark, n, inAddress] of text.matchAll(tag)) {
    const call = calls[Number(n ?? inAddress)];
    if (call !== undefined)
      found.set(mark, { ...textElement(call), ...(position && { position }) });
  }
  return found;
}

function partsOf(code: string, calls: readonly Call[]) {
  return code.split(tagInCode).map((part, at) => {
    if (at % 2 === 0) return part;
    const call = calls[Number(part)];
    if (call?.source === undefined) return callTag.inCode(Number(part));
    return { element: textElement(call), source: call.source };
  });
}

const textElement = ({ name, attributes, origin }: Call): ElementNode => ({
  type: 'mdxJsxTextElement',
  ...{ name, attributes, children: [], data: { origin } },
});
