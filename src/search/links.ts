import { posix } from 'node:path';
import { decoded } from '../files/decoded.ts';

const code = /^([ \t>]*)(`{3,})[^\n]*\n[\s\S]*?^[ \t>]*\2`*[ \t]*$|(`+)[^`\n][^\n]*?\3(?!`)/;
const link = /\]\((?![a-z][a-z\d+.-]*:|[/#])(?<to>[^()\s#<>\\]+)(?=[#)\s])/;
const codeOrLink = new RegExp(`${code.source}|${link.source}`, 'gim');

/**
 * Text of a page that can stand elsewhere: links to files beside the page lead to the address of the
 * page that is meant, or to its path from the output root. Code stays as it is.
 *
 * @param out path of the page's output
 * @param addressOf the address of the page with this output; undefined or empty where none is known
 */
export function withWholeLinks(
  text: string,
  out: string,
  addressOf: (out: string) => string | undefined,
): string {
  if (!text.includes('](')) return text;
  return text.replace(codeOrLink, (whole, ...groups) => {
    const { to } = groups.at(-1) as { to?: string };
    if (to === undefined) return whole;
    const path = posix.join(posix.dirname(out), to);
    return `](${addressOf(decoded(path)) || path}`;
  });
}
