import type { MdxJsxAttribute } from 'mdast-util-mdx';
import { attribute } from './call.ts';

const part =
  /\s*(?:([.#])([^\s.#{}="']+)|([\p{L}_:@][\p{L}\p{N}_:@.-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'{}]+)))?)/uy;

/**
 * Reads attributes as containers and attribute lists have them: `.class #id key="value" key=value flag`.
 * Undefined where the text is anything else.
 */
export function readAttributes(source: string): MdxJsxAttribute[] | undefined {
  const attributes: MdxJsxAttribute[] = [];
  const classes: string[] = [];
  const text = source.trim();
  part.lastIndex = 0;
  while (part.lastIndex < text.length) {
    const match = part.exec(text);
    if (match === null) return undefined;
    const [, mark, word, name, double, single, bare] = match;
    if (mark === '.') classes.push(word!);
    else if (mark === '#') attributes.push(attribute('id', word!));
    else attributes.push(attribute(name!, double ?? single ?? bare ?? null));
  }
  if (classes.length > 0) attributes.push(attribute('class', classes.join(' ')));
  return attributes;
}
