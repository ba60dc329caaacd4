import type { Blockquote, Paragraph, PhrasingContent } from 'mdast';
import { paragraph, strong, text } from '../nodes.ts';

const marker = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*/i;

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
  const [first, second] = quote.children;
  const start = first?.type === 'paragraph' ? first.children[0] : undefined;
  if (first?.type !== 'paragraph' || !start) return;
  if (start.type === 'strong' && boldAlerts) {
    boldAlert(first, start.children);
    return;
  }
  const found = start.type === 'text' ? marker.exec(start.value) : null;
  if (!found || start.type !== 'text') return;
  const rest = start.value.slice(found[0].length);
  const name = `[!${(found[1] as string).toUpperCase()}]`;
  if (rest === '' && first.children.length === 1) {
    start.value = name;
    if (second?.type !== 'paragraph') return;
    second.children.unshift(text(`${name}\n`));
    quote.children.shift();
  } else if (!rest.startsWith('\n')) {
    titled(quote, first, { name, rest });
  }
}

/** Text after the marker on its line is a title, which GitHub does not take. */
function titled(quote: Blockquote, first: Paragraph, { name, rest }: Record<string, string>): void {
  const [, title = '', body] = /^([^\n]*)(?:\n([\s\S]*))?$/.exec(rest ?? '') ?? [];
  const following = first.children.slice(1);
  if (body === undefined && following.length > 0) {
    first.children = [text(`${name}\n`), strong([text(title), ...following])];
    return;
  }
  first.children = [text(`${name}\n`), strong([text(title.trim())])];
  const content: PhrasingContent[] = [...(body ? [text(body)] : []), ...following];
  if (content.length > 0) quote.children.splice(1, 0, paragraph(content));
}

function boldAlert(first: Paragraph, lead: PhrasingContent[]): void {
  const [word] = lead;
  if (lead.length !== 1 || word?.type !== 'text') return;
  const kind = boldKinds.get(word.value.replace(/:$/, '').trim().toLowerCase());
  const next = first.children[1];
  const colon = word.value.endsWith(':') || (next?.type === 'text' && next.value.startsWith(':'));
  if (!kind || !colon) return;
  const rest = next?.type === 'text' ? next.value.replace(/^:?\s*/, '') : undefined;
  const head = text(`[!${kind}]\n${rest ?? ''}`);
  first.children.splice(0, rest === undefined ? 1 : 2, head);
}
