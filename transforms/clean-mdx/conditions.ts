import type { PhrasingContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { text } from '../nodes.ts';
import type { RenderEnv } from '../renderings/rendering.ts';

/** Components that show their content for some readers only, whatever attribute says for whom. */
const conditional = /^\$?(?:If|Only|Show(?:For|If|When)?|Unless|When)$/;

/** Attributes that say for whom in any component: `<Section notSdk="astro">`, `<Guide platforms={["ios"]}>`. */
const kinds =
  /^(?:(?:not|except|exclude)?(?:edition|framework|os|platform|product|sdk)s?|(?:not|un)?supported)$/i;

const negative = /^(?:not(?=\p{Lu}|$)|except|exclude|unless|unsupported)/u;

/** Attributes that say nothing of a condition. */
const others = /^(?:class|(?:fallback|id|key|ref|style)$)/;

/**
 * For whom an element is that is shown under a condition, as it is written: `<If sdk="vue">`. The
 * page has its content whatever the condition, beside that of others.
 */
export function conditionOf(element: ElementNode, env: RenderEnv): PhrasingContent[] | undefined {
  const name = element.name ?? '';
  const words = element.attributes.flatMap((one): string[] => {
    if (one.type !== 'mdxJsxAttribute') return [];
    if (!kinds.test(one.name) && !(conditional.test(name) && !others.test(one.name))) return [];
    const value = env.attribute(element, one.name);
    const given = Array.isArray(value) ? value : [value];
    if (!given.every((each) => typeof each === 'string' && each !== '')) return [];
    const isNegative = negative.test(one.name) !== (name === 'Unless');
    return given.length === 0 ? [] : [(isNegative ? 'not ' : '') + given.join(', ')];
  });
  return words.length > 0 ? [text(words.join(', '))] : undefined;
}
