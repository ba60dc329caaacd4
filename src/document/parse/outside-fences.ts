/**
 * An MDX text without what is in its fenced code, which native does not look at. A fence that begins a
 * line is one to 0.10.5 of native (`parse_block`) wherever it stands, but in what began before it:
 * fenced code, an expression, a tag or ESM. It is for the caller to know that none of the last three
 * goes on over one; what is left of each are its ticks.
 *
 * @returns undefined where it is not certain what is fenced
 */
export function outsideFences(text: string): string | undefined {
  let outside = '';
  let from = 0;
  for (let at = text.indexOf('```'); at !== -1; at = text.indexOf('```', at)) {
    const start = text.lastIndexOf('\n', at) + 1;
    const behind = endOfTicks(text, at);
    const end = endOfLine(text, at);
    const isSpan = text.slice(behind, end).includes('`');
    if (isBlank(text, start, at) && !isSpan && !isBelowTask(text, start)) {
      const close = endOfFence(text, { start, at, behind });
      if (close === undefined) return undefined;
      outside += text.slice(from, behind);
      at = from = close;
    } else if (isSpan && !isBlank(text, start, at)) at = end;
    // It may be a fence behind the mark of an item or a quote.
    else return undefined;
  }
  outside += text.slice(from);
  return outside.includes('~~~') ? undefined : outside;
}

/** Below the mark of an empty task, `- [ ]`, native takes a fence for text. */
function isBelowTask(text: string, start: number): boolean {
  let last = start - 2;
  while (text[last] === ' ' || text[last] === '\t') last--;
  return text[last] === ']';
}

/** Places in a text: of the line of a fence, of the fence, and behind its ticks. */
interface Fence {
  start: number;
  at: number;
  behind: number;
}

/** Where the line of the closing fence ends; undefined where the code may end before that. */
function endOfFence(text: string, { start, at, behind }: Fence): number | undefined {
  const ticks = text.slice(at, behind);
  for (let close = text.indexOf(ticks, behind); close !== -1; close = text.indexOf(ticks, close)) {
    const end = endOfLine(text, close);
    const isAlone =
      isBlank(text, text.lastIndexOf('\n', close) + 1, close) &&
      isBlank(text, endOfTicks(text, close), end);
    close = end;
    if (!isAlone) continue;
    const isWhole = isIndented(text.slice(behind, end), text.slice(start, at));
    return isWhole || isOutsideContainers(text, start) ? end : undefined;
  }
  return undefined;
}

/** Whether all lines but the first are indented so; before one that is not, a list item may end. */
function isIndented(lines: string, indent: string): boolean {
  if (indent === '') return true;
  if (indent.includes('\t')) return false;
  for (let at = lines.indexOf('\n') + 1; at !== 0; at = lines.indexOf('\n', at) + 1) {
    if (!lines.startsWith(indent, at) && !isBlank(lines, at, endOfLine(lines, at))) return false;
  }
  return true;
}

/** A line that may begin a list item, a quote or a footnote. */
const opensContainer = /^\uFEFF?[ \t]*(?:[-*+>]|\d+[.)]|\[\^)/m;

/** Characters before a line in which it is looked for where all containers have ended. */
const maxDistance = 10_000;

/** Whether all containers have ended before a line: with a paragraph or a tag that is not indented. */
function isOutsideContainers(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - maxDistance), start);
  const pieces = before.split(/\n\n(?=[A-Za-z<])/);
  return (pieces.length > 1 || start <= maxDistance) && !opensContainer.test(pieces.at(-1)!);
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x09) return false;
  }
  return true;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

function endOfTicks(text: string, at: number): number {
  let end = at;
  while (text.charCodeAt(end) === 0x60) end++;
  return end;
}
