import type { Nodes } from 'mdast';
import type { MdxJsxAttribute, MdxJsxExpressionAttribute } from 'mdast-util-mdx';

/** A tree as indented lines, positions left out: what the tests of the parse room compare. */
export function show(node: Nodes, depth = 0): string {
  const { type, children, position, ...rest } = node as Nodes & { children?: Nodes[] };
  const fields = Object.entries(rest)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => ` ${key}=${JSON.stringify(value)}`);
  const line = `${'  '.repeat(depth)}${type}${fields.join('')}`;
  return [line, ...(children ?? []).map((child) => show(child, depth + 1))].join('\n');
}

/** A tree in one line: elements as tags, all else as `type(content)`, a text as it is; `*` marks what is loose. */
export function outline(node: Nodes): string {
  const content = 'children' in node ? node.children.map(outline).join('') : '';
  if (node.type === 'text') return node.value;
  if (node.type === 'root') return content;
  if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
    const attributes = node.attributes.map(shownAttribute).join('');
    return content === ''
      ? `<${node.name}${attributes}/>`
      : `<${node.name}${attributes}>${content}</${node.name}>`;
  }
  const { lang, meta, url, depth, data, spread } = node as Shown;
  const head = [lang, meta, url].filter(Boolean).join(' ');
  const name = `${short[node.type] ?? node.type}${depth ?? ''}${data?.id ? `#${data.id}` : ''}`;
  const value = 'value' in node ? node.value : content;
  return `${name}${spread ? '*' : ''}${head && `[${head}]`}(${value})`;
}

interface Shown {
  lang?: string;
  meta?: string;
  url?: string;
  depth?: number;
  data?: { id?: string };
  spread?: boolean;
}

const short: Readonly<Record<string, string>> = {
  paragraph: 'p',
  heading: 'h',
  inlineCode: 'code',
  listItem: 'item',
};

function shownAttribute(given: MdxJsxAttribute | MdxJsxExpressionAttribute): string {
  if (given.type === 'mdxJsxExpressionAttribute') return ` {${given.value}}`;
  const { name, value } = given;
  if (value === null || value === undefined) return ` ${name}`;
  return typeof value === 'string' ? ` ${name}="${value}"` : ` ${name}={${value.value}}`;
}
