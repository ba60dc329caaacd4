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
  const { name, attributes, origin } = call;
  const element = { type, name, attributes, children, data: { origin } } as ElementNode;
  if (position !== undefined) element.position = position;
  return element;
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
  /** Never a block of HTML, though it may be alone on a line that more text follows. */
  inText: (n: number) => `<x-call n="${n}"></x-call>`,
};

/** The elements that stand in an address, by what stands for them there. */
export function callsIn(url: string, calls: readonly Call[]): Map<string, ElementNode> {
  const found = new Map<string, ElementNode>();
  for (const [mark, , n] of url.matchAll(tag)) {
    const call = calls[Number(n)];
    if (call === undefined) continue;
    const { name, attributes, origin } = call;
    const type = 'mdxJsxTextElement';
    found.set(mark, { type, name, attributes, children: [], data: { origin } });
  }
  return found;
}
