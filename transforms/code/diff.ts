/** What happens to the lines of a block of code, by line index. */
export interface Changes {
  added: ReadonlySet<number>;
  removed: ReadonlySet<number>;
}

/** Lines of code as the body of a `diff` fence. */
export function diffBody(lines: readonly string[], { added, removed }: Changes): string {
  return lines
    .map((line, index) => {
      if (removed.has(index)) return `-${line}`;
      if (added.has(index)) return `+${line}`;
      return line.trim() === '' ? '' : ` ${line}`;
    })
    .join('\n');
}
