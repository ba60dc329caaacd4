import { blockNames } from '../../html-names.ts';
import { Edits } from '../edits.ts';
import type { Preparation } from '../preparation.ts';

const htmlStart = /^( {0,3})<([a-z][a-z\d]*)(?=[\s/>]|$)/i;
const keepsBlanks = /<(?:pre|textarea|script|style)\b/i;
const call = /\{\{<\s*(\/?)\s*([\w./-]+)[^{}]*?(\/?)\s*>\}\}/g;
const startsWithCall = /^\s*\{\{<\s*[/\w]/;

/**
 * To Hugo, what a shortcode holds is one word of the HTML around it, blank lines or not. The lines of
 * such a block lose their indentation: behind the end of a shortcode they would be code.
 */
export function levelHtml({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  if (!text.some((line) => startsWithCall.test(line))) return edits;
  const closed = new Set(
    text.flatMap((line) => [...line.matchAll(call)].flatMap(([, end, name]) => (end ? name! : []))),
  );
  for (let index = 0; index < text.length; index++) {
    const [, lead = '', name = ''] =
      kind[index] === 'text' ? (htmlStart.exec(text[index]!) ?? []) : [];
    if (!blockNames.has(name.toLowerCase())) continue;
    const { indented, end } = blockFrom(text, index, closed);
    for (const each of indented) {
      const own = lead + text[each]!.trimStart();
      if (own.length < text[each]!.length) edits.replace(each, own);
    }
    index = end;
  }
  return edits;
}

/** A block of HTML with shortcodes: those of its lines that stand in none or begin with one, and the line below it. */
function blockFrom(text: readonly string[], index: number, closed: ReadonlySet<string>) {
  const lines: number[] = [];
  let depth = 0;
  let end = index;
  for (; end < text.length; end++) {
    const line = text[end]!;
    if (depth === 0 && (line.trim() === '' || keepsBlanks.test(line))) break;
    // The end of a shortcode around the block, whose body may be code.
    if (depth === 0 && /^\s*\{\{<\s*\//.test(line)) break;
    if (depth === 0 || startsWithCall.test(line)) lines.push(end);
    depth = depthBelow(line, depth, closed);
  }
  const hasCalls = text.slice(index, end).some((line) => line.search(call) !== -1);
  return { indented: hasCalls ? lines : [], end };
}

/** How many shortcodes are open below a line. */
function depthBelow(line: string, above: number, closed: ReadonlySet<string>): number {
  let depth = above;
  for (const [, end, name, alone] of line.matchAll(call)) {
    if (end) depth = Math.max(0, depth - 1);
    else if (!alone && closed.has(name!)) depth++;
  }
  return depth;
}
