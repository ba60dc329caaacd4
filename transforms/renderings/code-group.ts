import type { RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { ElementNode } from '../../src/contract/element.ts';
import { inlineCode, isElement, paragraph } from '../nodes.ts';
import { chosenVariants, type Variant } from './audience.ts';
import { boldLine, labelWords } from './content.ts';
import { defineRendering, type RenderEnv } from './rendering.ts';
import { namedTab } from './tabs.ts';

/** Blocks of code, each under its label; of commands for several package managers one may stay. */
export const codeGroup = defineRendering(
  {
    title: 'names',
    /** Attributes that name what stands beside the code, such as a preview. */
    named: 'names',
    /** The request that the code sends: its method, and where it goes. */
    method: 'names',
    target: 'names',
  },
  (element, spec, env) => {
    const title = env.text(element, spec.title);
    const label = title ? boldLine(labelWords(title, env)) : [];
    const [method, target] = [spec.method, spec.target].map((names) => env.text(element, names));
    const request = method
      ? [paragraph([inlineCode(target ? `${method} ${target}` : method)])]
      : boldLine(target ? labelWords(target, env) : undefined);
    const blocks = (element.children as RootContent[]).flatMap((child) => {
      const name = isElement(child) ? env.text(child, spec.named) : undefined;
      return name === undefined
        ? env.render([child])
        : namedTab(child as ElementNode, name, { spec, env }).blocks;
    });
    return [...label, ...request, ...shownBlocks(blocks, env)];
  },
);

function shownBlocks(nodes: RootContent[], env: RenderEnv): RootContent[] {
  const variants = variantsOf(nodes);
  if (!variants) return nodes;
  const { kept, marker } = chosenVariants(variants, env);
  return kept.length === variants.length
    ? nodes
    : [...kept.flatMap(({ blocks }) => blocks), ...marker];
}

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
