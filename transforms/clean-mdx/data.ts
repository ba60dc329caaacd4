import type { Nodes, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { attributeNamed, type ElementNode } from '../../src/contract/element.ts';
import { writeYaml, type YamlValue } from '../../src/document/yaml-writer.ts';
import { labelLine } from '../code/meta.ts';
import { code } from '../nodes.ts';
import type { RenderEnv } from '../renderings/rendering.ts';
import { isScalar, type StaticValue } from '../static-value.ts';
import { isStyle } from './attributes.ts';
import type { Place } from './place.ts';
import { attributeValues } from './values.ts';

/**
 * What stands for an element that says nothing else: the files of an example, or the data of a
 * container. That there is none is told.
 */
export function dataOf(element: ElementNode, env: RenderEnv, place: Place): RootContent[] {
  const files = filesOf(element, env, place);
  if (files.length > 0) return files;
  const data = writtenData(element, env, place);
  if (data.size === 0 && element.name) place.lose(element.name);
  return dataBlock(data);
}

/**
 * What an element shows, and below it the data given to it of which that says nothing, or few of its sentences. Of
 * data that the page imports, a component shows what it needs.
 */
export function withData(
  nodes: RootContent[],
  element: ElementNode,
  env: RenderEnv,
  place: Place,
): RootContent[] {
  if (nodes.length === 0) return dataOf(element, env, place);
  const files = filesOf(element, env, place);
  if (files.length > 0) return isSaidIn(nodes, files) ? nodes : [...nodes, ...files];
  const written = writtenData(element, env, place);
  const data = new Map([...written].filter(([name]) => !isImported(element, name, place)));
  const texts = textsIn([...data.values()].filter((value) => typeof value === 'object'));
  if (texts.length === 0) return nodes;
  const said = nodes.map((node) => `${plainText(node)}\n${urlsIn(node).join('\n')}`).join('\n');
  const sentences = texts.filter((one) => /^\p{Lu}.*\s\S+\s/su.test(one));
  const unsaid = (some: readonly string[]) => some.filter((one) => !said.includes(one)).length;
  const isSaid = unsaid(texts) < texts.length && unsaid(sentences) <= sentences.length * 0.4;
  return isSaid ? nodes : [...nodes, ...dataBlock(data)];
}

function isImported(element: ElementNode, name: string, place: Place): boolean {
  const value = attributeNamed(element, name)?.value;
  const source = typeof value === 'object' && value !== null ? value.value : '';
  const [first] = /^[\w$]+/.exec(source.trim()) ?? [];
  return first !== undefined && place.scope.imported(first) !== undefined;
}

/** The operation of an API that an element is about, where its attributes name one: `POST /kilns`. */
export function operationOf(element: ElementNode, env: RenderEnv): string | undefined {
  const method = env.text(element, ['method']);
  const path = env.text(element, ['path', 'endpoint', 'route']);
  return env.flow ? namedOperation(method, path) : undefined;
}

export function namedOperation(method?: StaticValue, path?: StaticValue): string | undefined {
  if (typeof method !== 'string' || typeof path !== 'string') return undefined;
  const verb = method.toUpperCase();
  const isNamed = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE)$/.test(verb) && path.startsWith('/');
  return isNamed ? `${verb} ${path}` : undefined;
}

const isSaidIn = (nodes: readonly RootContent[], files: readonly RootContent[]): boolean => {
  const said = nodes.map((node) => plainText(node)).join('\n');
  return files.some((file) => file.type === 'code' && said.includes(file.value));
};

/** The files of an example by name, each a text or an object with its `code`, as Sandpack takes them: `files={{ '/App.js': '…' }}`. */
export function filesOf(
  element: ElementNode,
  { flow }: Pick<RenderEnv, 'flow'>,
  place: Place,
): RootContent[] {
  if (element.data?.origin !== undefined || !flow) return [];
  const maps = [...attributeValues(element, place).values()].filter((one) => one instanceof Map);
  return maps.flatMap((map) => {
    const samples = samplesIn(map);
    if (samples.length > 0) return samples;
    const files = [...map].flatMap(([name, file]) => {
      const ending = /\.([a-z]\w{0,9})$/i.exec(name)?.[1];
      const text = file instanceof Map ? file.get('code') : file;
      return ending && typeof text === 'string' ? [[name, text.trim(), ending] as const] : [];
    });
    const isCode = files.length === map.size && files.some(([, text]) => text.includes('\n'));
    return isCode
      ? files.flatMap(([name, text, ending]) => [labelLine(name), code(text, ending)])
      : [];
  });
}

/** The code of an object that says what it is: `data={{ code: '…', language: 'tsx', fileName: 'Demo.tsx' }}`; several are a list. */
function samplesIn(map: Data): RootContent[] {
  const given = map.get('code');
  const samples = Array.isArray(given) ? given.map(sampleOf) : [sampleOf(map)];
  const blocks = samples.flatMap((one) => one ?? []);
  const isCode = blocks.some((block) => block.type === 'code' && block.value.includes('\n'));
  return isCode && !samples.includes(undefined) ? blocks : [];
}

const names = ['fileName', 'filename', 'title'];
const languages = ['language', 'lang'];

/** The code of one object below its name; what else it says in several words stands below that. */
function sampleOf(map: StaticValue): RootContent[] | undefined {
  const given = map instanceof Map ? map.get('code') : undefined;
  if (!(map instanceof Map) || typeof given !== 'string') return undefined;
  const textOf = (keys: readonly string[]) =>
    keys.map((key) => map.get(key)).find((value) => typeof value === 'string');
  const name = textOf(names);
  const lang = textOf(languages) ?? /\.([a-z]\w{0,9})$/i.exec(name ?? '')?.[1];
  const others = [...map].filter(([key]) => ![...names, ...languages, 'code'].includes(key));
  const block = code(given.replace(/^\s*\n/, '').trimEnd(), lang);
  const data = saysWords(others.map(([, value]) => value)) ? dataBlock(new Map(others)) : [];
  return [...(name === undefined ? [] : [labelLine(name)]), block, ...data];
}

function urlsIn(node: Nodes): string[] {
  const urls = 'url' in node ? [node.url] : [];
  return 'children' in node ? [...urls, ...node.children.flatMap(urlsIn)] : urls;
}

type Data = ReadonlyMap<string, StaticValue>;

/**
 * The data that an author wrote for a container, such as the `props:` of an example in MDC, or gave
 * to a component; empty where there is none.
 */
function writtenData(element: ElementNode, env: RenderEnv, place: Place): Data {
  const { origin } = element.data ?? {};
  if (origin === 'html' || !env.flow) return new Map();
  const values = attributeValues(element, place);
  const said = new Map(
    [...values].flatMap(([name, value]) => (isStyle(name) ? [] : [[name, typed(value)]])),
  );
  const maps = [...said.values()].filter((value) => value instanceof Map);
  const isOperation = operationOf(element, env) !== undefined;
  const isSent = ([name, value]: [string, StaticValue]) =>
    (sent.test(name) || (isOperation && name === 'json')) && isDeep(value);
  // Of what a tag or a component is given, settings have no sentences.
  const isData =
    origin !== 'container'
      ? saysWords(maps) || [...said].some(isSent)
      : maps.some(({ size }) => size > 0);
  if (!isData) return origin === 'container' ? listsIn(said) : new Map();
  // Of the words that components are given, they show what they need.
  return origin === undefined
    ? new Map([...said].filter((one) => one[1] instanceof Map || isSent(one)))
    : said;
}

/** Names of attributes that hold what is sent to an API, or what it answers. */
const sent = /(?:request|response|body|payload|params)$/i;

/** Lists of objects or lists, such as the folders of a tree; a list of words is one of settings. */
const listsIn = (values: Data): Data =>
  new Map([...values].filter(([, value]) => Array.isArray(value) && value.some(isDeep)));

const isDeep = (value: StaticValue): boolean => Array.isArray(value) || value instanceof Map;

/** Attributes hold a truth value or a whole number as its text. */
const typed = (value: StaticValue): StaticValue =>
  typeof value === 'string' && /^(?:true|false|0|-?[1-9]\d{0,14})$/.test(value)
    ? JSON.parse(value)
    : value;

export const dataBlock = (data: Data): RootContent[] =>
  data.size === 0 ? [] : [code(writeYaml(asRecord(data)).trimEnd(), 'yaml')];

/** Shorter texts stand among other words by chance. */
const shortestValue = 4;

const textsIn = (values: readonly StaticValue[]): string[] =>
  values.flatMap((value) => {
    if (value instanceof Map) return textsIn([...value.values()]);
    if (Array.isArray(value)) return textsIn(value);
    return typeof value === 'string' && value.length >= shortestValue ? [value] : [];
  });

/** Settings are single words. */
const saysWords = (values: readonly StaticValue[]) =>
  textsIn(values).some((one) => /\S\s+\S/.test(one));

function asRecord(values: ReadonlyMap<string, StaticValue>): Record<string, YamlValue | undefined> {
  return Object.fromEntries([...values].map(([name, value]) => [name, asYaml(value)]));
}

function asYaml(value: StaticValue): YamlValue | undefined {
  if (value instanceof Map) return asRecord(value);
  if (Array.isArray(value)) return value.map(asYaml).filter((one) => one !== undefined);
  return isScalar(value) || typeof value === 'boolean' ? value : undefined;
}
