import { decoded } from '../../files/decoded.ts';

const summaryLink =
  /\]\(\s*(?:<([^<>\n]+)>|((?:\\.|[^()\s\\<>]|\([^()\s]*\))+))(?:\s+"[^"\n]*")?\s*\)/;

/** The path of the page that a line of a summary links to; a slash at its start is the book's own folder. */
export function summaryTarget(line: string): string | undefined {
  const [, angled, plain] = summaryLink.exec(line) ?? [];
  const written = (angled ?? plain)?.replace(/\\(?=[!-/:-@[-`{-~])/g, '');
  return written === undefined ? undefined : decoded(written.replace(/#.*$|^\/+/g, ''));
}
