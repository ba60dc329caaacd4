/** Blank lines belong to the statement before them. */
const isBlank = (line: string): boolean => line.trim() === '';
const indentOf = (line: string): number => line.length - line.trimStart().length;

/** A line that ends a block: brackets, tags, and the words of languages that have them. */
const closer =
  /^\s*(?:[)\]}][)\]},;>]*\s*(?:(?:as|satisfies)\s.*)?|\/?>[)};,]*\s*|<\/[^>]*>[)};,]*\s*|(?:end|fi|done|esac)\b.*)$/;
/** The end of an opening tag of several lines: what the tag holds goes on until its closing tag. */
const endsTag = /^\s*>\s*$/;
/** A line that goes on with the statement before it. */
const continues =
  /^\s*(?:[.?:&|+*/=,)\]}>%]|-(?![-\s\w])|<\/|(?:else|catch|finally|elif|elsif|except|rescue|ensure|then|do|end|fi|done|esac)\b)/;
/** A line whose statement goes on in the next one. */
const unfinished = /(?:[=+&|\\?:]|=>|\b(?:return|and|or))\s*$/;
/** Decorators, comments and attributes stand above what they belong to. */
const heads = /^\s*(?:@\w|\/\/|\/\*|\*|#\[|#(?!\s*include)|--\s|<!--)/;

export interface Cut {
  /** Lines that stay before the cut. */
  head: string[];
  /** What follows: omitted stretches with the indentation of their first line, and lines that close blocks. */
  tail: ({ omitted: readonly string[]; indent: string } | { line: string })[];
}

/**
 * Where to cut `lines` so that at most `limit` of them stay before it: at the outermost statement
 * that begins in the second half of what may stay. Undefined where no whole statement ends there.
 */
export function cutAt(lines: readonly string[], limit: number): Cut | undefined {
  const at = cutLine(lines, limit);
  if (at === undefined) return undefined;
  const tail = closeBlocks(lines, at);
  const omitted = tail.reduce(
    (sum, part) => sum + ('omitted' in part ? part.omitted.length : 0),
    0,
  );
  const markers = tail.filter((part) => 'omitted' in part).length;
  if (omitted < markers + Math.max(3, lines.length * 0.1)) return undefined;
  return { head: trimEnd(lines.slice(0, at)), tail };
}

function cutLine(lines: readonly string[], limit: number): number | undefined {
  let best: { at: number; rank: number } | undefined;
  for (let at = limit; at >= Math.max(2, Math.floor(limit / 2)); at--) {
    if (!beginsStatement(lines, at)) continue;
    const rank = indentOf(lines[at]!) * 2 + (isBlank(lines[at - 1]!) ? 0 : 1);
    if (!best || rank < best.rank) best = { at, rank };
  }
  return best?.at;
}

function beginsStatement(lines: readonly string[], at: number): boolean {
  const line = lines[at];
  if (line === undefined || isBlank(line) || continues.test(line)) return false;
  const previous = lines.slice(0, at).findLast((one) => !isBlank(one)) ?? '';
  return !(unfinished.test(previous) || heads.test(previous));
}

/** Everything from `at` on is left out, but for the lines that close what is open there. */
function closeBlocks(lines: readonly string[], at: number): Cut['tail'] {
  const tail: Cut['tail'] = [];
  let level = indentOf(lines[at]!);
  let omitted: string[] = [];
  const flush = (): void => {
    const [first, second] = omitted.filter((line) => !isBlank(line));
    // A marker is no shorter than one line.
    if (first && second === undefined) tail.push({ line: first });
    else if (first) tail.push({ omitted, indent: first.slice(0, indentOf(first)) });
    omitted = [];
  };
  for (const line of lines.slice(at)) {
    if (!isBlank(line) && indentOf(line) < level && closer.test(line)) {
      flush();
      tail.push({ line });
      level = indentOf(line) + (endsTag.test(line) ? 1 : 0);
    } else omitted.push(line);
  }
  flush();
  return tail;
}

function trimEnd(lines: readonly string[]): string[] {
  let end = lines.length;
  while (end > 0 && isBlank(lines[end - 1]!)) end--;
  return lines.slice(0, end);
}
