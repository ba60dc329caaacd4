import { firstOf } from '../../first-of.ts';

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A value that a shortcode is given beside its name, if it stands in its place. */
export function statedValue(
  source: string,
  [match]: readonly RegExpExecArray[],
  output: string,
): string | undefined {
  if (match?.[4] === undefined) return undefined;
  const { before, after } = around(source, match);
  const given = Array.from(match[0].matchAll(/="([^"]+)"/g), ([, text = '']) => text);
  return given.reverse().find((text) => output.includes(before + text + after));
}

/** Of the values that a name seems to have at its places, the one that stands at most of them. */
export function commonValue(
  source: string,
  places: readonly RegExpExecArray[],
  output: string,
): string | undefined {
  const likely = places.flatMap((match) => {
    const found = valueAt(source, match, output);
    const isLikely =
      match[3] === undefined || /^[^\s()[\]{}]+(?: [^\s()[\]{}]+){0,3}$/.test(found ?? '');
    return found !== undefined && isLikely ? [found] : [];
  });
  const words = places.map((match) => around(source, match));
  const counted = [...new Set(likely)].map((one) => ({
    one,
    count: words.filter(({ before, after }) => output.includes(before + one + after)).length,
  }));
  return counted.sort((a, b) => b.count - a.count)[0]?.one;
}

/** What stands before and after a shortcode in its line. */
function around(source: string, match: RegExpExecArray): { before: string; after: string } {
  const end = match.index + match[0].length;
  const [before] = /[^\n{}[\]*_`]*$/.exec(
    source.slice(Math.max(0, match.index - 24), match.index),
  )!;
  const [after] = /^[^\n{}[\]*_`]*/.exec(source.slice(end, end + 24))!;
  return { before, after };
}

/** What stands in the output between the words before and after a shortcode in its line. */
export function valueAt(
  source: string,
  match: RegExpExecArray,
  output: string,
): string | undefined {
  const { before, after } = around(source, match);
  if (before.trim().length + after.trim().length < 6) return undefined;
  const atEnd = /^(?:\n|$)/.test(source.slice(match.index + match[0].length)) ? '$' : '(?![\\w.-])';
  const edge = after === '' ? atEnd : '';
  // One part of an address rather than several.
  return firstOf(['\\n`/', '\\n`'], (ends) => {
    const value = `([^${ends}]{1,60}?)`;
    const pattern = new RegExp(`${escaped(before)}${value}${escaped(after)}${edge}`, 'm');
    return pattern.exec(output)?.[1];
  });
}
