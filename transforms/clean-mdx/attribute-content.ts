import type { RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { ElementNode } from '../../src/contract/element.ts';
import { code, inlineCode, list, paragraph, strong, text } from '../nodes.ts';
import type { Entry, RenderEnv } from '../renderings/rendering.ts';
import { Markup, Rendered, type StaticValue } from '../static-value.ts';
import {
  isComponentName,
  isContent,
  isLongCode,
  isStyle,
  isTyped,
  listedItems,
} from './attributes.ts';
import { valueNodes } from './expressions.ts';

/** What attributes say that are not `shown` otherwise: a command as code below the attribute's name, a sentence as text, markup as what it shows. */
export function* attributeContent(
  element: ElementNode,
  shown: ReadonlySet<string>,
  env: RenderEnv,
): Generator<RootContent> {
  let isFirst = true;
  for (const attribute of element.attributes) {
    if (attribute.type !== 'mdxJsxAttribute' || shown.has(attribute.name)) continue;
    const { name } = attribute;
    const value = env.attribute(element, name);
    const items = env.flow ? listedItems(value, env) : [];
    if (items.length > 0) yield list(items);
    const markup = isStyle(name) ? [] : markupIn(value, env);
    const isText = typeof value === 'string' && isContent({ ...attribute, value });
    if (markup.length === 0 && !isText) continue;
    if (!env.flow && !isFirst) yield text(' ');
    isFirst = false;
    if (!isText) yield* markup;
    else if (!env.flow) yield* isTyped(name, value) ? [inlineCode(value)] : env.inline(value);
    else if (!isTyped(name, value)) yield paragraph(env.inline(value));
    else if (isLongCode(name, value))
      yield code(value.trim(), env.text(element, ['lang', 'language']));
    else yield* [paragraph([strong([text(name)])]), code(value.trim(), 'sh')];
  }
}

/** What markup shows that an attribute holds; nothing where there are no words in it. */
function markupIn(value: StaticValue | undefined, env: RenderEnv): RootContent[] {
  if (!(value instanceof Markup || value instanceof Rendered)) return [];
  const nodes = env.render(valueNodes(value));
  return plainText({ type: 'root', children: nodes }).trim() === '' ? [] : nodes;
}

/** Rows of tables whose components say nothing by attributes; what an operation is stands in front matter as well. */
const saidElsewhere: ReadonlySet<string> = new Set(['drop', 'template', 'operation']);

/** What the attributes of a component say that its table's row does not read. */
export function unreadContent(
  element: ElementNode,
  { spec }: Entry,
  env: RenderEnv,
): RootContent[] {
  const { name, data } = element;
  if (saidElsewhere.has(spec.as) || !isComponentName(name) || data?.origin || data?.made) return [];
  // A `cta` is only a caption of the link that is shown, and a `fallback` stands there until the rest does.
  const read = new Set(['children', 'cta', 'fallback', ...Object.values(spec).flat()] as string[]);
  return [...attributeContent(element, read, env)];
}

/** What it shows, and below it the sentences among them that it does not show. */
export function withUnread(
  nodes: RootContent[],
  unread: readonly RootContent[],
  env: RenderEnv,
): RootContent[] {
  if (!env.flow || unread.length === 0) return nodes;
  const said = nodes.map((node) => plainText(node)).join('\n');
  const isNew = (words: string) => /\S\s+\S/.test(words) && !said.includes(words);
  return [...nodes, ...unread.filter((node) => isNew(plainText(node).trim()))];
}
