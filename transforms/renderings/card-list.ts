import type { RootContent } from 'mdast';
import type { MdxJsxAttribute } from 'mdast-util-mdx-jsx';
import { attributeNamed, isNamed } from '../../src/contract/element.ts';
import { builtList } from '../clean-mdx/blocks.ts';
import { givenLink, listItem, paragraph, text } from '../nodes.ts';
import { isScalar, type StaticValue } from '../static-value.ts';
import { boldLine, htmlOf, itemBlocks } from './content.ts';
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
  /** Whether descriptions are HTML. */
  html: 'flag',
} as const;

/**
 * Cards that an element is given as data: one item `[title](href): description` for each. Without
 * data, or with what a hook gives, it shows pages that the site's own lists have: nothing.
 */
export const cardList = defineRendering(options, (element, spec, env) => {
  const [named = ''] = namesOf(spec.cards);
  const attribute = attributeNamed(element, new RegExp(`^(?::|v-bind:)?${named}$`));
  // One of the site's own may be given something else.
  if (attribute === undefined)
    return element.attributes.some((one) => !isNamed(one, /^className$/))
      ? env.unknown(element)
      : env.children(element);
  const value = env.attribute(element, named);
  const given = Array.isArray(value) ? (value as readonly StaticValue[]) : [value];
  const cards = given.filter((one): one is Card => one instanceof Map);
  if (cards.length < given.length && !asksForPages(attribute)) env.lose(element, [named]);
  return cards.flatMap((card) => cardOf(card, spec, env));
});

/** Whether an attribute is a list of pages that a hook of Docusaurus gives. */
const asksForPages = ({ value }: MdxJsxAttribute): boolean =>
  typeof value === 'object' && /\buse\w*Sidebar\w*\(/.test(value?.value ?? '');

function cardOf(card: Card, spec: OptionsOf<typeof options>, env: RenderEnv): RootContent[] {
  const said = (names: Names | undefined) =>
    namesOf(names)
      .map((name) => card.get(name))
      .find((one) => isScalar(one) && one !== '');
  const [title, href, about] = [spec.title, spec.href, spec.description].map(said);
  const words = title === undefined ? undefined : [text(String(title))];
  const description = about === undefined ? [] : describedBy(String(about), spec, env);
  if (typeof href !== 'string') return [...boldLine(words), ...description];
  const target = givenLink(env.url(href), words);
  return [builtList([listItem(itemBlocks([target], description))], 'card')];
}

const describedBy = (value: string, { html }: OptionsOf<typeof options>, env: RenderEnv) =>
  html ? htmlOf(value, env) : [paragraph([text(value)])];
