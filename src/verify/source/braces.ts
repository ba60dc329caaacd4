import { type Cursor, skip } from './cursor.ts';
import { endOfBraces } from './tag.ts';

/** `{#id}` at the end of a heading. */
export const headingId = /^\{#[^}\n]*\}[ \t]*(?=\n|$)/;

const literal = /^\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)\s*$/s;

/** The name in a template of a value that the output has, with what is glued to it; an address goes on behind it. */
const holes = /\bhttps?:\/\/[^\s$]*\$\{[^{}]*\}\S*|[\p{L}\p{N}]*\$\{[^{}]*\}[\p{L}\p{N}]*/gu;

/** An expression is not prose, unless it is a literal; in Markdown a brace is a brace. */
export function readBrace(cursor: Cursor): boolean {
  const { source, at } = cursor;
  const id = headingId.exec(source.slice(at, at + 300));
  if (id) {
    skip(cursor, at + id[0].length);
    return true;
  }
  if (!cursor.mdx) return false;
  const end = endOfBraces(source, at);
  if (end === undefined) return false;
  const value = literal.exec(source.slice(at + 1, end - 1));
  const text = value?.[1] ?? value?.[2] ?? value?.[3]?.replace(holes, ' ');
  if (text !== undefined) {
    const words = text.replace(/\\(?:[nrt]|u200b|u2060|ufeff)/gi, ' ');
    cursor.plain.asides.push({ text: words, line: cursor.line });
  }
  const isValue = text === undefined && /^\s*[\p{L}_$]/u.test(source.slice(at + 1, end - 1));
  if (isValue) dropGlued(cursor);
  skip(
    cursor,
    end + (isValue ? /^[\p{L}\p{N}]*/u.exec(source.slice(end, end + 99))![0].length : 0),
  );
  return true;
}

/** A word that goes on in a value is not a whole one. */
function dropGlued({ out }: Cursor): void {
  for (let at = out.length - 1; at >= 0; at--) {
    const kept = out[at]!.replace(/[\p{L}\p{N}]+$/u, '');
    out[at] = kept;
    if (kept !== '') return;
  }
}

const accents: Readonly<Record<string, string>> = {
  acute: '\u0301',
  caron: '\u030c',
  cedil: '\u0327',
  circ: '\u0302',
  grave: '\u0300',
  ring: '\u030a',
  tilde: '\u0303',
  uml: '\u0308',
};

/** The letter that an entity stands for, by its number or as `&eacute;`: it is part of a word. */
export function letterOf(entity: string): string | undefined {
  const [, hex, decimal] = /^&#(?:x([\da-f]{1,6})|(\d{1,7}));$/i.exec(entity) ?? [];
  const code = Number(hex ? `0x${hex}` : decimal);
  const [, letter = '', name = ''] = /^&([A-Za-z])([a-z]+);$/.exec(entity) ?? [];
  const accent = Object.hasOwn(accents, name) ? accents[name] : undefined;
  const sign = accent
    ? (letter + accent).normalize('NFC')
    : code <= 0x10ffff
      ? String.fromCodePoint(code)
      : '';
  return /^[\p{L}\p{No}]$/u.test(sign) ? sign : undefined;
}
