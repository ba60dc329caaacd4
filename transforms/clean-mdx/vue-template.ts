import type { Nodes, RootContent } from 'mdast';
import { Content } from '../../src/components/content.ts';
import type { Reader } from '../../src/components/reader.ts';
import { vueComponent } from '../../src/components/vue.ts';
import type { ElementNode } from '../../src/contract/element.ts';
import { holds } from '../../src/document/walk.ts';
import { Callable, type ValueMap } from '../../src/static/value.ts';
import { isElement } from '../nodes.ts';
import { toValue } from './own-values.ts';
import type { Place } from './place.ts';

/** Nodes of a page as a component that has the scripts of the page, and what it is given. */
interface PageTemplate {
  component: Callable;
  props: ValueMap;
}

/**
 * Undefined where Vue would fill in something in other Markdown than words, lists and boxes.
 *
 * @param around markup around that of the nodes
 */
export function pageTemplate(
  nodes: readonly RootContent[],
  { place: { scope, path }, reader }: { place: Place; reader: Reader },
  around = (markup: string) => markup,
): PageTemplate | undefined {
  const props: ValueMap = new Map([...scope.given].map(([name, value]) => [name, toValue(value)]));
  const markup = new Markup(props).of(nodes);
  if (markup === undefined) return undefined;
  const script = `<script setup>${scope.esm.join('\n\n')}</script>`;
  const text = `${script}<template>${around(markup)}</template>`;
  const component = vueComponent(text, path, reader);
  return component instanceof Callable ? { component, props } : undefined;
}

/** The HTML of nodes. Those that have nothing of Vue in them are parts, which it names. */
class Markup {
  readonly #parts: ValueMap;
  #count = 0;

  constructor(parts: ValueMap) {
    this.#parts = parts;
  }

  of(nodes: readonly Nodes[]): string | undefined {
    const inner = nodes.map((node) => this.#node(node));
    return inner.includes(undefined) ? undefined : inner.join('');
  }

  #node(node: Nodes): string | undefined {
    if (node.type === 'text' && !node.data?.verbatim) return escaped(node.value);
    if (node.type === 'inlineCode') return `<code>${escaped(node.value)}</code>`;
    const element = isElement(node) ? this.#element(node) : undefined;
    if (element !== undefined) return element;
    if (!holds(node, isOfVue)) return this.#part(node as RootContent);
    const tag = tagOf(node);
    return tag && 'children' in node ? this.#around(tag, node.children) : undefined;
  }

  #part(node: RootContent): string {
    const name = `$part${this.#count}`;
    this.#count += 1;
    this.#parts.set(name, new Content([node]));
    return `{{ ${name} }}`;
  }

  #element({ name, attributes, children }: ElementNode): string | undefined {
    if (name === null) return undefined;
    let tag = name;
    for (const one of attributes) {
      if (!('name' in one) || (typeof one.value === 'object' && one.value !== null))
        return undefined;
      tag += one.value ? ` ${one.name}="${escaped(one.value)}"` : ` ${one.name}`;
    }
    const [only, more] = children as RootContent[];
    const inner = only?.type === 'paragraph' && more === undefined ? only.children : children;
    return inner.length > 0 ? this.#around(tag, inner) : `<${tag}/>`;
  }

  #around(tag: string, nodes: readonly Nodes[]): string | undefined {
    const inner = this.of(nodes);
    return inner === undefined ? undefined : `<${tag}>${inner}</${tag.replace(/ .*/s, '')}>`;
  }
}

/** Whether Vue fills in something in a node itself. */
const isOfVue = (node: Nodes): boolean =>
  (node.type === 'text' && !node.data?.verbatim && node.value.includes('{{')) ||
  (isElement(node) &&
    node.attributes.some((one) => 'name' in one && /^(?:[:#]|v-(?!pre$))/.test(one.name)));

function tagOf(node: Nodes): string | undefined {
  if (node.type === 'heading') return `h${node.depth}`;
  if (node.type === 'list') return node.ordered ? 'ol' : 'ul';
  return node.type === 'link' ? `a href="${escaped(node.url)}"` : tags[node.type];
}

const tags: Partial<Record<Nodes['type'], string>> = {
  blockquote: 'blockquote',
  emphasis: 'em',
  listItem: 'li',
  paragraph: 'p',
  strong: 'strong',
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
