import type { TextPlace } from './escape.ts';
import { normalizeLabel } from './surroundings.ts';

/** CommonMark takes no longer label. */
const longestLabel = 999;

const brackets = new WeakMap<TextPlace, ReadonlySet<number>>();

/** Whether the bracket at `index` must be escaped; each text is looked through once. */
export function isUnsafeBracket(place: TextPlace, index: number): boolean {
  let unsafe = brackets.get(place);
  if (!unsafe) {
    unsafe = unsafeBrackets(place);
    brackets.set(place, unsafe);
  }
  return unsafe.has(index);
}

/**
 * Brackets without partner: they could find one in what follows the text, or end the label that it
 * stands in. Where one pair would be a link, all are escaped, since escapes change who is partner.
 */
function unsafeBrackets(place: TextPlace): Set<number> {
  const unsafe = new Set<number>();
  const pairs: [open: number, close: number][] = [];
  const open: number[] = [];
  for (const { 0: bracket, index } of place.value.matchAll(/[[\]]/g)) {
    if (bracket === '[') open.push(index);
    else {
      const partner = open.pop();
      if (partner !== undefined) pairs.push([partner, index]);
      else if (place.inLabel) unsafe.add(index);
    }
  }
  for (const index of open) unsafe.add(index);
  if (pairs.some((pair) => isReference(place, pair))) {
    for (const [start, end] of pairs) {
      unsafe.add(start);
      if (place.inLabel) unsafe.add(end);
    }
  }
  return unsafe;
}

/** Whether a pair of brackets would be a link, a reference or a definition. */
function isReference(place: TextPlace, [open, close]: readonly [number, number]): boolean {
  const { value, before, after, around } = place;
  const next = close + 1 < value.length ? value.charAt(close + 1) : after.charAt(0);
  if (next === '(') return true;
  if (next === ':' && isLineStart(place, open)) return true;
  if (open === 0 && before.endsWith(']')) return true;
  const labels = around.labels();
  if (labels.size === 0) return false;
  if (next === '[') return true;
  return close - open <= longestLabel && labels.has(normalizeLabel(value.slice(open + 1, close)));
}

/** Whether a line of the block begins at `index`; headings and cells have none. */
export function isLineStart({ value, before, around }: TextPlace, index: number): boolean {
  if (around.inCell || around.inHeading) return false;
  return index === 0 ? before.endsWith('\n') : value.charAt(index - 1) === '\n';
}
