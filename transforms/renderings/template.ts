import type { Nodes, PhrasingContent, RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { builtList } from '../clean-mdx/blocks.ts';
import { listItem, paragraph, text } from '../nodes.ts';
import { itemBlocks } from './content.ts';
import { defineRendering, type RenderEnv } from './rendering.ts';

/**
 * A Markdown line with attributes filled in: `**Added in:** [[{pkg}@]]v{v}`. A part in double
 * brackets is left out when one of its attributes is missing (what follows `||` stands in for it),
 * and so is the whole when one outside is. With a fence in it, it gives blocks. `{children}` is the content. With `list`, neighbours become one list.
 */
export const template = defineRendering({ text: 'text', list: 'flag' }, (element, spec, env) => {
  const values: Filling[] = [];
  const { text: wanted = '{children}' } = spec;
  const source = chosen(wanted, element, env);
  if (source === undefined) {
    const parts = [...partsOf(wanted, element, env), ...env.children(element)];
    if (parts.length === 0) reportEmpty(element, env);
    return parts;
  }
  const numbered = source.replace(/\{([\w-]+)\}/g, (_, name: string) => {
    const nodes = fillingOf(name, element, env) ?? [];
    const isText = name !== 'children';
    values.push({
      nodes,
      text: (isText && env.text(element, name)) || nodes.map(plain).join(''),
    });
    return `\uE000${values.length - 1}\uE001`;
  });
  const isPlaced = wanted.includes('{children}');
  if (env.flow && /^ *(?:`{3}|~{3})/m.test(numbered)) {
    const filled = fillBlocks(env.parse(numbered).children, values);
    return isPlaced ? filled : [...filled, ...env.blocks(element)];
  }
  const line = fill(env.inline(numbered), values);
  if (!env.flow) return line;
  const blocks = isPlaced ? [] : env.blocks(element);
  return spec.list
    ? [builtList([listItem(itemBlocks(line, blocks))], `template ${wanted}`)]
    : [paragraph(line), ...blocks];
});

/** What fills a hole: nodes where text stands, the text as it was written in code and addresses. */
interface Filling {
  nodes: PhrasingContent[];
  text: string;
}

function reportEmpty(element: ElementNode, env: RenderEnv): void {
  const name = element.name ?? '';
  env.report({
    severity: 'warning',
    rule: 'component-lost',
    about: name,
    reason: `<${name}> shows its content in a way that contextor cannot read; nothing of it is kept`,
    at: element,
  });
}

/** What a use says of a template that it does not fill. */
function partsOf(wanted: string, element: ElementNode, env: RenderEnv): RootContent[] {
  const names = [...wanted.matchAll(/\{([\w-]+)\}/g)].map(([, name]) => name as string);
  const said = names
    .filter((name) => name !== 'children')
    .flatMap((name) => {
      const nodes = env.prose(element, name);
      return nodes ? [nodes] : [];
    });
  return env.flow ? said.map(paragraph) : said.flat();
}

function fillingOf(
  name: string,
  element: ElementNode,
  env: RenderEnv,
): PhrasingContent[] | undefined {
  if (name !== 'children') return env.prose(element, name);
  const nodes = env.line(element);
  return nodes.length > 0 ? nodes : undefined;
}

function chosen(source: string, element: ElementNode, env: RenderEnv): string | undefined {
  const isComplete = (part: string) =>
    [...part.matchAll(/\{([\w-]+)\}/g)].every(([, name]) =>
      fillingOf(name as string, element, env),
    );
  const rest = source.replace(/\[\[(.*?)\]\]/g, (_, part: string) => {
    const [wanted = '', ...others] = part.split('||');
    return [wanted, ...others].find(isComplete) ?? others.at(-1) ?? '';
  });
  return isComplete(rest) ? rest : undefined;
}

/** A template of several blocks, such as a label and a fence; in code, what fills it is plain text. */
const fillBlocks = (nodes: readonly RootContent[], values: readonly Filling[]): RootContent[] =>
  nodes.map((node) => {
    if (node.type === 'code') return { ...node, value: fillPlain(node.value, values) };
    if (node.type === 'paragraph') return { ...node, children: fill(node.children, values) };
    if (!('children' in node)) return node;
    const children = fillBlocks(node.children as RootContent[], values);
    return { ...node, children } as RootContent;
  });

const hole = /\uE000(\d+)\uE001/;

/** The line with its holes filled, in text with nodes, in code and addresses with plain text. */
function fill(nodes: readonly PhrasingContent[], values: readonly Filling[]): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    if (node.type === 'text') return fillText(node.value, values);
    if (node.type === 'inlineCode') return [{ ...node, value: fillPlain(node.value, values) }];
    const filled = { ...node } as PhrasingContent;
    if ('url' in filled) filled.url = fillPlain(filled.url, values);
    if ('children' in filled) filled.children = fill(filled.children, values) as never;
    return [filled];
  });
}

function fillText(value: string, values: readonly Filling[]): PhrasingContent[] {
  return value.split(/(\uE000\d+\uE001)/).flatMap((part): PhrasingContent[] => {
    const found = hole.exec(part);
    if (found) return values[Number(found[1])]?.nodes ?? [];
    return part === '' ? [] : [text(part)];
  });
}

const fillPlain = (value: string, values: readonly Filling[]): string =>
  value.replace(
    /(?:\uE000|%EE%80%80)(\d+)(?:\uE001|%EE%80%81)/g,
    (_, index) => values[Number(index)]?.text ?? '',
  );

const plain = (node: Nodes): string =>
  'value' in node ? node.value : 'children' in node ? node.children.map(plain).join('') : '';
