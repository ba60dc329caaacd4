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
export const inLine = (text: string): string =>
  text.replace(/[\s\p{Cc}]+/gu, ' ').replace(/\p{Bidi_Control}/gu, '');
