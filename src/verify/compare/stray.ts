import type { Nodes } from 'mdast';
import { groupBy } from '../../maps.ts';
import { type CodeBlock, type Piece, wordKey } from '../evidence.ts';
import { type Output, textOf } from '../output/read.ts';
import { titleOf } from '../source/labels.ts';
import { align } from './align.ts';
import { areTogether } from './bare.ts';
import { type CodePair, keyOf, type Sides } from './order.ts';
import { wordsWithin } from './pieces.ts';

const image =
  /(?<!\\)!\[(?:[^\][]|\[[^\][]*\])*\]\(\s*<?([^)\s>]+)|<(?:img|Image)\b[^<>]*?\bsrc=(?:"([^"]+)"|'([^']+)')/g;

/** Pictures that the source shows once, and the output in another order, by the names of their files. */
export function* strayImages(prose: string, { tree, bodyLine }: Output) {
  const found = [...prose.matchAll(image)].map(([, ...urls]) => nameOf(urls.find(Boolean) ?? ''));
  const shown = [...imagesIn(tree)].map(({ url, line }) => ({ name: nameOf(url), line }));
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
    if (!kept.has(at)) yield { line: line + bodyLine - 1, what: `not where it stood: ${name}` };
}

const count = (list: readonly string[], name: string) => list.filter((one) => one === name).length;

const nameOf = (url: string): string => url.replace(/[?#].*$/, '').replace(/^.*\//, '');

function* imagesIn(node: Nodes): Generator<{ url: string; line: number }> {
  if (node.type === 'image') yield { url: node.url, line: node.position?.start.line ?? 1 };
  if ('children' in node) for (const child of node.children) yield* imagesIn(child);
}

/** Titles of fences that do not stand above their block in the output. */
export function* strayTitles(
  source: readonly CodeBlock[],
  pairs: readonly CodePair[],
  { tree }: Output,
): Generator<{ line: number; what: string }> {
  const above = groupBy(blocksWithText(tree), ({ key }) => key);
  for (const block of source) {
    const title = wordKey(titleOf(block) ?? '');
    const key = pairs.find(({ line }) => line === block.line)?.key;
    const texts = key === undefined ? undefined : above.get(key);
    if (title === '' || texts === undefined) continue;
    if (!texts.some(({ text }) => wordsWithin(title, text)))
      yield { line: block.line, what: `title does not stand above its block: "${titleOf(block)}"` };
  }
}

/** Each block of code with the words of the two blocks before it. */
function* blocksWithText(node: Nodes): Generator<{ key: string; text: string }> {
  if (!('children' in node)) return;
  const children: readonly Nodes[] = node.children;
  for (const [at, child] of children.entries()) {
    if (child.type !== 'code') {
      yield* blocksWithText(child);
      continue;
    }
    const lines = child.value.split('\n');
    const before = children
      .slice(Math.max(0, at - 2), at)
      .map(textOf)
      .join(' ');
    yield { key: keyOf({ lang: child.lang ?? '', lines }), text: wordKey(before) };
  }
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
