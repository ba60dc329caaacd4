import { scanLines } from '../../document/lines/lines.ts';

/** A heading and what follows it, up to the next heading of the same or a higher level. */
export interface Section {
  text: string;
  tokens: number;
}

export type CountTokens = (text: string) => number;

function cutAt(text: string, level: number): string[] {
  const lines = scanLines(text, 'mdx');
  const heading = new RegExp(`^#{1,${level}} `);
  const starts = [...lines.prose()].filter(({ index, line }) => index > 0 && heading.test(line));
  return [0, ...starts.map(({ index }) => index)].map((first, index) =>
    lines.text.slice(first, starts[index]?.index).join('\n').trimEnd(),
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
