/** The white space of a text in markup: JSX drops line breaks with the blanks around them, HTML makes one blank of all. */
export function collapse(value: string, space: 'jsx' | 'html'): string {
  if (space === 'html') return value.replace(/[ \t\n\r]+/g, ' ');
  return value
    .split('\n')
    .map((line, index, lines) => {
      const start = index > 0 ? line.trimStart() : line;
      return index < lines.length - 1 ? start.trimEnd() : start;
    })
    .filter(Boolean)
    .join(' ');
}
