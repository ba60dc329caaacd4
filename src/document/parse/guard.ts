import type { Syntax } from '../document.ts';

/** Native code that runs out of stack ends the process; these bounds are far below where that was seen. */
const limits = { brackets: 200, quotes: 100, indent: 400 };

/** Whether the native parser may have a text: nothing in it nests deeper than the bounds. */
export function admits(text: string, syntax: Syntax): boolean {
  return syntax === 'mdx' ? shallow(text) && flat(text) : flat(text);
}

const deepQuotes = new RegExp(`^(?:[ \\t]*>){${limits.quotes}}`, 'm');
const deepIndent = new RegExp(`^[ \\t]{${limits.indent}}`, 'm');

function flat(text: string): boolean {
  return !(text.includes('>>') || text.includes('> >')) || !deepQuotes.test(text)
    ? !deepIndent.test(text)
    : false;
}

/** Bounds the nesting of brackets, without reading JavaScript: a bracket in a string counts too. */
function shallow(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x28 || code === 0x5b || code === 0x7b) {
      if (++depth > limits.brackets) return false;
    } else if ((code === 0x29 || code === 0x5d || code === 0x7d) && depth > 0) depth--;
  }
  return true;
}
