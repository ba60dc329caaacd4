const contraction = "(?:'(?:[sS]|[dD]|[mM]|[tT]|[lL][lL]|[vV][eE]|[rR][eE]))?";
const upper = '[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]';
const lower = '[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]';
const prefix = '[^\\r\\n\\p{L}\\p{N}]?';

/** How `o200k_base` cuts a text before it looks for tokens; no token is longer than a piece. */
const piece = new RegExp(
  [
    `${prefix}${upper}*${lower}+${contraction}`,
    `${prefix}${upper}+${lower}*${contraction}`,
    '\\p{N}{1,3}',
    ' ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*',
    '\\s*[\\r\\n]+',
    '\\s+(?!\\S)',
    '\\s+',
  ].join('|'),
  'uy',
);

const apostrophe = 39;

/** Where the piece ends that begins at `start`; every character is in a piece. */
export function pieceEnd(text: string, start: number): number {
  return wordEnd(text, start) || expressionEnd(text, start);
}

/**
 * Most pieces are a word of ASCII letters with one character before it: for these the expression
 * need not be run, which is most of what counting costs. Gives 0 for all others.
 */
function wordEnd(text: string, start: number): number {
  let at = start;
  const first = text.charCodeAt(at);
  if (first >= 128 || first === 10 || first === 13) return 0;
  if (first >= 48 && first <= 57) return 0;
  if (!isUpper(first) && !isLower(first)) at++;
  const word = at;
  while (isUpper(text.charCodeAt(at))) at++;
  while (isLower(text.charCodeAt(at))) at++;
  if (at === word) return 0;
  const next = text.charCodeAt(at);
  return next >= 128 || next === apostrophe ? 0 : at;
}

const isUpper = (code: number) => code >= 65 && code <= 90;
const isLower = (code: number) => code >= 97 && code <= 122;

function expressionEnd(text: string, start: number): number {
  piece.lastIndex = start;
  return piece.test(text) ? piece.lastIndex : text.length;
}
