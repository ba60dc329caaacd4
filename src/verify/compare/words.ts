import { addTo } from '../../maps.ts';
import type { Evidence, Kept, Word } from '../evidence.ts';
import type { Item, Order } from './order.ts';
import { Supply } from './pieces.ts';

interface WordLoss {
  line: number;
  words: string[];
}

export interface WordComparison {
  kept: Kept;
  /** What the output does not hold, by line of the source. */
  losses: WordLoss[];
  /** What stands in another place of the output. */
  moved: WordLoss[];
}

const blockMark = '\0';

/**
 * Which words of the source's prose the output lacks, and which stand elsewhere. `leftOut` tells the
 * lines whose words a note accounts for.
 */
export function compareWords(
  source: Evidence,
  { open, spare }: Order,
  leftOut: (line: number) => boolean,
): WordComparison {
  const supply = new Supply(spare);
  const asides = source.words.filter(({ aside }) => aside);
  const lost = open.filter(({ text }) => !supply.take(text));
  const isLost = new Set(lost);
  const isLoose = ({ line }: Item) =>
    source.loose?.some(([first, last]) => line >= first && line <= last) === true;
  // Words of what may stand elsewhere may be paired with equal ones beside it.
  const swapped = new Supply(source.words.filter(isLoose).map(({ text }) => text));
  const moved = open.filter(
    (item) => !isLost.has(item) && !isLoose(item) && !swapped.take(item.text),
  );
  const missing = [
    ...lost.filter(({ text }) => !text.startsWith(blockMark)),
    ...withoutJoined(
      asides.filter(({ text }) => !supply.take(text)),
      asides,
      supply,
    ),
  ];
  const total = source.words.length;
  const noted = new Supply(
    source.words.filter(({ line }) => leftOut(line)).map(({ text }) => text),
  );
  return {
    kept: { total, kept: total - missing.length },
    losses: byLine(missing.filter(({ text }) => !noted.take(text))),
    moved: byLine(moved),
  };
}

/** Two words that markup divides in an attribute may be one in the output. */
function withoutJoined(missing: readonly Word[], words: readonly Word[], supply: Supply): Word[] {
  const found = new Supply();
  words.forEach((word, index) => {
    const after = words[index + 1];
    if (!word.glued || !after || !supply.take(word.text + after.text)) return;
    found.add(word.text);
    found.add(after.text);
  });
  return missing.filter(({ text }) => !found.take(text));
}

function byLine(items: readonly Item[]): WordLoss[] {
  const lines = new Map<number, string[]>();
  for (const { text, line } of items) {
    addTo(lines, line, text.startsWith(blockMark) ? '(a block of code)' : text);
  }
  return [...lines].map(([line, words]) => ({ line, words })).sort((a, b) => a.line - b.line);
}
