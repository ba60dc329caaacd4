import { tokenizeHtml } from '../document/html.ts';

/** A text of markup with its entities as the characters that they stand for. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return tokenizeHtml(text.replaceAll('<', '&lt;'))
    .map((token) => (token.type === 'text' ? token.value : ''))
    .join('');
}
