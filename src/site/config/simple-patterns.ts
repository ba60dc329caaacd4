import type { Pattern } from './values.ts';

/** Longer expressions and texts are not those of paths and addresses. */
const longestSource = 200;
const longestText = 500;
/** Of parts that repeat as often as they like, each multiplies the steps by the length of the text. */
const mostRepeats = 2;
/** Of parts that may be missing or be one of several, each doubles them. */
const mostChoices = 4;
/** What repeats up to so often counts as a choice. */
const fewTimes = 4;

/** One piece of an expression: a class, an escape, a group's parenthesis, a quantifier, or a character. */
const piece = /\[(?:\\.|[^\]\\])*\]|\\.|\((?:\?[:<=!]*)?|\{\d*,?\d*\}|[\s\S]/g;

/**
 * What `text.replace(pattern, by)` gives for a pattern that is soon done with: nothing repeats within
 * what repeats, and nothing looks ahead or back. Undefined for all others.
 *
 * @example
 * replaced('blog/2024-01-a.md', new Pattern(place, { pattern: '^blog/(\\d+)-', flags: '' }), '$1/');
 * // '2024/01-a.md'
 */
export function replaced(text: string, { source, flags }: Pattern, by: string): string | undefined {
  if (text.length > longestText || !isSimple(source) || !/^[gimsu]*$/.test(flags)) return undefined;
  try {
    return text.replace(new RegExp(source, flags), by);
  } catch {
    return undefined;
  }
}

function isSimple(source: string): boolean {
  if (source.length > longestSource) return false;
  // One that may begin anywhere is tried at each place of the text.
  let repeats = source.startsWith('^') ? 0 : 1;
  let choices = 0;
  let before = '';
  for (const [part] of source.matchAll(piece)) {
    const isAhead = /^\(\?/.test(part) && part !== '(?:';
    if (isAhead || /^\\[1-9k]/.test(part) || (isQuantifier(part) && before === ')')) return false;
    const isLazy = part === '?' && isQuantifier(before);
    if (/^[*+]$/.test(part)) repeats++;
    else if (part === '|' || (part === '?' && !isLazy)) choices++;
    else if (isQuantifier(part) && !isLazy) {
      const [, least = '', comma, most = ''] = /^\{(\d*)(,?)(\d*)\}$/.exec(part)!;
      const isFixed = comma === '' && Number(least) <= longestSource;
      if (!isFixed && most !== '' && Number(most) <= fewTimes) choices++;
      else if (!isFixed) repeats++;
    }
    before = isLazy ? '' : part;
  }
  return repeats <= mostRepeats && choices <= mostChoices;
}

const isQuantifier = (part: string) => /^(?:[*+?]|\{\d+(?:,\d*)?\})$/.test(part);
