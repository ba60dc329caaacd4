import type { RootContent } from 'mdast';
import { attributeNamed, type ElementNode, isNamed } from '../../src/contract/element.ts';
import { builtList } from '../clean-mdx/blocks.ts';
import { givenLink, listItem, paragraph, text } from '../nodes.ts';
import { isScalar, type StaticValue } from '../static-value.ts';
import { boldLine, itemBlocks } from './content.ts';
import {
  defineRendering,
  type Names,
  namesOf,
  type OptionsOf,
  type RenderEnv,
} from './rendering.ts';

type Card = ReadonlyMap<string, StaticValue>;

const options = {
  /** A list of cards, or one. */
  cards: 'names',
  title: 'names',
  href: 'names',
  description: 'names',
} as const;

/**
 * Cards that an element is given as data: one item `[title](href): description` for each. Without
 * data, or with what a hook gives, it shows pages that the site's own lists have: nothing.
 */
export const cardList = defineRendering(options, (element, spec, env) => {
  const name = namesOf(spec.cards).find((one) => attributeNamed(element, one));
  // One of the site's own may be given something else.
  if (name === undefined)
    return element.attributes.some((one) => !isNamed(one, /^className$/))
      ? env.unknown(element)
      : env.children(element);
  const value = env.attribute(element, name);
  const given = Array.isArray(value) ? (value as readonly StaticValue[]) : [value];
  const cards = given.filter((one): one is Card => one instanceof Map);
  if (cards.length < given.length && !asksForPages(element, name)) env.lose(element, [name]);
  return cards.flatMap((card) => cardOf(card, spec, env));
});

/** Whether an attribute is a list of pages that a hook of Docusaurus gives. */
function asksForPages(element: ElementNode, name: string): boolean {
  const value = attributeNamed(element, name)?.value;
  return typeof value === 'object' && /\buse\w*Sidebar\w*\(/.test(value?.value ?? '');
}

function cardOf(card: Card, spec: OptionsOf<typeof options>, env: RenderEnv): RootContent[] {
  const said = (names: Names | undefined) =>
    namesOf(names)
      .map((name) => card.get(name))
      .find((one) => isScalar(one) && one !== '');
  const [title, href, description] = [spec.title, spec.href, spec.description].map(said);
  const words = title === undefined ? undefined : [text(String(title))];
  const below = description === undefined ? [] : [paragraph([text(String(description))])];
  if (typeof href !== 'string') return [...boldLine(words), ...below];
  return [builtList([listItem(itemBlocks([givenLink(env.url(href), words)], below))], 'card')];
}
