import type { Syntax } from '../document.ts';
import { blockNames } from '../html-names.ts';

/** How prose begins: no line that begins a block does so. */
const proseStart =
  /^(?!\d{1,9}[.)](?:\s|$))(?:!?\[|[\p{L}\p{N}\p{So}"'(\\]|`(?!``)|~~?[^\s~]|[*_]{1,3}[^\s*_]|<(?:https?:|[a-z][\w-]*(?:\s[^<>]*)?>\s*\S))/u;
const firstTag = /^<([a-z][\w-]*)/i;

/** Whether a line begins prose; to CommonMark, a tag with text behind it does, unless it is that of a block. */
export const isProse = (line: string): boolean =>
  proseStart.test(line) && !blockNames.has(firstTag.exec(line)?.[1]?.toLowerCase() ?? '');

/** Whether a line that begins with a character is neither code, nor comment, nor in a list or quote. */
export function beginsPlain(code: number, syntax: Syntax): boolean {
  if (code === 0x7b) return syntax === 'markdown';
  return (code > 0x3e && code !== 0x60 && code !== 0x7e) || code === 0x23;
}
