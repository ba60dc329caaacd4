/** A heading and what follows it, up to the next heading of the same or a higher level. */
export interface Section {
  text: string;
  tokens: number;
}

export type CountTokens = (text: string) => number;

/** Line numbers (from 0) of the headings of at most `level` in a body of the house style, outside fences. */
function headingLines(lines: readonly string[], level: number): number[] {
  const heading = new RegExp(`^#{1,${level}} `);
  const found: number[] = [];
  let fence = '';
  lines.forEach((line, index) => {
    const ticks = /^`{3,}/.exec(line)?.[0];
    if (fence !== '') {
      if (ticks !== undefined && ticks.length >= fence.length && line.trim() === ticks) fence = '';
    } else if (ticks !== undefined) fence = ticks;
    else if (heading.test(line)) found.push(index);
  });
  return found;
}

function cutAt(text: string, level: number): string[] {
  const lines = text.split('\n');
  const starts = headingLines(lines, level).filter((line) => line > 0);
  return [0, ...starts].map((start, index) =>
    lines.slice(start, starts[index]).join('\n').trimEnd(),
  );
}

/**
 * Cuts a body into sections of at most `maxTokens`, at the highest headings that do: a section
 * that is still too large is cut at its own subheadings. What has no heading left stays whole.
 */
export function splitSections(
  text: string,
  options: { maxTokens: number; count: CountTokens; level?: number },
): Section[] {
  const { maxTokens, count, level = 2 } = options;
  const tokens = count(text);
  if (tokens <= maxTokens || level > 6) return [{ text, tokens }];
  return cutAt(text, level).flatMap((part) =>
    splitSections(part, { maxTokens, count, level: level + 1 }),
  );
}
