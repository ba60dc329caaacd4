import { decodeHTML } from 'entities/decode';
import { codeKey } from './marks.ts';

/** Whether lines say keys and their values, as front matter below blank lines does. */
function isMap(block: string): boolean {
  const [first, ...rest] = block.split('\n').filter((line) => /^[^\s#]/.test(line));
  const key = /^["']?[\w.-]+["']?(?::(?:\s|$)|[ \t]*=)|^\[/;
  return (
    key.test(first ?? '') && rest.every((line) => key.test(line) || /^(?:-\s|[\]}])/.test(line))
  );
}

/** `\u0027`, `\x27` or `\U0001F9F1` in a text between double quotes. */
const codePoint = /\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|U([\da-fA-F]{8}))/g;
const readCode = (whole: string, ...digits: string[]): string => {
  const code = Number.parseInt(digits.find((one) => one) ?? '', 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
};

/** A letter that an entity stands for; other entities as they are written. */
function letterOf(entity: string): string {
  const sign = decodeHTML(entity);
  return /^\p{L}$/u.test(sign) ? sign : entity;
}

/** Keys above a page without marks around them, down to the first blank line. */
const metaLines =
  /^(?= {0,3}[\w-]+:[ \t]*\S)(?: {0,3}[\w-]+:.*(?:\n|$)(?:(?: {4}|\t).*\S.*(?:\n|$))*)+(?:[ \t]*\n)?/;

/** The body of a document, and what its front matter says of the page. */
export function splitFrontmatter(text: string, hasMetaLines = false) {
  const [meta = ''] = (hasMetaLines && metaLines.exec(text)) || [];
  if (meta !== '') {
    const title = /^ {0,3}title:[ \t]*(.*)$/im.exec(meta)?.[1] ?? '';
    const bodyLine = meta.split('\n').length;
    return { body: text.slice(meta.length), bodyLine, title, operation: [] };
  }
  const match =
    /^([ \t]*\n)*---(?:js|javascript|json|toml)?[ \t]*\n([\s\S]*?\n)?---[ \t]*(?:\n|$)/.exec(
      text,
    ) ??
    /^([ \t]*\n)*\+\+\+[ \t]*(?:\n|(?=[\w-]+[ \t]*=))([\s\S]*?\n)?\+\+\+[ \t]*(?:\n|$)/.exec(text);
  const [, blank, block = ''] = match ?? [];
  if (!match || (blank !== undefined && !isMap(block)))
    return { body: text, bodyLine: 1, title: '', operation: [] };
  const title = /^title(?::|[ \t]*=)[ \t]*(.*(?:\n[ \t]+\S.*)*)$/m.exec(block)?.[1] ?? '';
  const [, method, route] =
    /^(?:openapi|api):.*?\b(get|post|put|patch|delete) (\/[^\s"']*)/im.exec(block) ?? [];
  const operation = method && `${method.toUpperCase()} ${route}`;
  return {
    // A title with the same words says it.
    operation:
      operation && !title.includes(operation) ? [{ key: codeKey(operation), line: 1 }] : [],
    body: text.slice(match[0].length),
    bodyLine: match[0].split('\n').length,
    title: /^[|>]|^\n\s+[\w-]+:(?:\s|$)/.test(title)
      ? ''
      : title
          .replace(/^(?!['"])(.*?)\s#.*$/, '$1')
          .replace(/\\[nrt]/g, ' ')
          .replace(codePoint, readCode)
          .replace(/&#?\w+;/g, letterOf),
  };
}
