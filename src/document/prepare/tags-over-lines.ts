import type { LineKinds } from '../lines/lines.ts';
import { Edits } from './edits.ts';

const open = /^ {0,3}<[a-z][\w-]*(?:\s[^<>]*)?$/i;
const withAttributes = /^\s*<[a-z][\w-]*\s[^<>]*=[^<>]*>/i;
/** What ends a paragraph for CommonMark: a blank line, also one that a template may leave, or a sign that it takes for that of a quote. */
const cuts = /^\s*(?:$|>|\{%)/;
/** Lines of the longest tag that is looked for. */
const longest = 40;

/**
 * Tags that begin a line and end below a blank line, or with `>` at the start of one: tags to kramdown and
 * Python-Markdown, but none to CommonMark. Each stands in one line then.
 */
export function joinTagsOverLines({ text, kind }: LineKinds): Edits {
  const edits = new Edits();
  for (let index = 0; index < text.length; index++) {
    if (kind[index] !== 'text' || !open.test(text[index]!)) continue;
    const rest = text.slice(index + 1, index + longest);
    const height = rest.findIndex((line) => /[<>]/.test(line)) + 1;
    const lines = rest.slice(0, height);
    if (height === 0 || !lines.some((line) => cuts.test(line))) continue;
    const parts = lines.map((line) => line.trim()).filter((line) => line !== '');
    const joined = [text[index]!.trimEnd(), ...parts].join(' ').replace(/ >/, '>');
    if (!withAttributes.test(joined)) continue;
    edits.replace(index, joined);
    edits.remove(index + 1, index + height);
    index += height;
  }
  return edits;
}
