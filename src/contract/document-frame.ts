import { inLine } from './one-line.ts';

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
