import type { Image, Link, Nodes, Parents } from 'mdast';
import type { Handle } from 'mdast-util-to-markdown';
import { escapeText } from './escape.ts';
import { isAngleSafe, literalForm } from './literal-links.ts';
import { factsOfText, type Surroundings } from './surroundings.ts';

type Peekable = Handle & { peek?: Handle };

export function linkHandler(around: Surroundings): Handle {
  const link: Peekable = (node: Link, parent, state, info) => {
    const { before, after } = info;
    const inLabel = state.stack.includes('label');
    const literal = writeLiteral(node, { parent, before: before.slice(-1), after, inLabel });
    if (literal !== undefined) return literal;
    const leaveLink = state.enter('link');
    const leaveLabel = state.enter('label');
    const label = state.containerPhrasing(node, { ...info, before: '[', after: '](' });
    leaveLabel();
    leaveLink();
    return writeLink(node, { label, before, around });
  };
  link.peek = (node: Link) => {
    const text = literalText(node);
    return text !== undefined && isAngleSafe(text) ? text : '[';
  };
  return link;
}

export function imageHandler(around: Surroundings): Handle {
  const image: Peekable = (node: Image, _parent, _state, { before }) =>
    writeImage(node, { before, around });
  image.peek = () => '!';
  return image;
}

interface Place {
  before: string;
  around: Surroundings;
}

export function writeLink(
  node: Link,
  { label, before, around }: Place & { label: string },
): string {
  return `[${label}]${target(node, titleOf(node, label, before), around)}`;
}

export function writeImage(node: Image, { around }: Place): string {
  const value = node.alt ?? '';
  const alone = {
    ...around,
    facts: () => ({ ...factsOfText(value), ticks: true, closesTags: true }),
  };
  const alt = escapeText({ value, before: '[', after: ']', inLabel: true, around: alone });
  return `![${alt}]${target(node, node.title || undefined, around)}`;
}

function target(node: Link | Image, title: string | undefined, around: Surroundings): string {
  const destination = !node.url && title !== undefined ? '<>' : renderDestination(node.url, around);
  return `(${destination}${title === undefined ? '' : renderTitle(title, around)})`;
}

interface LiteralPlace {
  parent: Parents | undefined;
  before: string;
  after: string;
  inLabel: boolean;
}

/** The link without markup or in angle brackets, where it is one that can be; else undefined. */
export function writeLiteral(node: Link, place: LiteralPlace): string | undefined {
  const text = literalText(node);
  if (text === undefined) return undefined;
  const after = place.inLabel ? '_' : textAfter(place.parent, node, place.after);
  const form = literalForm(text, place.before, after);
  if (form === 'resource') return undefined;
  return form === 'bare' ? text : `<${text}>`;
}

/**
 * The text of a link that was written without markup or in angle brackets. Links written as
 * `[url](url)` stay so; a link without a position was made, and is written the short way.
 */
export function literalText(node: Link): string | undefined {
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
function titleOf(node: Link, label: string, before: string): string | undefined {
  if (node.title) return node.title;
  if (!before.endsWith('\n')) return undefined;
  return /(?<!\\)\]:/.test(label) ? '' : undefined;
}

const spaceOrControl = /[\0- \u007F]/;
/** What may need care in a destination; most have nothing of it. */
const special = /[\0- \u007F\\&|<()]/;
const reference = /&(?=(?:#(?:\d{1,7}|[xX][\da-fA-F]{1,6})|[A-Za-z][\dA-Za-z]*);)/g;
/** The last one stands before a delimiter. */
const backslash = /\\(?=[!-/:-@[-`{-~]|$)/g;

/** The destination of a link, raw where that can be, else in angle brackets. */
export function renderDestination(url: string, { inCell }: { inCell: boolean }): string {
  if (!special.test(url)) return url;
  let value = url.replace(backslash, '\\\\').replace(reference, '\\&');
  if (inCell) value = value.replaceAll('|', '\\|');
  if (spaceOrControl.test(url)) {
    const escaped = value.replace(/[<>]/g, '\\$&').replace(/\r?\n|\r/g, '%0A');
    return `<${escaped}>`;
  }
  if (value.startsWith('<')) value = `\\${value}`;
  return balanced(url) ? value : value.replace(/[()]/g, '\\$&');
}

/** The quoted title with the space before it. */
function renderTitle(title: string, { inCell }: { inCell: boolean }): string {
  let value = title.replace(backslash, '\\\\').replace(reference, '\\&').replaceAll('"', '\\"');
  if (inCell) value = value.replaceAll('|', '\\|').replace(/(?<![^\S\n])[^\S\n]*\n\s*/g, ' ');
  return ` "${value.replace(/\n(?=[ \t]*\n)/g, '&#xA;')}"`;
}

function balanced(url: string): boolean {
  let depth = 0;
  for (const character of url) {
    if (character === '(' && ++depth > 30) return false;
    if (character === ')' && --depth < 0) return false;
  }
  return depth === 0;
}
