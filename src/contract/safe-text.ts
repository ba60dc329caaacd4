/**
 * A text of a document as part of a line of Markdown that others read: without line breaks, without
 * characters that control a terminal or turn the direction of what follows, and without comments,
 * as the markers around what contextor writes are.
 */
export const oneLine = (text: string): string =>
  inLine(text)
    .replace(/<(?=!--)/g, '&lt;')
    .trim();

/** The same where comments do no harm. */
export const inLine = (text: string): string => withoutControls(text.replace(/[\s\p{Cc}]+/gu, ' '));

/** The same where blanks stay as written. */
export const withoutControls = (text: string): string =>
  text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(/\p{Bidi_Control}/gu, '');

/** What a program that prints texts of others puts around each, so that they are seen to be data. */
export function documentOpening(attributes: Readonly<Record<string, string>>): string {
  const text = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  return `<document${text.join('')}>`;
}

export const documentEnd = '</document>';

/** Text in which nothing can end the element that it stands in. */
export const defused = (text: string): string => text.replace(/<(?=\/?document\b)/gi, '&lt;');

const escaped = (value: string): string =>
  inLine(value).replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** A text without line breaks at its end; a regular expression would look at every character. */
export function withoutLastBreaks(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\n') end--;
  return text.slice(0, end);
}
