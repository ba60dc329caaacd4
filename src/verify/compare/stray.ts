import type { Code } from 'mdast';
import { groupBy } from '../../maps.ts';
import { type CodeBlock, type Piece, wordKey } from '../evidence.ts';
import { type Output, type Placed, placedIn, textOf } from '../output/read.ts';
import { titleOf } from '../source/labels.ts';
import { align } from './align.ts';
import { areTogether } from './bare.ts';
import { type CodePair, keyOf, type Sides } from './order.ts';
import { wordsWithin } from './pieces.ts';

const image =
  /(?<!\\)!\[(?:[^\][]|\[[^\][]*\])*\]\(\s*<?([^)\s>]+)|<(?:img|Image)\b[^<>]*?\bsrc=(?:"([^"]+)"|'([^']+)')/g;

/** Pictures that the source shows once, and the output in another order, by the names of their files. */
export function* strayImages(prose: string, output: Output) {
  const found = [...prose.matchAll(image)].map(([, ...urls]) => nameOf(urls.find(Boolean) ?? ''));
  const shown = placedIn(output, 'image').map(({ node, line }) => ({
    name: nameOf(node.url),
    line,
  }));
  const names = shown.map(({ name }) => name);
  const isOnce = (name: string) =>
    count(found, name) === 1 && count(names, name) === 1 && name !== '';
  const mine = found.filter(isOnce);
  const theirs = shown.filter(({ name }) => isOnce(name));
  const kept = new Set(
    align(
      mine,
      theirs.map(({ name }) => name),
    ),
  );
  for (const [at, { name, line }] of theirs.entries())
    if (!kept.has(at)) yield { line, what: `not where it stood: ${name}` };
}

const count = (list: readonly string[], name: string) => list.filter((one) => one === name).length;

const nameOf = (url: string): string => url.replace(/[?#].*$/, '').replace(/^.*\//, '');

/** Titles of fences that do not stand above their block in the output. */
export function* strayTitles(
  source: readonly CodeBlock[],
  pairs: readonly CodePair[],
  output: Output,
): Generator<{ line: number; what: string }> {
  const above = groupBy(placedIn(output, 'code').map(blockWithText), ({ key }) => key);
  for (const block of source) {
    const title = wordKey(titleOf(block) ?? '');
    const key = pairs.find(({ line }) => line === block.line)?.key;
    const texts = key === undefined ? undefined : above.get(key);
    if (title === '' || texts === undefined) continue;
    if (!texts.some(({ text }) => wordsWithin(title, text)))
      yield { line: block.line, what: `title does not stand above its block: "${titleOf(block)}"` };
  }
}

/** A block of code with the words of the two blocks before it. */
function blockWithText({ node, siblings, at }: Placed<Code>): { key: string; text: string } {
  const before = siblings.slice(Math.max(0, at - 2), at).map(textOf);
  const lines = node.value.split('\n');
  return { key: keyOf({ lang: node.lang ?? '', lines }), text: wordKey(before.join(' ')) };
}

/** Words on either side that go with the same in the output, too: fewer may be others of their kind. */
const around = 8;

/**
 * What labels and attributes say that stands in the output, and not where their element does: between
 * the words before it and those after it.
 */
export function* strayTexts(texts: readonly Piece[], sides: Sides): Generator<Piece> {
  const places = placesOf(sides);
  const starts = groupBy(sides.output.keys(), (at) => sides.output[at]!.text);
  const all = sides.output.map(({ text }) => text);
  for (const one of texts) {
    const words = wordKey(one.text ?? '').split(' ');
    const found = (starts.get(words[0]!) ?? []).filter((at) =>
      words.every((word, step) => all[at + step] === word),
    );
    const { from, to } = places(one.line);
    // Its last words may be those of the prose before it.
    const isInPlace = (at: number) => at + words.length > from && at <= to;
    if (found.length > 0 && !found.some(isInPlace)) yield one;
  }
}

/** Between which indexes of the output what stands on a line of the source has its place. */
function placesOf({
  source,
  output,
  pairs,
}: Sides): (line: number) => { from: number; to: number } {
  // Single words may go with others of their kind.
  const isSure = (at: number) => areTogether(pairs, at - around, at + around + 1);
  const kept = source.flatMap(({ line, text }, at) =>
    pairs[at]! >= 0 && (isSure(at) || text.startsWith('\0')) ? [{ line, at: pairs[at]! }] : [],
  );
  return (wanted) => {
    const after = kept.findIndex(({ line }) => line > wanted);
    const before = kept.findLastIndex(({ line }) => line < wanted);
    return { from: kept[before]?.at ?? 0, to: kept[after]?.at ?? output.length };
  };
}
