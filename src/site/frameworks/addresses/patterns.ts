/** The values of the parts of a pattern, by name; `splat` for `*`, numbers for groups. */
type PatternValues = Readonly<Record<string, string>>;

const part = /:(\w+)(?:\(([^()]*)\))?([*+?]?)|\(([^()]*)\)|\*+|\[\.\.\.(\w+)\]|\[(\w+)\]/g;
/** Real patterns have few; more would make matching slow. */
const maxParts = 6;

/**
 * Patterns of redirects and rewrites: `/a/:name`, `/a/:rest*`, `/a/*`, `/a/[...slug]`, `/a/(.*)`.
 * Gives the values of the parts, or undefined where the path does not match.
 */
export function compilePattern(pattern: string): (path: string) => PatternValues | undefined {
  const names: string[] = [];
  let at = 0;
  let source = '';
  let groups = 0;
  for (const match of pattern.matchAll(part)) {
    if (names.length >= maxParts) return () => undefined;
    const [all, name, inner = match[4], many, group, rest, one] = match;
    const before = pattern.slice(at, match.index);
    at = match.index + all.length;
    names.push(name ?? rest ?? one ?? (group === undefined ? 'splat' : String(groups++)));
    const isStar = all.startsWith('*');
    const isWide = isStar || many === '*' || many === '+' || rest !== undefined;
    const expression = inner === undefined ? undefined : expressionOf(inner);
    if (inner !== undefined && expression === undefined) return () => undefined;
    const content = expression ?? (isWide ? '.*' : '[^/]+');
    // The slash before a part that may be missing is missing with it.
    const isOptional = (isStar || many === '*' || many === '?') && before.endsWith('/');
    source += isOptional
      ? `${escaped(before.slice(0, -1))}(?:/(${content}))?`
      : `${escaped(before)}(${content})`;
  }
  const matcher = new RegExp(`^${source}${escaped(pattern.slice(at))}$`);
  return (path) => {
    const found = path.length > 2000 ? null : matcher.exec(path);
    if (found === null) return undefined;
    return Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? '']));
  };
}

/** A character or class of an expression, and how often it stands there; only one may repeat without end. */
const sign = String.raw`(?:\\[./dw-]|[\w/. ~-]|\[\^?[\w./-]+\])(?:\?|\{\d+\}|[+*]\??(?!.*[+*]))?`;
const plainExpression = new RegExp(String.raw`^\^?(?:${sign}|\|)+\$?$`);

/** Whether an expression that a site states takes little time whatever it is tried on; others are not run. */
export const isPlainExpression = (expression: string): boolean => plainExpression.test(expression);

/** `(docs|guide)`, `(\\d+)`, `(guide/?)` and `(.*)` as they are; other expressions are not run. */
function expressionOf(inner: string): string | undefined {
  const expression = inner.replaceAll('\\\\', '\\');
  return isPlainExpression(expression)
    ? expression.replace(/(?<!\\)\.(?![*+])/g, '\\.')
    : undefined;
}

/** Puts the values of a pattern's parts in the address that it leads to. */
export function fillPattern(target: string, values: PatternValues): string {
  let groups = 0;
  return target.replace(part, (all, name, _inner, _many, group, rest, one) => {
    const key = name ?? rest ?? one ?? (group === undefined ? 'splat' : String(groups++));
    return values[key] ?? all;
  });
}

/** Whether a target or source is one fixed address. */
export const isPattern = (pattern: string): boolean => pattern.search(part) >= 0;

/** A text as a part of a regular expression that it alone matches. */
export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
