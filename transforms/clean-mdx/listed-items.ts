import type { ListItem, PhrasingContent, RootContent } from 'mdast';
import { code, givenLink, inlineCode, list, listItem, paragraph, strong, text } from '../nodes.ts';
import type { RenderEnv } from '../renderings/rendering.ts';
import { isScalar, type StaticValue } from '../static-value.ts';
import { sourceOfBlocks } from './attribute-text.ts';
import { isLongCode, isStyle, prose, sentence } from './attributes.ts';
import { dataBlock, namedOperation } from './data.ts';

const names = 'title label name operation question heading header headline summary text'.split(' ');
const links = 'href url to link'.split(' ');
const languages = 'language lang'.split(' ');

type Item = ReadonlyMap<string, StaticValue>;

/**
 * The objects that an attribute lists, as items of a list: `[{ name, type, description }]`. None
 * where they hold no sentence and lead nowhere: such are settings.
 */
export function listedItems(value: StaticValue | undefined, env: RenderEnv): ListItem[] {
  const items = objectsIn(value);
  return items.some(saysMore) ? items.map((one) => itemOf(one, env)) : [];
}

/** The texts that an attribute lists, if each is of several words: `['Wide kiln', 'Tall kiln']`. */
export function listedTexts(
  name: string,
  value: StaticValue | undefined,
  env: RenderEnv,
): ListItem[] {
  const isSaid = (one: StaticValue) => typeof one === 'string' && isSentence(name, one);
  return Array.isArray(value) && value.every(isSaid) ? textItems(name, value, env) : [];
}

const textItems = (name: string, value: StaticValue, env: RenderEnv): ListItem[] =>
  textsIn(name, value).map((one) => listItem([paragraph(env.inline(one))]));

/** Whether an attribute lists objects that say something. */
export const listsItems = (value: StaticValue | undefined): boolean =>
  objectsIn(value).some(saysMore);

const objectsIn = (value: StaticValue | undefined): Item[] =>
  Array.isArray(value) ? value.filter((one): one is Item => one instanceof Map) : [];

function saysMore(item: Item): boolean {
  for (const [name, value] of item) {
    if (typeof value === 'string' && isSentence(name, value)) return true;
    if (textsIn(name, value).length > 0) return true;
    if (Array.isArray(value) && value.some((one) => one instanceof Map && saysMore(one)))
      return true;
  }
  return textOf(item, names) !== undefined && targetOf(item) !== undefined;
}

/** A text of several words, by a name that is not one of styles. */
const isSentence = (name: string, value: string): boolean => !isStyle(name) && sentence.test(value);

/** The same, or any text by a name of prose. */
const saysWords = (name: string, value: string): boolean =>
  isSentence(name, value) || (prose.has(name) && !isStyle(name));

/** Texts that a member lists, such as the answers to a question; none where there is no sentence among them. */
function textsIn(name: string, value: StaticValue): string[] {
  if (!Array.isArray(value)) return [];
  const texts = value.filter((one): one is string => typeof one === 'string');
  return texts.some((one) => isSentence(name, one)) ? texts : [];
}

const textOf = (item: Item, keys: readonly string[]): string | undefined =>
  keys
    .map((key) => item.get(key))
    .find((value): value is string => !!value && typeof value === 'string');

const targetOf = (item: Item): string | undefined => {
  const url = textOf(item, links);
  return url !== undefined && /[/#.:?]/.test(url) ? url : undefined;
};

function itemOf(item: Item, env: RenderEnv): ListItem {
  const line = leadOf(item, env);
  const below: RootContent[] = [];
  const hasType = typeof item.get('type') === 'string';
  const said = [textOf(item, names), targetOf(item)];
  let mark = ': ';
  for (const [name, value] of item) {
    if (typeof value !== 'string' || said.includes(value)) continue;
    if (isLongCode(name, value)) below.push(code(value.trim(), textOf(item, languages)));
    else if (saysWords(name, value) && !(hasType && fallbacks.includes(name))) {
      const [words, blocks] = wordsOf(value, env);
      if (line.length > 0 && words.length > 0) line.push(text(mark));
      line.push(...words);
      below.push(...blocks);
      mark = ' ';
    }
  }
  const inner = [...item].flatMap(([name, value]) => [
    ...textItems(name, value, env),
    ...listedItems(value, env),
  ]);
  for (const part of partsOf(item)) below.push(...partOf(part, env));
  const blocks = [...(line.length > 0 ? [paragraph(line)] : []), ...below];
  return listItem(inner.length > 0 ? [...blocks, list(inner)] : blocks);
}

/** The objects in an item that have a sentence, or are examples of an operation. */
const partsOf = (item: Item): Item[] =>
  [...item].flatMap(([name, value]) =>
    value instanceof Map && !isStyle(name) && isSaid(value, item) ? [value] : [],
  );

function isSaid(part: Item, item: Item): boolean {
  const isExample =
    operationOf(item) !== undefined && [...part.values()].some((one) => one instanceof Map);
  return isExample || [...part].some(([name, value]) => isText(value) && isSentence(name, value));
}

const isText = (value: StaticValue): value is string => typeof value === 'string';
const operationOf = (item: Item) => namedOperation(item.get('method'), item.get('path'));

/** What an object in an item says: texts of several blocks, and the rest as data. */
function partOf(part: Item, env: RenderEnv): RootContent[] {
  const isProse = ([, value]: [string, StaticValue]) =>
    isText(value) && sourceOfBlocks(value) !== undefined;
  const texts = [...part].filter(isProse).map(([, value]) => env.parse(`${value}`).children);
  const data = new Map([...part].filter((entry) => !isProse(entry)));
  return [...dataBlock(data), ...env.render(texts.flat())];
}

/** The title or the link that an item begins with, and its type. */
function leadOf(item: Item, env: RenderEnv): PhrasingContent[] {
  const operation = operationOf(item);
  if (operation === undefined) return titleOf(item, env);
  const lead = titleOf(item, env);
  return [...lead, ...(lead.length > 0 ? [text(' ')] : []), inlineCode(operation)];
}

function titleOf(item: Item, env: RenderEnv): PhrasingContent[] {
  const title = textOf(item, names);
  const url = targetOf(item);
  const words = title === undefined ? undefined : env.inline(title);
  // A text is no title, and the parts of a message have kinds, not types.
  const isText = title !== undefined && item.get('text') === title;
  const own = words && (isText ? words : [strong(words)]);
  const lead = url ? [givenLink(env.url(url), words)] : (own ?? []);
  const type = item.get('type');
  if (typeof type !== 'string' || isText) return lead;
  return [...lead, ...(title ? [text(' ')] : []), inlineCode(type), ...factsOf(item)];
}

/** What a text says in the line of its item, and the lists and code that stand below it. */
function wordsOf(value: string, env: RenderEnv): [line: PhrasingContent[], below: RootContent[]] {
  const source = sourceOfBlocks(value);
  if (source === undefined) return [env.inline(value), []];
  const blocks = env.render(env.parse(source).children);
  const [first, ...rest] = blocks;
  return first?.type === 'paragraph' ? [first.children, rest] : [[], blocks];
}

const fallbacks = ['default', 'defaultValue'];

/** What is true of a field: `required`, `isPrimaryKey`. */
const trueOfFields =
  /^(deprecated|experimental|foreign key|indexed|nullable|optional|primary key|read ?only|required|unique)$/;

const marksOf = (name: string): PhrasingContent[] => {
  const words = name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  const mark = trueOfFields.exec(words.replace(/^is /, ''))?.[1];
  return mark === undefined ? [] : [text(`, ${mark}`)];
};

/** What a typed item says of its value beside the type, as fields do. */
function factsOf(item: Item): PhrasingContent[] {
  const fallback = fallbacks.map((name) => item.get(name)).find((value) => value !== undefined);
  const isGiven = typeof fallback === 'boolean' || (isScalar(fallback) && fallback !== '');
  return [
    ...[...item].flatMap(([name, value]) => (value === true ? marksOf(name) : [])),
    ...(isGiven ? [text(', default: '), inlineCode(String(fallback))] : []),
  ];
}
