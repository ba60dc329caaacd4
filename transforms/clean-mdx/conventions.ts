import type { Heading, List, ListItem, Paragraph, PhrasingContent } from 'mdast';
import { isBlank, text } from '../nodes.ts';
import { trimLine } from './line.ts';

/** `[[toc]]` on a line of its own asks for a generated table of contents. */
export function isTocMark({ children }: Paragraph): boolean {
  const [only] = children;
  return children.length === 1 && only?.type === 'text' && /^\[\[toc\]\]$/i.test(only.value);
}

/** Vue's `{{ 'literal' }}` reads as the literal; other interpolations stay as they are written. */
export function interpolated(value: string): string {
  return value.replace(/\{\{\s*(['"`])((?:(?!\1).)*)\1\s*\}\}/g, '$2');
}

/**
 * Takes `[#id]`, `[step]`, `[toc]` and `[!toc]` off a heading. Returns false where the heading exists only to
 * mark a table of contents.
 */
export function withoutHeadingMarks(heading: Heading): boolean {
  const last = heading.children.at(-1);
  if (last?.type === 'text' || last?.type === 'linkReference') {
    const before = lineText(last);
    const mark = /(?:^|\s*)\[(?:#[^\]\s]+|!?toc|step)\]\s*$/i.exec(before);
    if (!mark) return true;
    const isTocOnly = /\[toc\]/i.test(mark[0]);
    heading.children.pop();
    const rest = before.slice(0, mark.index);
    if (rest) heading.children.push(text(rest));
    trimLine(heading.children);
    return !isTocOnly && (heading.children.length === 0 || withoutHeadingMarks(heading));
  }
  return true;
}

const lineText = (node: PhrasingContent): string =>
  node.type === 'text'
    ? node.value
    : node.type === 'linkReference'
      ? `[${node.label ?? node.identifier}]`
      : '';

/** `- term` with a nested `- : definition` becomes one item: `- term: definition`. */
export function definitionItems(list: List): void {
  for (const item of list.children) {
    const [term, nested] = item.children;
    if (term?.type !== 'paragraph' || nested?.type !== 'list') continue;
    const definitions = nested.children;
    if (!definitions.every(isDefinition)) continue;
    for (const definition of definitions) withoutColon(definition);
    const [first, ...others] = definitions.flatMap((definition) => definition.children);
    if (first?.type === 'paragraph') {
      term.children.push(text(': '), ...first.children);
      item.children.splice(1, 1, ...others);
    } else item.children.splice(1, 1, ...(first ? [first] : []), ...others);
    item.spread = item.children.filter((child) => child.type !== 'list').length > 1;
  }
  list.spread = list.children.some((item) => item.spread === true);
}

function isDefinition(item: ListItem): boolean {
  const [first] = item.children;
  const start = first?.type === 'paragraph' ? first.children[0] : undefined;
  return start?.type === 'text' && start.value.startsWith(': ');
}

function withoutColon(item: ListItem): void {
  const [first] = item.children;
  if (first?.type !== 'paragraph') return;
  const start = first.children[0];
  if (start?.type === 'text') first.children[0] = text(start.value.slice(2));
  if (first.children.every(isBlank)) item.children.shift();
}
