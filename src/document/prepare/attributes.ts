import type { MdxJsxAttribute } from 'mdast-util-mdx';
import { attribute, dataAttribute } from './call.ts';

const part =
  /\s*(?:([.#])([^\s.#{}="']+)|([\p{L}_:@][\p{L}\p{N}_:@.-]*)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"(?=\s|$)|"([^"]*)"|'([^']*)'|([^\s"'{}]+)))?)/uy;

/**
 * Reads attributes as containers and attribute lists have them: `.class #id key="value" key=value flag`.
 * Quotes may be escaped, `title="\"a\" and b"`. Undefined where the text is anything else.
 */
export function readAttributes(source: string): MdxJsxAttribute[] | undefined {
  const attributes: MdxJsxAttribute[] = [];
  const classes: string[] = [];
  const text = source.trim();
  part.lastIndex = 0;
  while (part.lastIndex < text.length) {
    const match = part.exec(text);
    if (match === null) return undefined;
    const [, mark, word, name, escaped, double, single, bare] = match;
    const value = escaped?.replaceAll('\\"', '"') ?? double ?? single ?? bare ?? null;
    if (mark === '.') classes.push(word!);
    else if (mark === '#') attributes.push(attribute('id', word!));
    else attributes.push(attribute(name!, value));
  }
  if (classes.length > 0) attributes.push(attribute('class', classes.join(' ')));
  return attributes;
}

/** What stands in brackets, down to a few levels of others within them; both come as patterns. */
function within(open: string, close: string): string {
  const other = `[^${open}${close}]`;
  let inside = `${other}*`;
  for (let level = 0; level < 5; level++) inside = `(?:${other}|${open}${inside}${close})*`;
  return open + inside + close;
}

const data = `${within('\\{', '\\}')}|${within('\\[', '\\]')}`;
const quoted = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]*)`/.source;
const bareWord = /([^\s,"'`]+)/.source;
const argumentName = /([\p{L}_$][\p{L}\p{N}_$.:-]*)\s*(?:=|:(?=\s*["']))\s*/u.source;
const value = `${quoted}|(${data})|${bareWord}`;
const argument = new RegExp(`[\\s,]*(?:${argumentName}(?:${value})|${value})`, 'uy');

/**
 * The arguments of a shortcode, tag or macro as attributes: named ones (`a=b`, `a: "b"`) by their name, the others
 * by their place, `0`, `1`, … What cannot be read ends the list.
 */
export function readArguments(source: string): MdxJsxAttribute[] {
  const attributes: MdxJsxAttribute[] = [];
  let place = 0;
  argument.lastIndex = 0;
  for (let match = argument.exec(source); match !== null; match = argument.exec(source)) {
    const [, name, double, single, raw, data, bare, ...positional] = match;
    if (name !== undefined && data !== undefined) attributes.push(dataAttribute(name, data));
    else if (name !== undefined)
      attributes.push(attribute(name, unescaped(double ?? single) ?? raw ?? bare ?? ''));
    else {
      const [placedDouble, placedSingle, placedRaw, placedData, placedBare] = positional;
      const value = unescaped(placedDouble ?? placedSingle) ?? placedRaw ?? placedBare ?? '';
      const at = String(place++);
      attributes.push(placedData ? dataAttribute(at, placedData) : attribute(at, value));
    }
  }
  return attributes;
}

const unescaped = (text: string | undefined): string | undefined =>
  text?.replace(/\\(["'\\])/g, '$1');
