export function lineAt(text: string, at: number): string {
  return text.slice(text.lastIndexOf('\n', at) + 1, lineEnd(text, at));
}

export function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

export function paragraphEnd(text: string, from: number): number {
  const end = text.indexOf('\n\n', from);
  return end < 0 ? text.length : end;
}

export function isBlank(text: string, from: number, to: number): boolean {
  return to - from < 200 && text.slice(from, to).trim() === '';
}

interface Fence {
  /** Where its marker begins. */
  first: number;
  marker: string;
}

/** The end of the line that closes a fence; the end of its own line where it opens none. */
export function fenceEnd(text: string, { first, marker }: Fence): number {
  const openEnd = lineEnd(text, first);
  const info = text.slice(first + marker.length, openEnd);
  if (marker[0] === '`' && info.includes('`')) return openEnd;
  const indent = first - (text.lastIndexOf('\n', first) + 1);
  for (let at = text.indexOf(marker, openEnd); at >= 0; at = text.indexOf(marker, at)) {
    const lineStart = text.lastIndexOf('\n', at) + 1;
    const end = lineEnd(text, at);
    const closes =
      at - lineStart - indent <= 3 &&
      isBlank(text, lineStart, at) &&
      text.slice(at, end).replaceAll(marker[0]!, '').trim() === '';
    if (closes) return end;
    at = end;
  }
  return text.length;
}

/** Bounds the time that a hostile page takes. */
const mostParagraphLines = 20;

// A line that begins like a list, quote, table, container or tag makes no setext heading.
const noParagraph = /^[ \t]*(?:[#+>|<{:!=`~]|-{2,}[ \t\r]*$|[-*][ \t]|\d+[.)][ \t]|$)/;

/** The paragraph that ends right above a line of `===` or `---`. */
export function paragraphAbove(text: string, at: number, top: number): string | undefined {
  const lines: string[] = [];
  for (let end = at - 1; end > top && lines.length < mostParagraphLines; ) {
    const start = Math.max(text.lastIndexOf('\n', end - 1) + 1, top);
    const line = text.slice(start, end);
    if (line.trim() === '') break;
    if (noParagraph.test(line)) return undefined;
    lines.unshift(line.trim());
    end = start - 1;
  }
  return lines.length === 0 ? undefined : lines.join(' ');
}
