import type { RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { defineRendering } from './rendering.ts';
import { chosenVariants, type Variant } from './variants.ts';

/** Blocks of code, each under its label; of commands for several package managers one may stay. */
export const codeGroup = defineRendering<Record<never, never>>({}, (element, _spec, env) => {
  const nodes = env.children(element);
  const variants = variantsOf(nodes);
  if (!variants) return nodes;
  const { kept, marker } = chosenVariants(variants, env);
  return kept.length === variants.length
    ? nodes
    : [...kept.flatMap(({ blocks }) => blocks), ...marker];
});

/** The labelled blocks, where there is nothing else. */
function variantsOf(nodes: readonly RootContent[]): Variant[] | undefined {
  const variants: Variant[] = [];
  for (let index = 0; index < nodes.length; index += 2) {
    const [label, block] = [nodes[index], nodes[index + 1]];
    if (label?.type !== 'paragraph' || block?.type !== 'code') return undefined;
    variants.push({ name: plainText(label), blocks: [label, block] });
  }
  return variants;
}
