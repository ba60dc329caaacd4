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

/** What a character is to the common cases; all that is not ASCII is left to the expression. */
const [other, letterUp, letterLow, digit, mark, space, line] = [0, 1, 2, 3, 4, 5, 6] as const;

const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[A-Z]/.test(character)) return letterUp;
  if (/[a-z]/.test(character)) return letterLow;
  if (/\d/.test(character)) return digit;
  if (character === ' ') return space;
  if (character === '\n') return line;
  return /[!-~]/.test(character) ? mark : other;
});

const kindAt = (text: string, at: number) => kinds[text.charCodeAt(at)] ?? other;

/**
 * Where the piece ends that begins at `start`; every character is in a piece. Common pieces are
 * found by hand, in a third of the time that the expression takes.
 */
export function pieceEnd(text: string, start: number): number {
  const first = kindAt(text, start);
  const second = kindAt(text, start + 1);
  let end = 0;
  if (first === letterUp || first === letterLow) end = wordEnd(text, start);
  else if (first === line) end = linesEnd(text, start);
  else if (first === digit) end = digitsEnd(text, start);
  else if (first === mark || first === space) {
    if (second === letterUp || second === letterLow) end = wordEnd(text, start + 1);
    else if (first === mark) end = marksEnd(text, start);
    else if (second === mark) end = marksEnd(text, start + 1);
    else if (second === digit) end = start + 1;
    else if (second === space) end = spacesEnd(text, start);
  }
  return end || expressionEnd(text, start);
}

// Each of these gives 0 where the piece is not certain to end within ASCII.

function wordEnd(text: string, start: number): number {
  let at = start;
  while (kindAt(text, at) === letterUp) at++;
  while (kindAt(text, at) === letterLow) at++;
  const next = kindAt(text, at);
  const certain = next !== other && text[at] !== "'";
  return certain ? at : 0;
}

function marksEnd(text: string, start: number): number {
  let at = start;
  while (kindAt(text, at) === mark) at++;
  if (kindAt(text, at) === other) return 0;
  for (; kindAt(text, at) === line || text[at] === '/'; at++);
  return text[at] === '\r' ? 0 : at;
}

function digitsEnd(text: string, start: number): number {
  let at = start;
  while (at < start + 3 && kindAt(text, at) === digit) at++;
  return at < start + 3 && kindAt(text, at) === other ? 0 : at;
}

/** The last space belongs to what follows. */
function spacesEnd(text: string, start: number): number {
  let at = start;
  while (kindAt(text, at) === space) at++;
  return isBlank(kindAt(text, at)) ? 0 : at - 1;
}

function linesEnd(text: string, start: number): number {
  let at = start;
  while (kindAt(text, at) === line) at++;
  const end = at;
  while (kindAt(text, at) === space) at++;
  return isBlank(kindAt(text, at)) ? 0 : end;
}

const isBlank = (kind: number) => kind === other || kind === line;

function expressionEnd(text: string, start: number): number {
  piece.lastIndex = start;
  try {
    return piece.test(text) ? piece.lastIndex : text.length;
  } catch {
    // A word of many millions of letters is more than the stack of the expression holds.
    return Math.min(text.length, start + longestWord);
  }
}

const longestWord = 1_000_000;
