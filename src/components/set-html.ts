import { decodeHTML } from 'entities/decode';
import type { RootContent } from 'mdast';
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
  if (!isCode(name)) return reader.parse(asMarkup(html));
  const code = decodeHTML(html.replace(/<\/?[a-z][^<>]*>/gi, ''));
  return nodesOf(code, () => '', emitterIn(name, reader.emitter));
}

/**
 * HTML as its parser takes it: in one line, in which nothing but tags is syntax. Line breaks are blanks, but in `<pre>`;
 * braces are text, not expressions. Text with code is left alone: code has no entities.
 */
function asMarkup(html: string): string {
  if (!/^\s*<[^`]*$/.test(html)) return html;
  let depth = 0;
  const parts = html
    .trim()
    .split(tag)
    .map((part, index) => {
      if (index % 2 === 0) return withoutSigns(depth > 0 ? part : part.replace(blanks, ' '));
      if (/^<\/?pre\b/i.test(part)) depth = Math.max(0, depth + (part[1] === '/' ? -1 : 1));
      return part.replace(blanks, ' ').replace(/[{}]/g, entityOf);
    });
  return parts.join('');
}

const tag = /(<\/?[a-z](?:"[^"]*"|'[^']*'|[^<>"'])*>)/i;
const blanks = /[ \t\r]*\n\s*/g;
const withoutSigns = (text: string) => text.replace(/[{}\n*_~[\]\\]/g, entityOf);
const entityOf = (sign: string) => `&#${sign.charCodeAt(0)};`;
