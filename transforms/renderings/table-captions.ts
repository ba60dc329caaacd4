import type { RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { isBlank, isElement, paragraph } from '../nodes.ts';
import type { RenderEnv } from './rendering.ts';

export const groups: ReadonlySet<string> = new Set(['thead', 'tbody', 'tfoot']);

/** What stands outside of the cells, which browsers show above the table, and the caption. */
export const aboveTable = (element: ElementNode, env: RenderEnv): RootContent[] => [
  ...env.render(straysIn(element)),
  ...captionOf(element, env),
];

function captionOf(element: ElementNode, env: RenderEnv): RootContent[] {
  const caption = env.elements(element).find((child) => child.element.name === 'caption');
  const words = caption ? env.line(caption.element) : (env.prose(element, 'caption') ?? []);
  return words.length > 0 ? [paragraph(words)] : [];
}

const straysIn = ({ children }: ElementNode): RootContent[] =>
  (children as RootContent[]).flatMap((child) => {
    if (!isElement(child)) return isBlank(child) ? [] : [child];
    return child.name === 'tr' || groups.has(child.name ?? '') ? straysIn(child) : [];
  });
