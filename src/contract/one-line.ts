/**
 * A text of a document as part of a line of Markdown that others read: without line breaks, without
 * characters that control a terminal or turn the direction of what follows, and without comments,
 * as the markers around what contextor writes are.
 */
export function oneLine(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/\p{Bidi_Control}/gu, '')
    .replace(/<(?=!--)/g, '&lt;')
    .trim();
}
