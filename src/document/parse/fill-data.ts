import type { Root } from 'mdast';
import { isJson } from '../../is-record.ts';
import { walk } from '../walk.ts';
import { isElement } from './node-kinds.ts';

/** A line that is an attribute with data, or the first line of a tag with one, as generators of pages of an API write them. */
const attribute =
  /^((?:[ \t]*<[A-Za-z][\w.]*(?:[ \t]+[A-Za-z][\w:-]*="[^"]*")*)?[ \t]+[A-Za-z][\w:-]*=\{)([[{].*[\]}])\}[^{}]*$/;
const beginOfData = /=\{[[{]/;
/** Shorter data costs the parsers little. */
const shortest = 2_000;

/** A text in which data of attributes is one string. */
interface FilledData {
  text: string;
  /** The data, in the order of the text. */
  data: readonly string[];
}

/** The two parts of a line that is an attribute with long data, which is JSON: it certainly ends where the line does. */
function partsOf(line: string): readonly [before: string, data: string] | undefined {
  if (line.length < shortest) return undefined;
  const [, before, data] = attribute.exec(line) ?? [];
  return before !== undefined && isJson(data!) ? [before, data!] : undefined;
}

/** Whether a line of MDX holds nothing but data, whatever marks stand in it. */
export const isDataLine = (line: string): boolean => partsOf(line) !== undefined;

/**
 * A text of the same length, in which long data of attributes holds no marks: a parser looks for the
 * end of the expression at each of its braces.
 */
export function fillData(text: string): FilledData {
  const data: string[] = [];
  if (text.length < shortest || !beginOfData.test(text)) return { text, data };
  const lines = text.split('\n').map((line) => {
    const parts = partsOf(line);
    if (parts === undefined) return line;
    const [before, found] = parts;
    data.push(found);
    return `${before}${fillingOf(found)}${line.slice(before.length + found.length)}`;
  });
  return { text: data.length === 0 ? text : lines.join('\n'), data };
}

const fillingOf = (data: string): string => `"${'x'.repeat(data.length - 2)}"`;

/** Puts the data back; false where it was none to the parser, which then has to read the text itself. */
export function restoreData(root: Root, data: readonly string[]): boolean {
  if (data.length === 0) return true;
  let next = 0;
  walk(root, (node) => {
    if (!isElement(node)) return;
    for (const { value } of node.attributes) {
      const found = data[next];
      if (found === undefined || value === null || typeof value !== 'object') continue;
      if (value.value !== fillingOf(found)) continue;
      value.value = found;
      delete value.data;
      next++;
    }
  });
  return next === data.length;
}
