/** Strings and comments; a comment without end goes to the end of the text, so that it is read once. */
const hiding = /"[^"\\\n]*"|'[^'\\\n]*'|\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*/g;

/** What may hide a brace in ways that need a parser to tell: templates, regular expressions, tags, escapes. */
const uncertain = /[`"'\\</]/;

/** Whether a text certainly opens more braces than it closes, so that it is not an expression yet. */
export function lacksBraces(text: string): boolean {
  const shown = text.replace(hiding, (hidden) => (isOpenComment(hidden) ? '/' : ''));
  if (uncertain.test(shown)) return false;
  let depth = 0;
  for (let at = 0; at < shown.length; at++) {
    const code = shown.charCodeAt(at);
    if (code === 0x7b) depth++;
    else if (code === 0x7d) depth--;
  }
  return depth > 0;
}

function isOpenComment(text: string): boolean {
  return text.startsWith('/*') && (text.length < 4 || !text.endsWith('*/'));
}
