import type { Code, PhrasingContent, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { ElementNode } from '../../src/contract/element.ts';
import { firstOf } from '../../src/first-of.ts';
import { code, inlineCode, link, paragraph, text } from '../nodes.ts';
import type { IncludeRequest, Names, RenderEnv } from '../renderings/rendering.ts';
import { isScalar } from '../static-value.ts';
import { isStyle } from './attributes.ts';

/** Attributes that name a file. */
export const files: Names = ['src', 'file', 'path', 'filePath', 'source'];

export const isPicture = /\.(?:a?png|jpe?g|gif|svg|webp|avif|ico)(?:[?#]|$)/i;
const isPlayed = /\.(?:mp[34]|webm|mov|og[gv]|wav|pdf)$/i;

/** Whether nodes say a text already. */
export const isSaid = (words: string, nodes: readonly RootContent[]): boolean =>
  nodes.some((node) => plainText(node).includes(words));

/** What a block says, and below it the file that it would show. */
export function withFile(
  nodes: RootContent[],
  element: ElementNode,
  env: RenderEnv,
): RootContent[] {
  if (nodes.length === 0 || element.children.length > 0 || !env.flow) return nodes;
  const file = fileOf(element, env);
  const isNew = file?.type === 'inlineCode' && !isSaid(file.value, nodes);
  return isNew ? [...nodes, paragraph([file])] : nodes;
}

/** What an element shows, where it says nothing else: the path of a text, an address, or a film. */
export function fileOf(element: ElementNode, env: RenderEnv): PhrasingContent | undefined {
  const path = env.text(element, files) ?? addressIn(element) ?? '';
  if (isPicture.test(path)) return undefined;
  if (/^https?:\/\//.test(path)) return link(path, [text(path)]);
  const name = /^.*\/(.*\.[a-z]\w{0,9})$/i.exec(path)?.[1];
  if (name && isPlayed.test(name)) return link(env.url(path), [text(name)]);
  return name ? inlineCode(path) : undefined;
}

/** The address, or the film, that an attribute holds whatever it is called: `<Talk embedSrc="https://…" />`. */
function addressIn({ attributes, data }: ElementNode): string | undefined {
  const given = data?.origin === 'macro' ? [] : attributes;
  return firstOf(given, (one) => {
    if (!('name' in one) || typeof one.value !== 'string' || isStyle(one.name)) return undefined;
    const value = one.value.trim();
    return /^https?:\/\/\S+$/.test(value) || isPlayed.test(value) ? value : undefined;
  });
}

/** The file of a component that an element is given as the code of an example: `<Example code={Basic} />`. */
export function demoIn({ attributes, children }: ElementNode, env: RenderEnv): Code[] | undefined {
  if (children.length > 0) return undefined;
  for (const one of attributes) {
    if (one.type !== 'mdxJsxAttribute' || one.name !== 'code' || typeof one.value !== 'object')
      continue;
    const name = /^\s*(\p{Lu}\w*)\s*$/u.exec(one.value?.value ?? '')?.[1];
    const file = name === undefined ? undefined : env.imported(name);
    const ending = /\.([jt]sx)$/.exec(file?.path ?? '')?.[1];
    if (file && ending) return [code(file.text.trim(), ending)];
  }
  return undefined;
}

const isText = /\.(?:mdx?|markdown)$/;

/** Folders in which sites by custom keep what pages include. */
const folders = ['_partials', 'partials', '_includes', 'includes', '_snippets', 'snippets'];

/** Attributes that name what stands in place of an element, whatever that is called. */
const parts: Names = ['partial', 'snippet', 'include'];

type Part = Pick<IncludeRequest, 'path' | 'region' | 'fill'>;

/**
 * The file, or the part of it, that stands in place of an element: Markdown where it, or an attribute, is called an
 * include, as many sites have one of their own, or a fragment, as Adobe's theme for Gatsby has it; where it is a
 * directive, any text, the first time that it names it.
 */
export function includedPart(element: ElementNode, env: RenderEnv): Part | undefined {
  const { name, children, data } = element;
  const part = env.text(element, parts);
  const isPart = part !== undefined && isText.test(part);
  const isInclude = isPart || /fragment|import|include|partial|snippet/i.test(name ?? '');
  const { conventions } = env.document.dialect;
  const isDirective = data?.origin === 'macro' && conventions?.includes('directives');
  if (children.length > 0 || !(isInclude || isDirective)) return undefined;
  const given = isPart ? part : namedFile(element, env);
  if (given === undefined || isAddressOrPicture(given)) return undefined;
  const [asked = '', region] = given.split('#');
  const fill = filledBy(element, env);
  const places = isInclude && isText.test(asked) ? folders.map((one) => `/${one}/${asked}`) : [];
  const found = firstFile([asked, ...places], env);
  if (found === undefined) return undefined;
  const isShown = isInclude ? isText.test(found.file) : !env.document.included.has(found.file);
  return isShown
    ? { path: found.path, ...(region && { region }), ...(fill && { fill }) }
    : undefined;
}

/** The first of some paths at which there is a file, and the file. */
function firstFile(paths: readonly string[], env: RenderEnv) {
  return firstOf(paths, (path) => {
    const file = env.document.include(path);
    return file.ok ? { path, file: file.path } : undefined;
  });
}

const isAddressOrPicture = (given: string) => /^\w+:/.test(given) || isPicture.test(given);

function namedFile(element: ElementNode, env: RenderEnv): string | undefined {
  const file = env.text(element, files);
  if (file !== undefined) return file;
  const name = env.text(element, ['name']);
  return name && isText.test(name) ? name : undefined;
}

/** Puts the values of an object that the element is given in place of their names in braces: `{{ kiln }}`, `{{ .kiln }}`. */
function filledBy(element: ElementNode, env: RenderEnv): Part['fill'] {
  const maps = element.attributes.flatMap((one) => {
    const value = 'name' in one ? env.attribute(element, one.name) : undefined;
    return value instanceof Map ? [...value] : [];
  });
  const values = new Map<string, unknown>(maps.filter(([, value]) => isScalar(value)));
  if (values.size === 0) return undefined;
  return (text) =>
    text.replace(/\{\{\s*\.?([\w-]+)\s*\}\}/g, (whole, name: string) =>
      values.has(name) ? String(values.get(name)) : whole,
    );
}
