import type { RootContent } from 'mdast';
import { firstOf } from '../first-of.ts';
import { showsSomething } from './accessible.ts';
import type { Reader } from './reader.ts';
import {
  attributesOf,
  directiveOf,
  kind,
  type TemplateChildNode,
  type VueSource,
} from './vue-source.ts';

const mounts = /\b(?:onMounted|mounted)\s*\(/;
const holder = /^(?:article|div|figure|pre|section|span)$/;

/**
 * What a component shows. The element that a script fills once the page is shown, such as with an editor or
 * an example of another site, is noted by its `ref` where there is nothing without.
 */
export function withFilled(
  { setup, script, template = [] }: VueSource,
  shown: RootContent[],
  { emitter }: Reader,
): RootContent[] {
  const isFilled = mounts.test(setup + script) && !shown.some(showsSomething);
  const ref = isFilled ? emptyIn(template) : undefined;
  if (ref !== undefined) emitter.findings.note(ref);
  return shown;
}

const emptyIn = (nodes: readonly TemplateChildNode[]): string | undefined =>
  firstOf(nodes, (node) => {
    if (node.type !== kind.element) return undefined;
    const ref = attributesOf(node).find(({ name }) => name === 'ref')?.value?.content;
    const isEmpty = node.children.every(isPassing) && holder.test(node.tag);
    return isEmpty && ref ? ref : emptyIn(node.children);
  });

/** What stands in an element until a script fills it: `<Spinner v-if="!loaded" />`. */
const isPassing = (node: TemplateChildNode): boolean =>
  node.type === kind.element && directiveOf(node, 'if') !== undefined;
