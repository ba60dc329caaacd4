import type { MdxJsxAttribute } from 'mdast-util-mdx';
import { attribute } from './call.ts';

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
