const directive = 'contextor-ignore-next-line';

/** The beginnings of comments: HTML, MDX, Hugo, Liquid and Markdoc, MyST, link definitions. */
const opening =
  /(?:<!--|\{\/\*|\{\{[<%]?-?\s*\/\*|\{%-?\s*comment\s*-?%\}|\{%-?\s*#|\{#|^\s*%|^\[[^\]]*\]:\s*#\s*[("'])-*\s*contextor-ignore-next-line(?![\w-])([^\n]*)/;

/** Tells whether a comment above a line turns a rule off there. */
type IsIgnoredAt = (line: number | undefined, rule: string) => boolean;

/**
 * Reads comments such as `<!-- contextor-ignore-next-line broken-link -->`: on the next line that
 * is not blank, findings of the named rules are not reported; without a name, no findings are.
 */
export function ignoredAt(text: string): IsIgnoredAt {
  if (!text.includes(directive)) return () => false;
  const byLine = new Map<number, readonly string[]>();
  const lines = text.split('\n');
  lines.forEach((line, index) => {
    const match = opening.exec(line);
    if (match === null) return;
    const next = lines.findIndex((other, at) => at > index && other.trim() !== '');
    const names = /^[\s,]+((?:[a-z][\w/-]*[a-z\d][\s,]*)*)/i.exec(match[1]!)?.[1] ?? '';
    if (next > 0) byLine.set(next + 1, names.split(/[\s,]+/).filter(Boolean));
  });
  return (line, rule) => {
    const rules = line === undefined ? undefined : byLine.get(line);
    return rules !== undefined && (rules.length === 0 || rules.includes(rule));
  };
}
