/** A line that may begin another block than the paragraph that it stands in. */
export const blockInside = /\n[ \t]*(?:[-*+>#|<`~=]|\d)/;

const listItem = /^[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/;

export function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

export function endOfParagraph(text: string, at: number): number {
  const end = text.indexOf('\n\n', at);
  return end === -1 ? text.length : end;
}

/** The end of a run of one character. */
export function endOfRun(text: string, at: number): number {
  const code = text.charCodeAt(at);
  let after = at + 1;
  while (text.charCodeAt(after) === code) after++;
  return after;
}

/** The start of the next line that imports or exports, after a place. */
export function nextEsm(text: string, after: number): number {
  if (after < 0 && /^(?:import|export)\b/.test(text)) return 0;
  const from = Math.max(0, after);
  const found = ['\nimport', '\nexport']
    .map((word) => text.indexOf(word, from))
    .filter((at) => at >= 0);
  return found.length === 0 ? text.length : Math.min(...found) + 1;
}

/** The end of the line that closes a fence whose content begins at `start`; of the text where none does. */
export function fenceEnd(text: string, marker: string, start: number): number {
  for (let close = text.indexOf(marker, start); close !== -1; ) {
    const after = endOfRun(text, close);
    const before = text.slice(text.lastIndexOf('\n', close) + 1, close);
    const isAlone =
      /^[ \t>]*$/.test(before) && text.slice(after, endOfLine(text, after)).trim() === '';
    if (isAlone) return endOfLine(text, after);
    close = text.indexOf(marker, after);
  }
  return text.length;
}

/** Whether a fence may lose the list item or quote around it before it is closed, and end with that. */
export function leavesItem(
  text: string,
  { lead, start, end }: { lead: string; start: number; end: number },
): boolean {
  const body = text.slice(start, end).split('\n');
  const leaves = body.some((line) => line.trim() !== '' && !line.startsWith(lead));
  return leaves && (lead.includes('>') || inList(text, start));
}

/** Whether a list item may be around a place: one begins above it, after the last line without indentation. */
function inList(text: string, at: number): boolean {
  let end = text.lastIndexOf('\n', at - 2);
  while (end > 0) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(start, end);
    if (listItem.test(line)) return true;
    if (/^\S/.test(line)) return false;
    end = start - 1;
  }
  return false;
}
