import { addTo } from '../../maps.ts';
import type { LineKinds } from '../lines/lines.ts';
import { splitPrefix } from '../lines/prefix.ts';
import { type Closed, findElements, type Reading } from './closed-elements.ts';
import { Edits } from './edits.ts';

const hasMarkdown = /<[a-z][^<>]*\smarkdown[\s=>]/i;
const opensBlock = /^[\s>]*<[a-z]/i;
const escapedTag = /(?<!\\)\\(?=<\/?[a-z])/gi;

/**
 * Python-Markdown's `md_in_html`: what a block element with the attribute `markdown` holds is
 * Markdown, unless it stands within an element that lacks it. Blank lines around the tags say the
 * same to CommonMark.
 */
export function prepareMarkdownElements(lines: LineKinds, reading: Reading): Edits {
  const edits = new Edits();
  const { isInline } = reading;
  const isTold = (line: string, index: number) =>
    hasMarkdown.test(line) || (isInline !== undefined && opensBlock.test(line) && isInline(index));
  if (!lines.text.some(isTold)) return edits;
  const { cuts, leads } = partsAround(lines, reading);
  for (const [index, line] of lines.text.entries()) {
    if (lines.kind[index] !== 'text' || !(cuts.has(index) || leads.has(index))) continue;
    const parts = apart(line, leads.get(index), cuts.get(index) ?? []);
    // Only to kramdown is `\<` no start of a tag.
    edits.replace(
      index,
      ...(isInline ? parts.map((part) => part.replace(escapedTag, '\\\\')) : parts),
    );
  }
  return edits;
}

/** Where lines are taken apart around the tags, and what then stands before them in place of their own lead. */
function partsAround(lines: LineKinds, reading: Reading) {
  const cuts = new Map<number, number[]>();
  const leads = new Map<number, string>();
  let flushed = 0;
  const flush = lines.text.map((line) => (/^\S/.test(line) ? ++flushed : flushed));
  // Fewer than four blanks do not bring HTML into an item, where its content stands further left.
  const isOutside = ({ index, lead, close }: Closed) =>
    /^ +$/.test(lead) &&
    reading.isInline?.(index) === false &&
    flush[close.index - 1]! > flush[index]!;
  const cut = (index: number, ...at: number[]) => {
    for (const one of at) addTo(cuts, index, one);
  };
  for (const found of findElements(lines, { reading })) {
    const { index, end, mode, parent, close } = found;
    if (mode === 'raw') {
      if (parent === 'block' || parent === 'span') cut(close.index, close.to);
      continue;
    }
    const lead = isOutside(found) ? '' : found.lead;
    if (lead !== found.lead) leads.set(index, lead);
    cut(index, end);
    cut(close.index, close.from, close.to);
    const isOuterSpan = mode === 'span' && parent !== 'span';
    for (let at = index; isOuterSpan && at < close.index; at++) leads.set(at, lead);
    if (lines.text[close.index]!.slice(0, close.from).trim() === '') leads.set(close.index, lead);
  }
  return { cuts, leads };
}

/** The parts of a line on lines of their own, with blank ones between them. */
function apart(line: string, newLead: string | undefined, cuts: readonly number[]): string[] {
  const { lead } = splitPrefix(line);
  const places = [lead.length, ...cuts.toSorted((a, b) => a - b), line.length];
  const parts = places.slice(1).map((to, at) => line.slice(places[at], to).trim());
  const blank = lead.trimEnd();
  return parts.flatMap((part, at) => [
    ...(at > 0 ? [blank] : []),
    ...(part === '' ? [] : [(newLead ?? lead) + part]),
  ]);
}
