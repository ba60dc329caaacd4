import type { Code, ListItem, PhrasingContent, RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { dedent } from '../../src/includes/excerpt.ts';
import { code, givenLink, inlineCode, list, listItem, paragraph, strong, text } from '../nodes.ts';
import type { Entry, RenderEnv } from '../renderings/rendering.ts';
import { isScalar, type StaticValue } from '../static-value.ts';
import { sourceOfBlocks } from './attribute-text.ts';

type Attribute = ElementNode['attributes'][number];

/** Attributes that hold words, whatever their value looks like. */
const prose: ReadonlySet<string> = new Set(
  'title label titleText headline summary header heading name description caption subtitle text tip alt content message note hint'.split(
    ' ',
  ),
);

/** Attributes that say how a component looks or behaves, or where something is. */
const style = new RegExp(
  `^(?:${[
    'class(?:Name|es|List)?|\\w+(?:Class(?:Name|es)?|Style|-class|-style)|style|styles|css|sx|ui|id|key|ref|slot|is|as|theme|lang|language|locale|type|kind',
    'variant|intent|status|color|background|bg|fill|stroke|size|sizes|width|height|w|h|align|gap|cols|columns',
    'icon|iconName|iconType|frame|layout|direction|position|viewBox|d|path|points|transform|src|srcSet|srcset',
    'href|url|to|link|action|method|target|rel|allow|sandbox|loading|decoding|fetchpriority|referrerPolicy',
    'syncKey|groupId|queryString|defaultValue|value|values|meta|mark|ins|del|highlight|pattern|format|autoplay',
    'role|tabindex|aria-(?!label$).+|data-.+|dataOpen|on[A-Z].*|@.+|v-.+|:.+|#.+|(?:client|server|transition|set|is|class|define|x)[:-].+',
  ].join('|')})$`,
);

export const isStyle = (name: string): boolean => style.test(name);

/**
 * Whether an attribute says something that a reader would miss: a title or description by its name,
 * or any other whose value holds a blank, a line break or an element, and that is not a style or behaviour.
 */
export function isContent(attribute: Attribute): boolean {
  if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'string') return false;
  const { name, value } = attribute;
  if (prose.has(name) || typed.has(name)) return /[\p{L}\p{N}]/u.test(value);
  if (style.test(name)) return isLongCode(name, value);
  return sentence.test(value) && !address.test(value);
}

/** More than a word, or a word that an element marks. */
const sentence = /\S\s+\S|<\/(?:a|b|code|em|i|kbd|strong|sub|sup)>/;

/** An address with parameters, which may hold blanks: `{{{url}}}?title=Fire slowly&color=red`. */
const address = /^[^\s?]+\?[\w-]+=[^\n]*$/;

/** Attributes that name a file, or hold the text of one. */
const sources = /^(?:\w*[cC]ode\d*|source|src|value)$/;

/** Whether an attribute holds code of several lines. */
export const isLongCode = (name: string, value: string): boolean =>
  sources.test(name) && /\S.*\n/.test(value.trim());

const tools =
  'npm npx pnpm pnpx yarn bun bunx deno node cargo rustup pip pip3 pipx uv uvx poetry conda brew apt apt-get dnf yum ' +
  'pacman apk choco winget scoop snap curl wget git gh docker podman kubectl helm go gem bundle composer php dotnet mvn ' +
  'gradle make cmake sh bash sudo cd mkdir export python python3 ruby rails npx-cli terraform aws gcloud az';
const commandWords: ReadonlySet<string> = new Set(tools.split(' '));

/** Attributes that hold what a reader types, be it a single word. */
const typed: ReadonlySet<string> = new Set(['command', 'cmd']);

/** Whether an attribute holds something to type, by its name or its value. */
export function isTyped(name: string, value: string): boolean {
  return typed.has(name) || isCommand(value);
}

/** Whether a text is something to type: several lines, a prompt, a known program with what follows. */
function isCommand(value: string): boolean {
  const text = value.trim();
  return /\n/.test(text) || isLineOfCode(value) || isForShell(text);
}

/** A line of a script, alone between line breaks. */
const isLineOfCode = (value: string): boolean =>
  /^\s*\n/.test(value) && /^\s*import\b|[;,{}]\s*(?:\/\/.*)?$/.test(value);

function isForShell(text: string): boolean {
  if (/^[$>#] \S/.test(text)) return true;
  const [first = '', second] = text.split(/\s+/);
  return second !== undefined && commandWords.has(first) && !/[.!?]$/.test(text);
}

/** What an attribute gives to type, as code. */
export function typedCode(name: string, value: string): Code {
  const text = dedent(value.replace(/^\s*\n|\s+$/g, '').split('\n')).join('\n');
  const isShell = typed.has(name) || isForShell(text.trim().split('\n', 1)[0]!);
  return code(text.trimStart(), isShell ? 'sh' : undefined);
}

/** Names of components: `Tabs`, `Tabs.Tab`, `my-tabs`; others are HTML elements. */
export const isComponentName = (name: string | null): name is string =>
  name !== null && /^[\p{Lu}$_]|^[a-z].*[-.]/u.test(name);

/** Whether a table's row reads what an element holds, or one of its attributes, and every one that says something. */
export function readsAll({ children, attributes }: ElementNode, { spec }: Entry): boolean {
  const read = new Set(Object.values(spec).flat());
  const template = typeof spec.text === 'string' ? spec.text : '';
  if (children.length === 0 && !attributes.some((one) => 'name' in one && read.has(one.name)))
    return false;
  return attributes.every(
    (attribute) =>
      attribute.type !== 'mdxJsxAttribute' ||
      !isContent(attribute) ||
      read.has(attribute.name) ||
      template.includes(`{${attribute.name}}`),
  );
}

/**
 * Whether an element without content is a card: all that it says is a title, a description and where
 * it leads.
 */
export function isCard({ children, attributes }: ElementNode): boolean {
  const said = attributes.flatMap((one) =>
    one.type === 'mdxJsxAttribute' && typeof one.value === 'string' ? [one.name] : [],
  );
  const parts = [/^(?:title|label|name)$/, /^(?:href|url|to|link)$/, /^(?:description|text)$/];
  const isPart = (name: string) => parts.some((part) => part.test(name));
  return (
    children.length === 0 &&
    parts.every((part) => said.some((name) => part.test(name))) &&
    attributes.every((one) => !isContent(one) || ('name' in one && isPart(one.name)))
  );
}

const names = 'title label name question heading header headline summary text'.split(' ');
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
const isSentence = (name: string, value: string): boolean =>
  !style.test(name) && /\S\s+\S/.test(value);

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
  const title = textOf(item, names);
  const url = targetOf(item);
  const type = item.get('type');
  const words = title === undefined ? undefined : env.inline(title);
  const line: PhrasingContent[] = url
    ? [givenLink(env.url(url), words)]
    : words
      ? [strong(words)]
      : [];
  const hasType = typeof type === 'string';
  if (hasType) line.push(...(title ? [text(' ')] : []), inlineCode(type), ...factsOf(item));
  const below: RootContent[] = [];
  let mark = ': ';
  for (const [name, value] of item) {
    if (typeof value !== 'string' || value === title || value === url) continue;
    if (isLongCode(name, value)) below.push(code(value.trim(), textOf(item, languages)));
    if (isLongCode(name, value) || style.test(name)) continue;
    if (!prose.has(name) && !isSentence(name, value)) continue;
    if (hasType && fallbacks.includes(name)) continue;
    const [words, blocks] = wordsOf(value, env);
    if (line.length > 0 && words.length > 0) line.push(text(mark));
    line.push(...words);
    below.push(...blocks);
    mark = ' ';
  }
  const inner = [...item].flatMap(([name, value]) => [
    ...textsIn(name, value).map((one) => listItem([paragraph(env.inline(one))])),
    ...listedItems(value, env),
  ]);
  const blocks = [...(line.length > 0 ? [paragraph(line)] : []), ...below];
  return listItem(inner.length > 0 ? [...blocks, list(inner)] : blocks);
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

/** What a typed item says of its value beside the type, as fields do. */
function factsOf(item: Item): PhrasingContent[] {
  const fallback = fallbacks.map((name) => item.get(name)).find((value) => value !== undefined);
  const isGiven = typeof fallback === 'boolean' || (isScalar(fallback) && fallback !== '');
  return [
    ...(item.get('required') === true ? [text(', required')] : []),
    ...(isGiven ? [text(', default: '), inlineCode(String(fallback))] : []),
  ];
}
