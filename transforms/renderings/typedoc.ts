import type { ElementNode } from '../../src/contract/element.ts';
import { builtList } from '../clean-mdx/blocks.ts';
import { code, inlineCode, listItem } from '../nodes.ts';
import { boldLine, itemBlocks } from './compose.ts';
import { defineRendering, type RenderEnv } from './rendering.ts';

/** A signature that is written as a line of marked-up words: a block of code in the language `lang`. */
export const signature = defineRendering<{ lang?: string }>(
  { lang: 'text' },
  (element, { lang }, env) => {
    const value = plainSpaces(env.code(element));
    if (value === '') return [];
    return env.flow ? [code(value, lang)] : [inlineCode(oneLine(value))];
  },
);

/** A member of a type: its signature, then what is said of it, as an item of a list. */
export const member = defineRendering<Record<never, never>>({}, (element, _spec, env) => {
  const parts = env.elements(element);
  const found =
    parts.find(({ entry }) => entry?.spec.as === 'signature') ??
    parts.find(({ element: part }) => isAnchor(part, env) && env.code(part).trim() !== '');
  if (!found) return env.blocks(element);
  const lead = [inlineCode(oneLine(plainSpaces(env.code(found.element))))];
  const blocks = env.render(without(element, found.element));
  return [builtList([listItem(itemBlocks(lead, ': ', blocks))], 'member')];
});

/** A heading with a permalink repeats the name of a member; one without is a label, as `See` or `Deprecated`. */
export const memberTitle = defineRendering<Record<never, never>>({}, (element, _spec, env) => {
  const isRepeated = env.elements(element).some(({ element: part }) => isPermalink(part, env));
  return isRepeated ? [] : boldLine(env.line(element));
});

const isPermalink = (part: ElementNode, env: RenderEnv): boolean =>
  /(?:^|\s)tsd-anchor-icon(?:\s|$)/.test(env.text(part, ['class', 'className']) ?? '');

/** The line that repeats a member's name and type beside its permalink; the only one where there is no signature. */
const isAnchor = (part: ElementNode, env: RenderEnv): boolean =>
  /(?:^|\s)tsd-anchor-link(?:\s|$)/.test(env.text(part, ['class', 'className']) ?? '');

const without = (element: ElementNode, part: ElementNode): ReturnType<RenderEnv['render']> =>
  (element.children as ReturnType<RenderEnv['render']>).filter((child) => child !== part);

const plainSpaces = (value: string) => value.replace(/\u00a0/g, ' ');
const oneLine = (value: string) => value.replace(/\s+/g, ' ').trim();
