import type { Code, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { hasClass } from '../../src/components/accessible.ts';
import type { ElementNode } from '../../src/contract/element.ts';
import { code, isElement } from '../nodes.ts';

const ofNumbers = /(?:^|\s)(?:line-?(?:num(?:ber)?s?|nos?)|linenos?|blob-num|gutter)(?:\s|$)/i;

/** Code that a component shows as a table, with the number of each line before it; undefined for other tables. */
export function numberedLines(table: ElementNode): Code[] | undefined {
  if (table.data?.made !== true) return undefined;
  const rows = below(table, 'tr');
  const lines = rows.flatMap((row, at) => {
    const [number, line, more] = below(row, 'td');
    if (!number || !line || more || !hasClass(number, ofNumbers)) return [];
    return Number(plainText(number)) === at + 1 ? plainText(line).replaceAll('\u200b', '') : [];
  });
  return rows.length > 0 && lines.length === rows.length ? [code(lines.join('\n'))] : undefined;
}

const below = (element: ElementNode, name: string): ElementNode[] =>
  (element.children as RootContent[]).flatMap((child) => {
    if (!isElement(child)) return [];
    return child.name === name ? [child] : below(child, name);
  });
