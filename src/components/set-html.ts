import type { RootContent } from 'mdast';
import { decodeEntities } from '../document/html.ts';
import { unknown, type Value, type ValueMap } from '../static/value.ts';
import { emitterIn, isCode, nodesOf } from './emit.ts';
import type { Reader } from './reader.ts';

/** The HTML that React is told to set: `dangerouslySetInnerHTML={{ __html }}`. */
export function dangerous(props: ValueMap): Value {
  const given = props.get('dangerouslySetInnerHTML');
  return given instanceof Map ? (given.get('__html') ?? unknown) : undefined;
}

/** What a text shows that is set as the HTML of an element; in code, HTML only colours it. */
export function htmlNodes(html: string, name: string, reader: Reader): RootContent[] {
  if (!isCode(name)) return reader.parse(withoutBraces(html));
  const code = decodeEntities(html.replace(/<\/?[a-z][^<>]*>/gi, ''));
  return nodesOf(code, () => '', emitterIn(name, reader.emitter));
}

/** In HTML braces are text, not expressions. Text with code is left alone: code has no entities. */
const withoutBraces = (html: string) =>
  /^\s*<[^`]*$/.test(html) ? html.replace(/[{}]/g, (sign) => `&#${sign.charCodeAt(0)};`) : html;
