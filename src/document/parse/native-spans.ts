import type { InlineCode } from 'mdast';

/** Where ticks in ticks stand before a span with a brace, native goes on to the ticks of a later one. */
export function holdsItsMark({ position, value }: InlineCode, text: string): boolean {
  if (!value.includes('`')) return false;
  const [mark = ''] = /^`*/.exec(text.slice(position?.start.offset)) ?? [];
  return value.split(/[^`]+/).includes(mark);
}

/** To the reference a line that begins with a brace or a tag ends a paragraph, also within ticks. */
export function hasTagOnLine({ position }: InlineCode, text: string): boolean {
  const { start, end } = position ?? {};
  if (start?.line === end?.line) return false;
  return /\n[ \t>]*[<{]/.test(text.slice(start?.offset, end?.offset));
}
