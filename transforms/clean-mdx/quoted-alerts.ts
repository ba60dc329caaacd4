import type { Blockquote, Paragraph, PhrasingContent, Text } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { isBlank, paragraph, text } from '../nodes.ts';
import { kindOfWord } from '../renderings/alert.ts';
import { bold } from '../renderings/content.ts';

/** `[!note]`, and as Obsidian, Hugo and others read it, any kind, what styles it, and whether the box is folded: `[!faq|wide]- Why?`. */
const marker = /^\[!(\w[\w-]*)(?:\|[^\]\n]*)?\][+-]?[ \t]*/;

/** The kinds that Markdown sources announce in bold, as `> **Warning:** …`. */
const boldKinds: ReadonlyMap<string, string> = new Map([
  ['note', 'NOTE'],
  ['callout', 'NOTE'],
  ['tip', 'TIP'],
  ['warning', 'WARNING'],
  ['caution', 'CAUTION'],
  ['important', 'IMPORTANT'],
]);

/**
 * Brings a quotation that is an alert to the form that GitHub reads: the marker on a line of its
 * own, directly above the first paragraph, a title in bold below it.
 */
export function tidyAlert(quote: Blockquote, boldAlerts: boolean): void {
  const [first] = quote.children;
  if (first?.type !== 'paragraph') return;
  const [start, next] = first.children;
  if (start?.type === 'strong' && boldAlerts) boldAlert(quote, first, start.children);
  const found = start?.type === 'text' ? marker.exec(start.value) : null;
  if (!found || start?.type !== 'text') return;
  const [mark, word = ''] = found;
  const kind = kindOfWord(word);
  const name = `[!${kind ?? 'NOTE'}]`;
  const behind = start.value.slice(mark.length);
  // A kind that is none of the five is its own title.
  const isUntitled = behind === '' ? !next || next.type === 'break' : behind.startsWith('\n');
  const own = kind === undefined ? word[0]!.toUpperCase() + word.slice(1) : '';
  // Docsify's flexible alerts: `[!TIP|label:Glaze]`.
  const label = /\|label:([^|\]]*)/.exec(mark)?.[1]?.trim();
  const rest = isUntitled ? (label || own) + behind : behind;
  if (rest === '' && first.children.length === 1) {
    start.value = name;
    joinMarker(quote, name);
  } else if (!rest.startsWith('\n')) {
    titled(quote, first, { name, rest });
  } else start.value = name + rest;
}

/** A marker alone in a paragraph goes to the next one. */
function joinMarker(quote: Blockquote, name: string): void {
  const next = quote.children[1];
  if (next?.type !== 'paragraph') return;
  next.children.unshift(text(`${name}\n`));
  quote.children.shift();
}

/** Text after the marker on its line is a title, which GitHub does not take. */
function titled(
  quote: Blockquote,
  first: Paragraph,
  { name, rest }: Record<'name' | 'rest', string>,
): void {
  const [title, content] = firstLine([text(rest ?? ''), ...first.children.slice(1)]);
  const words = title
    .map((node) => plainText(node))
    .join('')
    .trim();
  if (title.every(isBlank) || `[!${words.toUpperCase()}]` === name) {
    first.children = content.length > 0 ? [text(`${name}\n`), ...content] : [text(name)];
    if (content.length === 0) joinMarker(quote, name);
    return;
  }
  first.children = [text(`${name}\n`), ...bold(title)];
  if (content.length > 0) quote.children.splice(1, 0, paragraph(content));
}

/** What stands before the first line end or break of a line of text, and what stands after it. */
function firstLine(nodes: PhrasingContent[]): [PhrasingContent[], PhrasingContent[]] {
  const at = nodes.findIndex(
    (node) => node.type === 'break' || (node.type === 'text' && node.value.includes('\n')),
  );
  const end = nodes[at];
  if (end === undefined) return [nodes, []];
  const value = end.type === 'text' ? end.value : '\n';
  const cut = value.indexOf('\n');
  const parts = (words: string): Text[] => (words === '' ? [] : [text(words)]);
  return [
    [...nodes.slice(0, at), ...parts(value.slice(0, cut).trimEnd())],
    [...parts(value.slice(cut + 1)), ...nodes.slice(at + 1)],
  ];
}

function boldAlert(quote: Blockquote, first: Paragraph, lead: PhrasingContent[]): void {
  const [word] = lead;
  if (lead.length !== 1 || word?.type !== 'text') return;
  const kind = boldKinds.get(word.value.replace(/:$/, '').trim().toLowerCase());
  const next = first.children[1];
  const colon = word.value.endsWith(':') || (next?.type === 'text' && next.value.startsWith(':'));
  if (!kind || !colon) return;
  const rest = next?.type === 'text' ? next.value.replace(/^:?\s*/, '') : undefined;
  first.children.splice(0, rest === undefined ? 1 : 2);
  const isAlone = !rest && first.children.length === 0;
  const name = `[!${kind}]`;
  first.children.unshift(text(isAlone ? name : `${name}\n${rest ?? ''}`));
  if (isAlone) joinMarker(quote, name);
}
