import type { PhrasingContent, RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { trimLine } from '../clean-mdx/line.ts';
import { isElement } from '../nodes.ts';
import { boldLine } from './compose.ts';
import { defineRendering, type Names, type RenderEnv } from './rendering.ts';

/** What unfolds on the page: its title (an attribute, or a `summary` element) in bold, then the content. */
export const accordion = defineRendering<{ title?: Names; lead?: string }>(
  { title: 'names', lead: 'text' },
  (element, { title, lead }, env) => {
    const summary = summaryOf(element, env);
    const words = env.prose(element, title) ?? (summary && env.line(summary));
    const content = summary ? env.render(without(element, summary)) : env.blocks(element);
    const head =
      words && words.length > 0 ? words : lead && content.length > 0 ? env.inline(lead) : undefined;
    return [...boldLine(head as PhrasingContent[] | undefined), ...content];
  },
);

const summaryOf = (element: ElementNode, env: RenderEnv): ElementNode | undefined =>
  env.elements(element).find((child) => child.element.name === 'summary')?.element;

/** The children without the summary, wherever a parser put it. */
function without(element: ElementNode, summary: ElementNode): RootContent[] {
  return (element.children as RootContent[]).flatMap((child): RootContent[] => {
    if (child === summary) return [];
    if (child.type !== 'paragraph' || !child.children.some((part) => part === summary))
      return [child];
    const rest = child.children.filter((part) => !isElement(part) || part !== summary);
    trimLine(rest);
    return rest.length > 0 ? [{ ...child, children: rest }] : [];
  });
}
