import type { Nodes, RootContent } from 'mdast';
import type { Value, ValueMap } from '../static/value.ts';
import { Partial } from './partial.ts';

type Show = (one: Partial) => RootContent;

/**
 * What a component is given to show and, as far as is known, does not: it may choose one of the
 * documents as the page runs, or load what is at an address.
 *
 * @param show gives the element of a document
 */
export function leftOf(given: ValueMap, shown: ReadonlySet<Nodes>, show: Show): RootContent[] {
  const showsDocuments = [...shown].some(({ data }) => data && 'partial' in data);
  return showsDocuments ? [] : [...documentsIn(given, show), ...addressIn(given, shown)];
}

const inLine = /^(?:a|abbr|b|code|em|i|kbd|mark|small|span|strong|sub|sup)$/;
const isInLine = (node: Nodes): boolean =>
  node.type === 'text' || ('name' in node && inLine.test(node.name ?? ''));

/** The address of a page, or else of a file, below a block that shows none, also in another form. */
function addressIn(given: ValueMap, shown: ReadonlySet<Nodes>): RootContent[] {
  const url = ['href', 'link', 'url', 'src']
    .map((name) => given.get(name))
    .find((value) => typeof value === 'string' && /^https?:\/\/\S+$/.test(value));
  const nodes = [...shown];
  const isWritten = (text: string, among: readonly Nodes[]) =>
    among.some((node) => JSON.stringify({ ...node, children: [] }).includes(text));
  if (typeof url !== 'string' || nodes.every(isInLine) || isWritten('://', nodes)) return [];
  const title = given.get('title');
  // No reader sees the attribute of an element of HTML.
  const seen = nodes.filter((node) => !('name' in node && /^[a-z]/.test(node.name ?? '')));
  const isTitle =
    typeof title === 'string' && title !== '' && !isWritten(JSON.stringify(title), seen);
  const label = isTitle ? title : (/([^/?#]+)\/?(?:[?#].*)?$/.exec(url)?.[1] ?? url);
  const link: RootContent = { type: 'link', url, children: [{ type: 'text', value: label }] };
  return [{ type: 'paragraph', children: [link] }];
}

/** Those in objects, too, as tabs by the names under which they are given. */
function documentsIn(given: ValueMap, show: Show): RootContent[] {
  const named = [...given].flatMap(([name, value]) => {
    const nodes = value instanceof Map ? documentsIn(value, show) : documentOf(value, show);
    return nodes.length > 0 ? [{ name: String(name), nodes }] : [];
  });
  const hasLabel = (name: string) => named.length > 1 || /\.\w+$/.test(name);
  return named.flatMap(({ name, nodes }) => (hasLabel(name) ? [tab(name, nodes)] : nodes));
}

const documentOf = (value: Value, show: Show) => (value instanceof Partial ? [show(value)] : []);

const tab = (label: string, children: RootContent[]): RootContent => ({
  type: 'mdxJsxFlowElement',
  name: 'role-tab',
  attributes: [{ type: 'mdxJsxAttribute', name: 'label', value: label }],
  children: children as never[],
});
