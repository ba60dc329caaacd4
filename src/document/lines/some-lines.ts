/** The lines of ranges such as `2-5,7` or `3,` (from line 3 on); lines count from 1. */
export function linesOf(lines: readonly string[], ranges: string): string[] {
  return ranges.split(/,(?=\d)/).flatMap((range) => {
    const [, from, dash, to] = /^\s*(?:(\d+)\s*)?(?:([-,:])\s*)?(?:(\d+)\s*)?$/.exec(range) ?? [];
    const first = Number(from || 1);
    const last = to ? Number(to) : dash ? lines.length : first;
    return lines.slice(first - 1, last);
  });
}

/** Without the indentation that all lines share; blank ones do not count. */
export function dedent(lines: readonly string[]): readonly string[] {
  let indent = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    if (line.trim() !== '') indent = Math.min(indent, line.length - line.trimStart().length);
  }
  return indent > 0 && Number.isFinite(indent) ? lines.map((line) => line.slice(indent)) : lines;
}
