/** Counts tokens of `o200k_base`, the vocabulary of current OpenAI models. */
export type TokenCounter = (text: string) => number;

/** Runs longer than this are counted in pieces: the tokenizer takes quadratic time over one run. */
const longestRun = 1_024;
const pieceLength = 256;
const longRun = new RegExp(`\\S{${longestRun}}|\\s{${longestRun}}`);

let tokenizer: Promise<TokenCounter> | undefined;

/** Loads the token table on first use: about 100 ms and 40 MB, once in each thread. */
export function loadTokenizer(): Promise<TokenCounter> {
  tokenizer ??= import('gpt-tokenizer/encoding/o200k_base').then(({ countTokens }) => {
    // What looks like a control token is text in a document.
    const options = { disallowedSpecial: new Set<string>() };
    return (text) => countTokens(text, options);
  });
  return tokenizer;
}

/**
 * A counter for one document, which remembers lines: source and output share most of theirs. Exact,
 * since no token crosses a line end that is followed by neither white space nor a slash; only runs
 * of more than 1,024 characters without (or of nothing but) white space are counted approximately.
 */
export function lineCounter(count: TokenCounter): TokenCounter {
  const known = new Map<string, number>();
  const countLine = (line: string) => {
    let tokens = known.get(line);
    if (tokens === undefined) {
      tokens = line.length > longestRun && longRun.test(line) ? inPieces(line, count) : count(line);
      known.set(line, tokens);
    }
    return tokens;
  };
  return (text) => {
    let total = 0;
    for (let start = 0; start < text.length; ) {
      const end = segmentEnd(text, start);
      total += countLine(text.slice(start, end));
      start = end;
    }
    return total;
  };
}

/** The next place after `start` that no token crosses. */
function segmentEnd(text: string, start: number): number {
  for (let at = text.indexOf('\n', start); at >= 0; at = text.indexOf('\n', at + 1)) {
    if (at + 1 < text.length && !/[\s/]/.test(text[at + 1]!)) return at + 1;
  }
  return text.length;
}

function inPieces(line: string, count: TokenCounter): number {
  let total = 0;
  for (let start = 0; start < line.length; start += pieceLength) {
    total += count(line.slice(start, start + pieceLength));
  }
  return total;
}
