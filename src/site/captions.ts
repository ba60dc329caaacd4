import type { HeadingRules } from './heading-rules.ts';
import { readHeading } from './heading-text.ts';
import { headingOfName } from './labels.ts';

/** A directive: its kind, its argument, its options, and the first paragraph of its body. */
const directive =
  /^[ \t]*(?:`{3,}|~{3,}|:{3,})[ \t]*\{([\w:-]+)\}[ \t]*([^\n]*)(?:\n|$)([ \t]*---\n(?:[ \t]*[\w-]+:[^\n]*\n){0,20}[ \t]*---\n|(?:[ \t]*:[\w-]+:[^\n]*\n){0,20})\n?((?:[ \t]*[^\s`~:][^\n]*\n){0,9})/gm;
/** The figure that a cell of code makes, as MyST-NB has it. */
const cellFigure = /^ {2}figure:[ ]*\n((?: {4}[^\n]*\n){1,20})/gm;
const targetAbove = /\(([^()"<>\n]{1,200})\)=\s*$/;
/** Directives whose argument is their title. */
const titled = /^(?:(?:list-|csv-)?table|exercise(?:-start)?|pr(?:oo)?f:\w+|admonition|dropdown)$/;
const longestCaption = 120;

/**
 * The captions of figures and tables that have a name, which a reference shows, in lines as those of
 * headings in the list of anchors. Long ones, and those with more than words, are left out.
 */
export function captionsIn(text: string, rules: HeadingRules): string {
  let made = '';
  const add = (name: string | undefined, given = '') => {
    const source = given.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
    if (!name || source === '' || source.length > longestCaption || /[{}$\\]/.test(source)) return;
    made += `${headingOfName(name)}\t=${readHeading(source, rules).text}\n`;
  };
  for (const { 0: all, 1: kind = '', 2: given, 3: options = '', 4: body, index } of text.matchAll(
    directive,
  )) {
    if (all.length > 5_000) continue;
    const above = targetAbove.exec(text.slice(Math.max(0, index - 220), index))?.[1];
    const own = kind === 'figure' ? body : titled.test(kind) ? given : undefined;
    add(
      /^[ \t]*:?(?:name|label):[ \t]*(\S+)/m.exec(options)?.[1] ?? above,
      captionOf(options) ?? own,
    );
  }
  for (const [, options = ''] of text.matchAll(cellFigure))
    add(/^ {4}name:[ ]*(\S+)/m.exec(options)?.[1], captionOf(options));
  return made;
}

const captionOf = (options: string): string | undefined =>
  /(?:^|[ :])caption:[ \t]*(?:[|>][-+]?\s+)?(["']?)(.+)\1[ \t]*$/m.exec(options)?.[2];
