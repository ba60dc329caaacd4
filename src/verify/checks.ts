import { groupBy } from '../maps.ts';
import { garbledTexts } from './compare/garbled.ts';
import { changedHeads, compareLevels, faultsOfLevels } from './compare/headings.ts';
import { compareLabels, emptyTabs, fileNames, plainLabels, plainNames } from './compare/labels.ts';
import { compareDiffs, compareMarks, otherMarks, unmarkedLines } from './compare/marks.ts';
import { importedParts, isServedElsewhere, knownTo, partLosses } from './compare/mute.ts';
import { comparePieces, rowWithin, Supply, wordsWithin } from './compare/pieces.ts';
import { strayImages, strayTexts, strayTitles } from './compare/stray.ts';
import { changedAddresses, otherTargets } from './compare/targets.ts';
import type { Compared } from './compared.ts';
import type { Finding, Piece } from './evidence.ts';
import { unstableNode } from './output/fixed-point.ts';
import { findLeaks } from './output/leaks.ts';
import type { Output } from './output/read.ts';
import { deadLinks } from './output/targets.ts';
import { textsIn } from './source/beside.ts';

type Found = Pick<Finding, 'rule' | 'line' | 'what'>;
type Check = (compared: Compared) => Iterable<Found>;

/** Findings of a rule at some places: what each says, or what is said of it. */
const found = <Place extends { line: number; what?: string }>(
  rule: Finding['rule'],
  places: Iterable<Place>,
  say = ({ what = '' }: Place): string => what,
): Found[] => Array.from(places, (place) => ({ rule, line: place.line, what: say(place) }));

const lostCode: Check = ({ code }) => found('code', code.losses);

function* lostHeadings({ source, headings, notes }: Compared): Iterable<Found> {
  const byKey = groupBy(source.headings, ({ key }) => key);
  for (const { key, line } of headings.losses) {
    // Nobody can say which of several equal headings was lost.
    const places = [{ line }, ...(byKey.get(key) ?? [])];
    if (!places.some((one) => notes.take('headings', one.line)))
      yield { rule: 'heading', line, what: `heading missing: "${key}"` };
  }
}

/** Levels against those of the source, and in themselves; a text that is not the output of a build need not begin with a title. */
function* levels({ lossless, source, output, input }: Compared): Iterable<Found> {
  if (lossless) yield* found('heading', compareLevels(source.headings, output.headings));
  if (output.bodyLine === 1 && input.site === undefined) return;
  yield* found('level', faultsOfLevels(output.headings));
  if (!beginsWithTitle(output)) {
    const what = 'no heading of level 1 at the beginning';
    yield { rule: 'level', line: output.bodyLine, what };
  }
}

const beginsWithTitle = ({ tree: { children } }: Output) =>
  children.length === 0 || (children[0]!.type === 'heading' && children[0]!.depth === 1);

/** Spans, labels, and the marks of diffs. */
function* marks({
  lossless,
  source,
  text,
  output,
  order,
  code,
  headings,
  links,
}: Compared): Iterable<Found> {
  if (!lossless) return;
  const wanted = [...source.marks, ...fileNames(source.labels, output)];
  const lost = compareMarks(wanted, output, order.made);
  yield* found('mark', lost, ({ key }) => `mark missing: ${key}`);
  const named = new Set([...headings.losses, ...links.losses, ...lost].map(({ line }) => line));
  const bare = order.bare.filter(({ line }) => !named.has(line));
  yield* found('mark', bare, (one) => `no longer ${one.kind}: ${one.text}`);
  const diffs = compareDiffs(source.code, output.code);
  yield* found('mark', diffs, (one) => `line of a diff without its mark: ${one.text}`);
  const others = otherMarks(source.code, output.code, code.pairs);
  yield* found('mark', others, (one) => `line of a diff with another mark: ${one.text}`);
  // The source may have it so, in an element of code.
  const unmarked = unmarkedLines(source.code, output.code).filter(
    (one) => !text.includes(`>${one.text}`),
  );
  yield* found('leak', unmarked, (one) => `line of a diff that begins with no mark: ${one.text}`);
  const labels = compareLabels(source, text, output);
  yield* found('mark', labels, (one) => `label without a mark: "${one.text}"`);
  yield* found('order', strayTitles(source.code, code.pairs, output));
  yield* found('mark', plainLabels(source, output));
  yield* found('order', emptyTabs(text, output));
  yield* found('mark', plainNames({ source: text, words: source.words }, output, order.sides));
  const stray = strayTexts(textsOf(source, importedParts(text)), order.sides);
  yield* found('order', stray, (one) => `not where it stood: "${one.text}"`);
}

const filePath = /^[\w@.[\]()~-]+(?:\/[\w@.[\]()~-]+)+\.[a-z]\w{0,4}$/;

/** Scripts of the page read what attributes of HTML say. */
const isHtml = (name: string): boolean => /^[a-z]+\d?$/.test(name);

/** Labels, and what other attributes of components say in several words. */
const textsOf = (
  { labels, elements, title, placed }: Compared['source'],
  parts: ReadonlySet<string>,
): Piece[] => [
  ...labels.filter(({ key }) => key !== title),
  ...placed.filter(({ key }) => key.split(' ').length > 3),
  ...elements.flatMap(({ name, values, line }) =>
    values.flatMap((text) =>
      filePath.test(text) && !isHtml(name) && !parts.has(name) ? [{ key: text, text, line }] : [],
    ),
  ),
  ...elements.flatMap(({ name: element, texts, line }) =>
    texts.flatMap(({ name, text }) => {
      const isOther =
        /^\p{Lu}/u.test(element) &&
        !parts.has(element) &&
        !/(?:title|label|alt|caption)$/i.test(name);
      return isOther && text.split(/\s+/).length > 3 ? [{ key: text, text, line }] : [];
    }),
  ),
];

/** Components may show an address as the bar of a browser does, `kilns.dev/fire`. */
const isShownBare = (url: string, { body }: Compared['output']): boolean => {
  const [, bare] = /^https?:\/\/([^/]+\/.+)$/.exec(url) ?? [];
  const at = bare === undefined ? -1 : body.indexOf(bare);
  return at !== -1 && !/[\w:/.“-]/.test(body[at - 1] ?? '');
};

function* lostLinks(compared: Compared): Iterable<Found> {
  const { lossless, source, output, links, cutLinks, order } = compared;
  const lost = withoutNoted(links.losses, source.links, compared);
  const isKnown = knownTo(compared.input.dialect ?? '', compared.input.rules);
  const unseen = lost
    .slice(cutLinks)
    .filter((one) => !isShownBare(one.key, output))
    .filter((one) => !isServedElsewhere(one, source.elements, output, isKnown));
  yield* found('link', unseen, ({ key }) => `link target missing: ${key}`);
  if (!lossless) return;
  const named = new Set([...lost, ...order.bare].map(({ line }) => line));
  const { losses } = comparePieces(source.linked, output.linked, wordsWithin);
  const bare = losses.filter(({ line }) => !named.has(line));
  yield* found('link', bare, ({ key }) => `no longer a link: "${key}"`);
}

function* targets(compared: Compared): Iterable<Found> {
  const { lossless, source, output, text, input } = compared;
  if (lossless) {
    yield* found('target', otherTargets(source.linked, output.linked));
    yield* found('target', changedAddresses(text, output.links));
  }
  if (input.site === undefined) return;
  const texts = new Set(source.linked.map(({ key }) => key));
  const links = { site: input.site, source: withParts(compared), texts };
  yield* found('target', deadLinks(output, links));
}

function* lostCells(compared: Compared): Iterable<Found> {
  const { lossless, source, output, cells, text, input } = compared;
  const missing = withoutNoted(cells.losses, source.cells, compared);
  yield* found('cell', missing, ({ key }) => `table cell missing: "${key}"`);
  if (!lossless) return;
  const lost = new Set(cells.losses.map(({ line }) => line));
  const { losses } = comparePieces(source.rows, output.rows, rowWithin);
  const changed = losses.filter(({ line }) => !lost.has(line));
  yield* found('cell', changed, ({ key }) => `row of a table changed: "${key}"`);
  yield* changedHeads(text, input.dialect ?? '', output);
}

function* lostWords(compared: Compared): Iterable<Found> {
  const { lossless, words, text, source, order, output } = compared;
  yield* found('word', words.losses, (lost) => `words missing: ${lost.words.join(' ')}`);
  if (!lossless) return;
  yield* found('order', words.moved, (moved) => `not where it stood: ${moved.words.join(' ')}`);
  const { length } = compared.input.output;
  const head = compared.input.output.slice(0, length - output.body.length);
  const texts = [...source.beside, ...(source.texts ?? []).flatMap(textsIn)];
  const beside = texts.filter((one) => !head.includes(one));
  yield* found('word', garbledTexts(beside, order.sides, withParts(compared)));
  yield* found('order', strayImages(text, output));
}

/** A component of which a part is said was read, and not wholly. */
function* lostParts({ source, output, input, words, text }: Compared): Iterable<Found> {
  const named = new Set(words.losses.map(({ line }) => line));
  const ofTables = knownTo(input.dialect ?? '', input.rules);
  const parts = importedParts(text);
  const isKnown = (name: string) => ofTables(name) || parts.has(name);
  const isNoted = (part: string) => new RegExp(`Left out: [^.\\n]*\\b${part}\\b`).test(output.body);
  for (const { line, name, missing } of partLosses(source.elements, output, isKnown))
    if (!named.has(line) && !missing.every((part) => /^\w+$/.test(part) && isNoted(part)))
      yield { rule: 'word', line, what: `not all of <${name}>: ${missing.join(', ')} missing` };
}

const leaks: Check = (compared) =>
  found('leak', findLeaks(compared.output, withParts(compared), compared.input.dialect));

/** The text of the source and of the files that it includes. */
const withParts = ({ source, text }: Compared): string =>
  [text, ...(source.texts ?? []).map((file) => file.text)].join('\n');

function* fixedPoint({ output }: Compared): Iterable<Found> {
  const unstable = unstableNode(output);
  if (unstable === undefined) return;
  const line = unstable.line + output.bodyLine - 1;
  const what = `${unstable.type} does not survive rendering and parsing again`;
  yield { rule: 'fixed-point', line, what };
}

/** The losses beyond those on the lines that a note accounts for; equal ones are interchangeable. */
function withoutNoted(
  losses: readonly Piece[],
  source: readonly Piece[],
  { notes }: Compared,
): Piece[] {
  const isNoted = ({ line, places = [line] }: Piece) => places.every((one) => notes.covers(one));
  const noted = new Supply(source.filter(isNoted).map(({ key }) => key));
  return losses.filter(({ key }) => !noted.take(key));
}

/** The checks, in the order in which their findings are reported. */
export const checks: readonly Check[] = [
  lostCode,
  lostHeadings,
  levels,
  marks,
  lostLinks,
  targets,
  lostCells,
  lostWords,
  lostParts,
  leaks,
  fixedPoint,
];
