import type { Image, Link, Nodes, Parents } from 'mdast';
import type { Handle } from 'mdast-util-to-markdown';
import { renderDestination, renderTitle } from './destination.ts';
import { escapeText } from './escape.ts';
import { isAngleSafe, literalForm } from './literal-links.ts';
import { factsOfText, type Surroundings } from './surroundings.ts';

type Peekable = Handle & { peek?: Handle };

export function linkHandler(around: Surroundings): Handle {
  const link: Peekable = (node: Link, parent, state, info) => {
    const text = literalText(node);
    if (text !== undefined) {
      const before = info.before.charAt(info.before.length - 1);
      const after = state.stack.includes('label') ? '_' : textAfter(parent, node, info.after);
      const form = literalForm(text, before, after);
      if (form === 'bare') return text;
      if (form === 'angle') return `<${text}>`;
    }
    const leaveLink = state.enter('link');
    const leaveLabel = state.enter('label');
    const label = state.containerPhrasing(node, { ...info, before: '[', after: '](' });
    leaveLabel();
    leaveLink();
    const title = titleOf(node, label, info.before);
    const destination =
      !node.url && title !== undefined ? '<>' : renderDestination(node.url, around);
    return `[${label}](${destination}${title === undefined ? '' : renderTitle(title, around)})`;
  };
  link.peek = (node: Link) => {
    const text = literalText(node);
    return text !== undefined && isAngleSafe(text) ? text : '[';
  };
  return link;
}

export function imageHandler(around: Surroundings): Handle {
  const image: Peekable = (node: Image, _parent, _state, info) => {
    const value = node.alt ?? '';
    const alone = {
      ...around,
      facts: () => ({ ...factsOfText(value), ticks: true, closesTags: true }),
    };
    const alt = escapeText({ value, before: '[', after: ']', inLabel: true, around: alone });
    const title = titleOf(node, alt, info.before);
    const destination =
      !node.url && title !== undefined ? '<>' : renderDestination(node.url, around);
    return `![${alt}](${destination}${title === undefined ? '' : renderTitle(title, around)})`;
  };
  image.peek = () => '!';
  return image;
}

/**
 * The text of a link that was written without markup or in angle brackets. Links written as
 * `[url](url)` stay so; a link without a position was made, and is written the short way.
 */
function literalText(node: Link): string | undefined {
  const child = node.children[0];
  if (node.title || node.children.length !== 1 || child?.type !== 'text') return undefined;
  const { value } = child;
  if (node.url !== value && node.url !== `mailto:${value}` && node.url !== `http://${value}`) {
    return undefined;
  }
  if (!node.position) return value;
  const { start, end } = node.position;
  if (start.line !== end.line) return undefined;
  return end.column - start.column <= value.length + 2 ? value : undefined;
}

/** The text that follows a link, as far as its next sibling tells; `_` stands for unknown markup. */
function textAfter(parent: Parents | undefined, node: Nodes, after: string): string {
  const siblings: readonly Nodes[] = parent?.children ?? [];
  const at = siblings.indexOf(node);
  const next = siblings[at + 1];
  if (next?.type !== 'text') return /\S/.test(after) ? `${after}_` : after;
  const ends = siblings.length === at + 2 && parent !== undefined && blocks.has(parent.type);
  return ends ? next.value : `${next.value}_`;
}

const blocks: ReadonlySet<string> = new Set(['paragraph', 'heading', 'tableCell']);

/**
 * At the start of a line, `[a]: b` would be a definition; an empty title prevents it where the
 * label holds a bracket that cannot be escaped.
 */
function titleOf(node: Link | Image, label: string, before: string): string | undefined {
  if (node.title) return node.title;
  if (node.type === 'image' || !before.endsWith('\n')) return undefined;
  return /(?<!\\)\]:/.test(label) ? '' : undefined;
}
