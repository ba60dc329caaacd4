import type { MdxJsxAttribute } from 'mdast-util-mdx';
import { attribute, dataAttribute } from './call.ts';

const part =
  /[\s,]*(?:([\p{L}_$][\p{L}\p{N}_$.:-]*)\s*[=]\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]*)`|(\{(?:[^{}]|\{[^{}]*\})*\}|\[(?:[^[\]]|\[[^[\]]*\])*\])|([^\s,"'`]+))|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]*)`|([^\s,"'`]+))/uy;

/**
 * The arguments of a shortcode, tag or macro as attributes: named ones by their name, the others
 * by their place, `0`, `1`, … What cannot be read ends the list.
 */
export function readArguments(source: string): MdxJsxAttribute[] {
  const attributes: MdxJsxAttribute[] = [];
  let place = 0;
  part.lastIndex = 0;
  for (let match = part.exec(source); match !== null; match = part.exec(source)) {
    const [, name, double, single, raw, data, bare, ...positional] = match;
    if (name !== undefined && data !== undefined) attributes.push(dataAttribute(name, data));
    else if (name !== undefined)
      attributes.push(attribute(name, unescaped(double ?? single) ?? raw ?? bare ?? ''));
    else {
      const [placedDouble, placedSingle, placedRaw, placedBare] = positional;
      const value = unescaped(placedDouble ?? placedSingle) ?? placedRaw ?? placedBare ?? '';
      attributes.push(attribute(String(place++), value));
    }
  }
  return attributes;
}

function unescaped(text: string | undefined): string | undefined {
  return text?.replace(/\\(["'\\])/g, '$1');
}
