import { Edits } from '../edits.ts';
import type { Preparation } from '../preparation.ts';

const macro = /<!--\s*md:([\w-]+)(?:\s((?:(?!<!--).)*?))?-->/g;
/** What may stand before a block's first words. */
const marked = /^[ ]*(?:#{1,6}[ ]+|[-*+][ ]+|\d{1,9}[.)][ ]+|:[ ]+)$/;
const start = new RegExp(marked.source.replace(/\$$/, '?$'));

/**
 * Material's badges in comments, `<!-- md:version 9.4.0 -->`, of any name: the words in them. Those
 * on lines of their own, one below the other, become one line.
 */
export function prepareMacros(preparation: Preparation): Edits {
  const edits = new Edits();
  let isBelow = false;
  for (const [index, line] of preparation.lines.text.entries()) {
    if (line.search(macro) === -1) {
      isBelow = false;
      continue;
    }
    const isFresh = isBelow || (preparation.lines.text[index - 1] ?? '').trim() === '';
    const made = expand(line, isFresh ? start : marked);
    const isAlone = line.replace(macro, '').trim() === '';
    edits.replace(index, isBelow && isAlone ? made.replace(/\S/, '· $&') : made);
    isBelow = isAlone;
  }
  return edits;
}

/** The language of inline code, which InlineHilite does not show. */
const shebang = /(?<=(?:^|[^`])`+)(?:#!|:::)[\w+-]+ (?=\S)/g;

/** A heading's content with the words of its macros, such as `` `toc.slugify` `` for `<!-- md:setting toc.slugify -->`. */
export function expandHeading(given: string): string {
  const content = given.replace(shebang, '');
  return content.includes('<!--') ? expand(`# ${content.trim()}`, marked).slice(2) : content;
}

function expand(line: string, start: RegExp): string {
  /** What stands before a macro, but for other macros. */
  let before = '';
  let from = 0;
  return line.replace(
    macro,
    (whole: string, name: string, given: string | undefined, at: number) => {
      before += line.slice(from, at);
      from = at + whole.length;
      const words = macroWords(name, given?.trim(), { isLead: start.test(before) });
      const isNext = before.length < at && start.test(before);
      const rest = line.slice(from);
      return (isNext ? '· ' : '') + words + (start.test(before) && /^\s+\w/.test(rest) ? ' ·' : '');
    },
  );
}

/** The name stands before the arguments where no words of the text do; what names a setting is code. */
function macroWords(name: string, given: string | undefined, { isLead }: { isLead: boolean }) {
  const titled = name.charAt(0).toUpperCase() + name.slice(1);
  if (!given) return titled;
  if (name === 'setting' || name === 'option') return /[`[]/.test(given) ? given : `\`${given}\``;
  return isLead ? `${titled} ${given}` : given;
}
