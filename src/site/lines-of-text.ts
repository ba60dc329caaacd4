export const lineAt = (text: string, at: number): string =>
  text.slice(text.lastIndexOf('\n', at) + 1, lineEnd(text, at));

export function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

export function paragraphEnd(text: string, from: number): number {
  const end = text.indexOf('\n\n', from);
  return end < 0 ? text.length : end;
}

/** Whether nothing but blanks and the start tags of boxes and links stands there. */
export function opensOnly(text: string, from: number, to: number): boolean {
  return (
    to - from < 400 && /^(?:\s|<(?:a|div|header|section|span)\b[^>]*>)*$/.test(text.slice(from, to))
  );
}

/** Bounds the time that a hostile page takes. */
const mostParagraphLines = 20;

// A line that begins like a list, quote, table, container or tag makes no setext heading.
const noParagraph = /^[ \t]*(?:[#+>|<{:!=`~]|-{2,}[ \t\r]*$|[-*][ \t]|\d+[.)][ \t]|$)/;

/** The paragraph that ends right above a line of `===` or `---`. */
export function paragraphAbove(text: string, at: number): string | undefined {
  const lines: string[] = [];
  for (let end = at - 1; end > 0 && lines.length < mostParagraphLines; ) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(start, end);
    if (line.trim() === '') break;
    if (noParagraph.test(line)) return undefined;
    lines.unshift(line.trim());
    end = start - 1;
  }
  return lines.length === 0 ? undefined : lines.join(' ');
}

/** Whether only blanks come before a place in its line, and no more of them than people write. */
export function beginsLine(text: string, at: number): boolean {
  let start = at;
  while (start > 0 && at - start < 200 && ' \t'.includes(text[start - 1]!)) start--;
  return start === 0 || text[start - 1] === '\n';
}

/** Number of blanks at a place. */
export function indentAt(text: string, at: number): number {
  let end = at;
  while (text[end] === ' ') end++;
  return end - at;
}
