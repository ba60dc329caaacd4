/** A text without the blanks around it. Expressions that do this besides something else take quadratic time, or worse. */
export function trimmed(text: string, blanks = ' \t'): string {
  let from = 0;
  const to = text.length;
  while (from < to && blanks.includes(text[from]!)) from++;
  return text.slice(from, endOf(text, to, blanks));
}

/** A text without the blanks at its end. */
export const trimmedEnd = (text: string, blanks = ' \t'): string =>
  text.slice(0, endOf(text, text.length, blanks));

function endOf(text: string, end: number, blanks: string): number {
  let to = end;
  while (to > 0 && blanks.includes(text[to - 1]!)) to--;
  return to;
}
