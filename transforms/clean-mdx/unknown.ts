import type { PhrasingContent, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { attributeNamed, type ElementNode, isNamed } from '../../src/contract/element.ts';
import { isHtml } from '../../src/document/html-names.ts';
import { rawImport } from '../../src/document/imports.ts';
import { givenLink, isBlank, isPhrasing, joined, paragraph, strong, text } from '../nodes.ts';
import { codeBlock } from '../renderings/code-block.ts';
import { ownLabel } from '../renderings/content.ts';
import { namedField } from '../renderings/fields.ts';
import { listsPanels } from '../renderings/listed-panels.ts';
import type { Names, RenderEnv } from '../renderings/rendering.ts';
import { listedBlocks } from '../renderings/tabs.ts';
import type { StaticValue } from '../static-value.ts';
import { attributeContent, shownBy } from './attribute-content.ts';
import { isContent, titleName } from './attributes.ts';
import { childless, destinationOf, titles } from './childless.ts';
import { conditionOf } from './conditions.ts';
import { dataOf, filesOf, operationOf, withData } from './data.ts';
import { belowOperation } from './given.ts';
import { iconOf, isStylish } from './icons.ts';
import { inParentheses } from './line.ts';
import { listsItems } from './listed-items.ts';
import { labelOfMember } from './members.ts';
import { fileOf, files, includedPart, isPicture, isSaid, withFile } from './named-files.ts';
import type { Place } from './place.ts';
import { tableOfParts } from './table-parts.ts';
import { attributeValue } from './values.ts';

/** Attributes that list what the parts of a component are called. */
const labelLists: Names = ['titles', 'labels', 'options', 'items', 'tabs', 'names'];

/** What becomes of an element that no table knows. */
export function unknownElement(element: ElementNode, env: RenderEnv, place: Place): RootContent[] {
  const name = element.name ?? '';
  const choice = env.document.settings.unknownComponents;
  const included = choice === 'unwrap' && !isHtml(name) ? includedPart(element, env) : undefined;
  if (included !== undefined) {
    const label = env.text(element, ['title', 'label']);
    return env.include(element, { ...included, label: label ?? included.path });
  }
  if (isPlainHtml(element)) return env.children(element);
  const told = iconOf(element, env, place) ?? tableOf(element, env);
  if (told) return told;
  // Parts of a component of the site are reported under the name of that component.
  const isPart = element.data?.made === true;
  if (!isPart) place.meet(name);
  const nodes = outcomes[choice](element, env, place);
  if (choice === 'drop') return nodes;
  const file = fileOf(element, env);
  if (nodes.length > 0) return withData(withFile(nodes, element, env), element, env, place);
  if (file) return env.flow ? [paragraph([file])] : [file];
  return isPart || isStylish(element) ? filesOf(element, env, place) : dataOf(element, env, place);
}

function tableOf(element: ElementNode, env: RenderEnv): RootContent[] | undefined {
  const table = env.flow ? tableOfParts(element) : undefined;
  return table && env.render([table as RootContent]);
}

const languages: Names = ['lang', 'language'];

/** What packages of components call elements that only arrange or cover others, or are controls. */
const isQuiet =
  /(?:^|\.|_)(?:Backdrop|Box|Center|Checkbox|CloseTrigger|Corner|Divider|Flex|Grid|Group|HiddenInput|Indicator|Input|Overlay|Progress|Range|Scrollbar|Separator|Skeleton|Slider|Spacer|[HV]?Stack|Text(?:Area|Field)|Track|Trigger|Viewport)(?:\.Root)?$/;

/** Whether an element that no table knows, and that a component of the site shows, leaves nothing in the page. */
export const leavesNothing = (element: ElementNode, place: Place): boolean =>
  element.children.length === 0 &&
  !isQuiet.test(element.name ?? '') &&
  element.data?.icon !== true &&
  !isStylish(element) &&
  !element.attributes.some((one) => isContent(one) || isFile(one)) &&
  !listsSomething(element, place) &&
  filesOf(element, { flow: true }, place).length === 0;

const listsParts = (value: StaticValue | undefined) => listsItems(value) || listsPanels(value);

/** Whether an element is given a list of items that say something. */
export const listsSomething = (element: ElementNode, place: Place): boolean =>
  element.attributes.some(
    (one) => 'name' in one && listsParts(attributeValue(element, one.name, place)),
  );

const isFile = (one: ElementNode['attributes'][number]): boolean =>
  'name' in one && files.includes(one.name) && typeof one.value === 'string';

/** HTML elements without a row of their own are only boxes around their content; one with a title, or in place of a file, that HTML does not know is a component. */
const isPlainHtml = ({ name, data, attributes, children }: ElementNode) =>
  (data?.origin === undefined || data.origin === 'html') &&
  /^[a-z][a-z\d]*$/.test(name ?? '') &&
  (isHtml(name ?? '') || !attributes.some(children.length === 0 ? isFile : isTitle));

const isTitle = (one: ElementNode['attributes'][number]): boolean =>
  isNamed(one, titleName) && typeof one.value === 'string';

type Outcome = (element: ElementNode, env: RenderEnv, place: Place) => RootContent[];

const outcomes: Record<'unwrap' | 'keep' | 'drop' | 'error', Outcome> = {
  unwrap: withOperation,
  keep,
  drop: () => [],
  error: unwrap,
};

function withOperation(element: ElementNode, env: RenderEnv, place: Place): RootContent[] {
  return belowOperation(unwrap(element, env, place), operationOf(element, env));
}

/** What sites call the parameters of a function, or the parts of its result. */
const fieldName =
  /(?:arg(?:ument)?|attr(?:ibute)?|field|member|param(?:eter)?|prop(?:erty)?|return)(?:s|doc|item|reference|row)?$/i;

const isField = (element: ElementNode, env: RenderEnv): boolean =>
  env.flow &&
  fieldName.test(element.name ?? '') &&
  ['name', 'type'].every((name) => typeof attributeNamed(element, name)?.value === 'string');

function unwrap(element: ElementNode, env: RenderEnv, place: Place): RootContent[] {
  if (isField(element, env)) return namedField(element, env);
  const titled = titles.find((name) => env.prose(element, name));
  const title = env.prose(element, titled) ?? labelOfMember(element, env.siblings);
  if (element.children.length === 0)
    return calledWith(element, env) ?? childless(element, env, { titled, title });
  const shown = shownBy(element, env, titled === undefined ? [] : [titled], titles);
  const said = [...attributeContent(element, shown, env)];
  const beside = said.length === 0 ? [] : inParentheses(said as PhrasingContent[]);
  const content = env.flow
    ? [...said, ...blocksOf(element, env, place)]
    : [...env.children(element), ...beside];
  const url = destinationOf(element, env);
  if (url) return linked(env.url(url), title, content);
  const label = title ?? (content.length > 0 ? conditionOf(element, env) : undefined);
  if (label === undefined || (title && !env.flow && !isSentence(title, content))) return content;
  if (!env.flow) return [...content, text(' '), ...inParentheses(label)];
  // Above the heading, a condition would be one of what stands before.
  const above = title === undefined && content[0]?.type === 'heading' ? 1 : 0;
  const line = paragraph([strong(ownLabel(element, titled, env) ?? label)]);
  return content.toSpliced(above, 0, line);
}

/** What a macro without content is given. */
function calledWith(element: ElementNode, env: RenderEnv): RootContent[] | undefined {
  if (element.data?.origin !== 'macro') return undefined;
  const shown = calledLink(element, env) ?? argumentsOf(element, env);
  return shown.length > 0 ? shown : undefined;
}

/** Whether a title in a line says what the words that it belongs to do not. */
const isSentence = (title: PhrasingContent[], content: readonly RootContent[]): boolean => {
  const words = plainText(title);
  return /\S\s+\S+\s+\S/.test(words) && !isSaid(words, content);
};

/** What an element holds: code, blocks below the labels that it lists for them, or blocks as they are. */
function blocksOf(element: ElementNode, env: RenderEnv, place: Place): RootContent[] {
  return isTypedText(element, env, place)
    ? codeBlock.render(element, { as: 'code', language: languages }, env)
    : (listedBlocks(element, { items: labelLists }, env) ?? env.children(element));
}

/** `{% internal_link "Queries", "/queries" %}`: words and an address, in either order, and nothing else. */
function calledLink(element: ElementNode, env: RenderEnv): RootContent[] | undefined {
  const all = ['0', '1'].map((name) => ({ name, value: env.text(element, name) ?? '' }));
  const [to, more] = all.filter(({ value }) => /^(?:\/|https?:\/\/)\S+$/.test(value));
  const words = all.find((one) => one !== to && /\p{L}/u.test(one.value));
  if (!to || more || !words || element.attributes.length > 2) return undefined;
  const url = env.url(to.value);
  const node = isPicture.test(url)
    ? { type: 'image' as const, url, alt: words.value }
    : givenLink(url, env.prose(element, words.name));
  return env.flow ? [paragraph([node])] : [node];
}

/**
 * What the arguments of a macro say that have no name: the second or the first of them, and all that are more than
 * a word; nothing where one with a name says something.
 */
function argumentsOf(element: ElementNode, env: RenderEnv): RootContent[] {
  const all = element.attributes.filter((one) => one.type === 'mdxJsxAttribute');
  if (all.some((one) => !isPlace(one.name) && isContent(one))) return [];
  const given = all.filter(({ value }) => typeof value === 'string' && !isSwitch.test(value));
  const main = ['1', '0'].find((place) => given.some(({ name }) => name === place));
  const texts = given
    .filter((one) => one.name === main || isContent(one))
    .map(({ name }) => env.prose(element, name) ?? []);
  if (env.flow && texts.length > 1) return texts.map((nodes) => paragraph(nodes));
  return joined(texts, ' ');
}

const isPlace = (name: string) => /^\d+$/.test(name);
const isSwitch = /^(?:true|false|)$/;

/** Whether all that an element holds is a template literal, of several lines or in a language, or the text of a file, as code and prompts are given. */
function isTypedText(element: ElementNode, env: RenderEnv, { scope }: Place): boolean {
  const [only, more] = (element.children as RootContent[]).filter((child) => !isBlank(child));
  const isExpression = only?.type === 'mdxFlowExpression' || only?.type === 'mdxTextExpression';
  if (!isExpression || more) return false;
  const source = scope.imported(only.value.trim())?.specifier ?? '';
  const literal = /^\s*`((?:[^`\\]|\\.)*)`\s*$/s.exec(only.value)?.[1];
  const isCode = literal?.includes('\n') || env.text(element, languages) !== undefined;
  return (literal !== undefined && isCode) || rawImport(source) !== undefined;
}

/** Content that leads somewhere: its words are the link, or its title stands above it as one. */
function linked(
  url: string,
  title: PhrasingContent[] | undefined,
  content: RootContent[],
): RootContent[] {
  if (title) return [paragraph([givenLink(url, title)]), ...content];
  const [only, more] = content;
  if (content.every(isPhrasing)) return [givenLink(url, content as PhrasingContent[])];
  if (only?.type === 'paragraph' && !more) return [paragraph([givenLink(url, only.children)])];
  return [...content, paragraph([givenLink(url)])];
}

function keep(element: ElementNode, env: RenderEnv): RootContent[] {
  const attributes = element.attributes.map((attribute) => {
    if (attribute.type === 'mdxJsxExpressionAttribute') return ` {${attribute.value}}`;
    if (attribute.value === null || attribute.value === undefined) return ` ${attribute.name}`;
    return typeof attribute.value === 'string'
      ? ` ${attribute.name}=${JSON.stringify(attribute.value)}`
      : ` ${attribute.name}={${attribute.value.value}}`;
  });
  const open = `<${element.name}${attributes.join('')}`;
  if (element.children.length === 0) return [{ type: 'html', value: `${open} />` }];
  const content = env.children(element);
  const close = `</${element.name}>`;
  return [{ type: 'html', value: `${open}>` }, ...content, { type: 'html', value: close }];
}
