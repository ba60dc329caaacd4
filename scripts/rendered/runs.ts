/** Letters and digits that stand together, in order. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .replace(/[\u200B\u00AD]/g, '')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** Fewer words together say little: one may be written in another way. */
const fewest = 3;

/** Runs of words that a text does not hold: no two neighbours of them stand together there. */
export function missingRuns(words: readonly string[], text: readonly string[]): string[][] {
  const pairs = new Set(text.slice(1).map((word, at) => `${text[at]} ${word}`));
  const isHeld = words.map(
    (word, at) => pairs.has(`${words[at - 1]} ${word}`) || pairs.has(`${word} ${words[at + 1]}`),
  );
  const runs: string[][] = [[]];
  for (const [at, word] of words.entries()) {
    if (isHeld[at]) runs.push([]);
    else runs.at(-1)!.push(word);
  }
  return runs.filter(({ length }) => length >= fewest);
}
