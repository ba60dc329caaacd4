import { endOfBraces, endOfElement, readTag, type Tag } from './tag.ts';

interface Template {
  /** Its ending tells whose template it is. */
  path: string;
  /** What is a component, and may be one of the site's own. */
  components: ReadonlySet<string>;
}

/** What a reader may not see, or sees depending on something. */
const left = new Set([
  ...['script', 'style', 'svg', 'button', 'form', 'select', 'input', 'label', 'textarea'],
  ...['dialog', 'video', 'audio', 'iframe', 'object', 'template', 'slot', 'noscript', 'nav'],
]);
const depends =
  /^(?:v-(?:if|else|else-if|for|show|html|text)|set:(?:html|text)|hidden|aria-hidden)$/;

/**
 * What the template of a component says whatever it is given: the texts of HTML elements, without
 * expressions, attributes, slots and what depends on a condition. Components stay as empty tags.
 */
export function literalsOf(source: string, { path, components }: Template): string {
  const isVue = path.endsWith('.vue');
  const text = isVue ? templateOf(source) : source.replace(/^\s*---\n[\s\S]*?\n---\n/, '');
  let shown = '';
  for (let at = 0; at < text.length; ) {
    const piece = pieceAt(text, at, { isVue, components });
    shown += piece.shown;
    at = piece.end;
  }
  // A word that goes on in an expression is not a whole one.
  return shown.replace(/[\p{L}\p{N}]*\u0001[\p{L}\p{N}]*/gu, ' ');
}

interface Reading extends Pick<Template, 'components'> {
  isVue: boolean;
}

/** What is shown of the expression, comment, tag or character that begins at a place, and where it ends. */
function pieceAt(
  text: string,
  at: number,
  { isVue, components }: Reading,
): { shown: string; end: number } {
  if (text.startsWith(isVue ? '{{' : '{', at))
    return { shown: '\u0001', end: endOfBraces(text, at) ?? at + 1 };
  if (text.startsWith('<!--', at)) {
    const end = text.indexOf('-->', at);
    return { shown: '', end: end === -1 ? text.length : end + 3 };
  }
  if (text[at] !== '<') return { shown: text[at]!, end: at + 1 };
  const tag = readTag(text, at);
  if (tag === undefined) return { shown: '', end: at + 1 };
  const end = isLeft(tag) ? endOfElement(text, tag) : tag.end;
  return { shown: shownTag(tag, components), end };
}

const templateOf = (source: string): string =>
  /^<template(?:\s[^>]*)?>([\s\S]*)<\/template>/m.exec(source)?.[1] ?? '';

const isHtml = ({ name }: Tag) => /^[a-z][a-z\d]*$/.test(name);

/** Slots of other components may go anywhere, and nowhere. */
const isLeft = (tag: Tag) =>
  !tag.closing &&
  (!isHtml(tag) || left.has(tag.name) || tag.attributes.some(({ name }) => depends.test(name)));

function shownTag({ name, attributes }: Tag, components: ReadonlySet<string>): string {
  const bare = attributes.every((one) => !depends.test(one.name));
  return components.has(name) && bare ? `\n\n<${name} />\n\n` : '\n';
}
