import { diffArrays } from 'diff';

/** A run of lines that a build changed, added or left out. */
export interface Change {
  /** Lines between the change before it and this one, which say the same. */
  same: number;
  /** Text of the heading above it; empty above the first one. */
  heading: string;
  before: string;
  after: string;
  /** Whether its lines stand inside a fenced block. */
  code: boolean;
}

interface Line {
  /** From 0, in the text that it stands in. */
  at: number;
  /** What is compared. */
  words: string;
  heading: string;
  code: boolean;
}

const lineBreak = /\r?\n/;
/** Above so many lines that differ, two texts have nothing to do with each other. */
const maxEdits = 2_000;

/**
 * What differs between a source and its output, in order. Lines with the same words are the same,
 * whatever their marks and spaces.
 *
 * @example
 * changes('# A\n\n<Ad />\n\nB\n', '# A\n\nB\n');
 * // [{ same: 1, heading: 'A', before: '<Ad />', after: '', code: false }]
 */
export function changes(before: string, after: string): Change[] {
  const [left, right] = [linesOf(before), linesOf(after)];
  const parts = diffArrays(left, right, {
    comparator: (a, b) => a.words === b.words,
    maxEditLength: maxEdits,
  }) ?? [
    { value: left, removed: true, added: false },
    { value: right, removed: false, added: true },
  ];
  const texts = { before: before.split(lineBreak), after: after.split(lineBreak) };
  const found: Change[] = [];
  let same = 0;
  let open: Change | undefined;
  for (const { value, added, removed } of parts) {
    if (!added && !removed) {
      same += value.length;
      open = undefined;
      continue;
    }
    const [{ heading, code }] = value as [Line];
    if (open === undefined) {
      open = { same, heading, before: '', after: '', code };
      found.push(open);
      same = 0;
    }
    const whole = added ? texts.after : texts.before;
    open[added ? 'after' : 'before'] = whole.slice(value[0]!.at, value.at(-1)!.at + 1).join('\n');
  }
  return found;
}

/** The lines that say something; blank ones and rules between blocks do not. */
function linesOf(source: string): Line[] {
  const lines: Line[] = [];
  let heading = '';
  let fence = '';
  for (const [at, text] of source.split(lineBreak).entries()) {
    const [, marks = '', rest = ''] = /^[\s>]*(`{3,}|~{3,})(.*)$/.exec(text) ?? [];
    const closes = fence !== '' && marks.startsWith(fence) && rest.trim() === '';
    const code = fence !== '' && !closes;
    const opens = fence === '' && marks !== '' && !rest.includes('`');
    if (fence === '') heading = /^#{1,6}\s+(.+)$/.exec(text)?.[1] ?? heading;
    const words = (text.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
    const isSaid = code ? text.trim() !== '' : words !== '';
    if (isSaid) lines.push({ at, words: words || text.trim(), heading, code });
    if (closes) fence = '';
    if (opens) fence = marks;
  }
  return lines;
}
