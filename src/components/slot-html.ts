import type { RootContent } from 'mdast';
import { walk } from '../document/walk.ts';
import { memberOf } from '../static/members.ts';
import { Pattern } from '../static/pattern.ts';
import { Callable, isScalar, unknown, type Value } from '../static/value.ts';
import { Content } from './content.ts';

type Change = (text: string) => string;

/**
 * A slot as HTML, whose methods are those of a text where it holds only plain sentences. In other
 * HTML words are put in the place of others; what is done to tags changes only how it looks.
 */
export class SlotHtml extends Content {
  readonly #slot: Content;
  readonly #change: Change | undefined;

  constructor(slot: Content, change?: Change) {
    super([]);
    this.#slot = slot;
    this.#change = change;
  }

  override take(): RootContent[] {
    const nodes = this.#slot.take();
    const change = this.#change;
    if (change)
      walk({ type: 'root', children: nodes }, (node) => {
        if (/^(?:text|code|inlineCode)$/.test(node.type) && 'value' in node)
          node.value = change(node.value);
      });
    return nodes;
  }

  override member(name: string): Value {
    if (name === 'toString') return new Callable(() => this);
    if (/^(?:inner|outer)HTML$/.test(name)) return this;
    if (!this.#slot.some((node) => htmlOf([node]) === undefined))
      return memberOf(htmlOf(this.#slot.take()) ?? '', name);
    return /^replace(?:All)?$/.test(name)
      ? new Callable(([from, to]) => this.#replaced(from, to, name === 'replaceAll'))
      : unknown;
  }

  #replaced(from: Value, to: Value, isEach: boolean): Value {
    if (/[<>]/.test(from instanceof Pattern ? from.source : String(from))) return this;
    if (!isEach || !isScalar(from) || !isScalar(to) || from === '') return unknown;
    const before = this.#change ?? ((text) => text);
    return new SlotHtml(this.#slot, (text) => before(text).replaceAll(`${from}`, () => `${to}`));
  }
}

/** Plain sentences as Astro renders them; undefined where there is more. */
function htmlOf(nodes: readonly RootContent[]): string | undefined {
  const parts = nodes.map((node) => {
    if (node.type === 'text') return asHtml(node.value);
    if (node.type === 'inlineCode') return `<code>${asHtml(node.value)}</code>`;
    const inner = node.type === 'paragraph' ? htmlOf(node.children) : undefined;
    return inner === undefined ? undefined : `<p>${inner}</p>\n`;
  });
  return parts.includes(undefined) ? undefined : parts.join('').trimEnd();
}

const asHtml = (text: string) => text.replace(/[&<]/g, (sign) => (sign === '&' ? '&amp;' : '&lt;'));
