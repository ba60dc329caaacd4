import type { LineKinds, Lines } from '../../lines/lines.ts';
import { Edits } from '../edits.ts';

const opens = /^\{%-?\s*(\w+)\b[^\n]*%\}\s*$/;
const closes = /^\{%-?\s*end(\w+)\s*-?%\}\s*$/;

/** Whether a name is what Eleventy's authors call a pair of their own around code. */
export const isOwnCode = (name: string): boolean =>
  /^code[-_]?(?:block|example|sample|snippet)$/i.test(name);

const isCode = (name: string): boolean => /^highlight$/i.test(name) || isOwnCode(name);

const isVerbatim = (name: string): boolean => /^raw$/i.test(name) || isCode(name);

const endTag = (name: string) => new RegExp(`\\{%-?\\s*end${name}\\s*-?%\\}`);

/** For each line, whether it stands in a body that is shown as it is. */
export function verbatimLines(text: readonly string[], isMeant = isVerbatim): readonly boolean[] {
  let open: string | undefined;
  return text.map((line) => {
    if (open !== undefined) {
      const [end] = endTag(open).exec(line) ?? [];
      if (end !== undefined) open = undefined;
      return end === undefined || line.trim() !== end;
    }
    const name = opens.exec(line.trim())?.[1] ?? '';
    if (isMeant(name) && !line.includes(`end${name}`)) open = name;
    return false;
  });
}

/** The lines, without those in the body of a tag that shows code as text. */
export function withCodeOfTags(lines: LineKinds): LineKinds {
  const { text, kind } = lines;
  if (!text.some((line) => line.includes('{%'))) return lines;
  const isBody = verbatimLines(text, isCode);
  return { text, kind: kind.map((one, index) => (isBody[index] ? 'code' : one)) };
}

/**
 * What stands between two tags is written at the margin where all of it is indented a little: the tags
 * inside are indented, too, and what they hold would be code.
 */
export function dedentBodies({ text, kind }: Lines, isSilent: (name: string) => boolean): Edits {
  const edits = new Edits();
  const verbatim = verbatimLines(text);
  const opened = new Map<string, number>();
  for (const [index, line] of text.entries()) {
    if (!line.startsWith('{%') || kind[index] !== 'text' || verbatim[index]) continue;
    const opener = opens.exec(line)?.[1];
    if (opener !== undefined) opened.set(opener, index);
    const closer = closes.exec(line)?.[1] ?? '';
    const from = opened.get(closer);
    if (from === undefined || isSilent(closer)) continue;
    opened.clear();
    const body = text.slice(from + 1, index);
    const indents = body.flatMap((one) => (one.trim() === '' ? [] : one.search(/[^ ]/)));
    const margin = Math.min(4, ...indents);
    if (margin === 0 || margin === 4) continue;
    for (const [at, one] of body.entries()) edits.replace(from + 1 + at, one.slice(margin));
  }
  return edits;
}
