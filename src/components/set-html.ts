import { decodeHTML } from 'entities/decode';
import type { JSXElement, Node } from 'estree-jsx';
import type { RootContent } from 'mdast';
import { evaluate } from '../static/evaluate.ts';
import { type Scope, sourceOf } from '../static/scope.ts';
import { Unknown, unknown, type Value, type ValueMap } from '../static/value.ts';
import { emitterIn, isCode, nodesOf } from './emit.ts';
import type { Reader } from './reader.ts';

/** The HTML that an element is told to set: `set:html={html}`, `dangerouslySetInnerHTML={{ __html: html }}`. */
export function setHtml(node: JSXElement, props: ValueMap, scope: Scope): Value {
  const given = props.get('dangerouslySetInnerHTML');
  const ofReact = given instanceof Map ? (given.get('__html') ?? unknown) : undefined;
  const html = props.get('set:html') ?? ofReact;
  return html instanceof Unknown ? (textMadeHtml(node, scope) ?? html) : html;
}

/** The words that a function makes HTML of that is not known: `set:html={await render(text)}`. */
function textMadeHtml({ openingElement }: JSXElement, scope: Scope): Value {
  for (const attribute of openingElement.attributes) {
    if (attribute.type !== 'JSXAttribute' || attribute.value?.type !== 'JSXExpressionContainer')
      continue;
    if (!isSetter.test(sourceOf(attribute.name, scope.reading))) continue;
    let made: Node = attribute.value.expression;
    if (made.type === 'ObjectExpression' && made.properties[0]?.type === 'Property')
      made = made.properties[0].value;
    if (made.type === 'AwaitExpression') made = made.argument;
    const given = made.type === 'CallExpression' ? made.arguments : [];
    const texts = given.map((one) => evaluate(one, scope)).filter(isSentence);
    if (texts.length === 1) return texts[0];
  }
  return undefined;
}

const isSetter = /^(?:set:html|dangerouslySetInnerHTML)$/;
const isSentence = (value: Value): boolean => typeof value === 'string' && /\S\s+\S/.test(value);

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
