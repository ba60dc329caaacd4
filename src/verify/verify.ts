import { dialectRecords } from '../../transforms/dialects/records.ts';
import { compareCode } from './compare/code.ts';
import { compareDiffs, unmarkedLines } from './compare/diff-marks.ts';
import { compareLevels, faultsOfLevels } from './compare/headings.ts';
import { compareLabels, fileNames, plainLabels } from './compare/labels.ts';
import { compareMarks } from './compare/marks.ts';
import { knownTo, muteUses } from './compare/mute.ts';
import { compareOrder } from './compare/order.ts';
import { comparePieces, rowWithin, wordsWithin } from './compare/pieces.ts';
import { Supply } from './compare/supply.ts';
import { changedAddresses, otherTargets } from './compare/targets.ts';
import { strayTitles } from './compare/titles.ts';
import { compareWords } from './compare/words.ts';
import { type Counts, type Finding, linkKey, type Piece, urlsOf } from './evidence.ts';
import { readMarkers } from './markers.ts';
import { PlacedNotes } from './notes.ts';
import { unstableNode } from './output/fixed-point.ts';
import { findLeaks } from './output/leaks.ts';
import { type Output, readOutput } from './output/read.ts';
import { type BuiltSite, deadLinks, reachedByFile } from './output/targets.ts';
import { placeFinder } from './place.ts';
import { type ReadPart, readWithParts } from './source/parts.ts';
import { readSource } from './source/read.ts';
import type { OwnRules } from './source/rules.ts';
import { withSiteValues } from './source/site-values.ts';

export interface VerifyInput {
  /** Path of the source, for the findings; its ending tells MDX from Markdown. */
  path: string;
  source: string;
  /** The `.mdc` text. */
  output: string;
  /** Default `lossless`; in the others a marker accounts for what it says. */
  profile?: 'lossless' | 'balanced' | 'compact' | undefined;
  /** How `.md` is read: braces and ESM mean something in MDX alone. */
  dialect?: string | undefined;
  /** What the configuration drops or renders in its own way is not a loss. */
  rules?: OwnRules | undefined;
  /** Gives the files that the source names; without it, what they say is not looked for. */
  read?: ReadPart | undefined;
  /** The build that the output belongs to; without it, links between pages are not checked. */
  site?: BuiltSite | undefined;
}

export interface Verification {
  findings: Finding[];
  counts: Counts;
  /** Components of which the output says nothing, each as often as it is used so. */
  mute: string[];
}

/** Dialects that write MDX into `.md` files. */
const mdxDialects = new Set<string>(
  dialectRecords.flatMap(({ name, markdown }) => (markdown === 'mdx' ? [name] : [])),
);

/**
 * Compares a source with its output, independently of the transforms: what the source holds is in
 * the output, or a listed exception or a marker says why not; no source syntax is left outside
 * code; and the output's Markdown parses back to the same tree.
 *
 * @example
 * const { findings } = verifyDocument({ path: 'a.mdx', source, output });
 * // [{ rule: 'heading', path: 'a.mdx', line: 12, what: 'heading missing: "Set up"' }]
 */
export function verifyDocument(input: VerifyInput): Verification {
  const { path, profile = 'lossless', dialect = '', rules, site } = input;
  const mdx = /\.mdx$/i.test(path) || mdxDialects.has(dialect);
  const output = readOutput(input.output);
  const isHugo = dialect === 'hugo';
  const text = isHugo ? withSiteValues(input.source, output.body) : input.source;
  const options = { mdx, dialect, rules, path };
  // A page that is nothing but another page may say so.
  const alone = input.read === undefined || output.body.includes('Left out: the text of ');
  const source = alone
    ? readSource(text, options)
    : readWithParts(text, { ...options, read: input.read! });
  const markers = readMarkers(output);
  const findings: Finding[] = [];
  const add = (rule: Finding['rule'], line: number, what: string) =>
    findings.push({ rule, path, line: Math.floor(line), what });

  const notes = new PlacedNotes(markers.notes, placeFinder(source, output));
  const leftOut = (line: number) => notes.covers(line);
  const code = compareCode(source.code, output, { ...markers, notes });
  for (const { line, what } of code.losses) add('code', line, what);
  for (const line of code.spare) notes.addProse(line);

  const order = compareOrder(source, output, code.pairs);
  const headings = comparePieces(source.headings, output.headings, wordsWithin);
  const byKey = new Map<string, Piece[]>();
  for (const one of source.headings) {
    const equal = byKey.get(one.key);
    if (equal) equal.push(one);
    else byKey.set(one.key, [one]);
  }
  for (const { key, line } of headings.losses) {
    // Which of several equal headings was lost cannot be told.
    const equal = byKey.get(key) ?? [];
    if (![{ line }, ...equal].some((one) => notes.take('headings', one.line))) {
      add('heading', line, `heading missing: "${key}"`);
    }
  }
  if (profile === 'lossless') {
    const levels = compareLevels(source.headings, output.headings);
    for (const { line, what } of levels) add('heading', line, what);
    for (const { key, line } of compareMarks(
      [...source.marks, ...fileNames(source.labels)],
      output,
      order.made,
    ))
      add('mark', line, `mark missing: ${key}`);
    for (const { text, line } of compareDiffs(source.code, output.code))
      add('mark', line, `line of a diff without its mark: ${text}`);
    for (const { text, line } of unmarkedLines(source.code, output.code))
      add('leak', line, `line of a diff that begins with no mark: ${text}`);
    for (const { text, line } of compareLabels(source.labels, output))
      add('mark', line, `label without a mark: "${text}"`);
    for (const { line, what } of strayTitles(source.code, code.pairs, output))
      add('order', line, what);
    for (const { line, what } of plainLabels(source, output)) add('mark', line, what);
  }
  // A fragment has no front matter, and need not begin with a title.
  if (output.bodyLine > 1) {
    for (const { line, what } of faultsOfLevels(output.headings)) add('level', line, what);
    if (!beginsWithTitle(output))
      add('level', output.bodyLine, 'no heading of level 1 at the beginning');
  }
  const near = profile === 'lossless' ? withQuery : cutPayload;
  const reached = site === undefined ? [] : reachedByFile(source.links, output, site);
  const targets = distinct([...output.links, ...urlsAsText(output), ...reached], source.links);
  const links = comparePieces(source.links, targets, near);
  const lostLinks = withoutNoted(links.losses, source.links, leftOut);
  const cutLinks = markers.notes.reduce((sum, note) => sum + note.links, 0);
  for (const { key, line } of lostLinks.slice(cutLinks)) {
    add('link', line, `link target missing: ${key}`);
  }
  if (profile === 'lossless') {
    const named = new Set(lostLinks.map(({ line }) => line));
    for (const { key, line } of comparePieces(source.linked, output.linked, wordsWithin).losses)
      if (!named.has(line)) add('link', line, `no longer a link: "${key}"`);
    for (const { line, what } of otherTargets(source.linked, output.linked))
      add('target', line, what);
    for (const { line, what } of changedAddresses(text, output.links)) add('target', line, what);
  }
  if (site) {
    const texts = new Set(source.linked.map(({ key }) => key));
    const dead = deadLinks(output, { site, source: text, texts });
    for (const { line, what } of dead) add('target', line, what);
  }
  const cells = comparePieces(source.cells, output.cells, wordsWithin);
  for (const { key, line } of withoutNoted(cells.losses, source.cells, leftOut)) {
    add('cell', line, `table cell missing: "${key}"`);
  }
  if (profile === 'lossless') {
    const lost = new Set(cells.losses.map(({ line }) => line));
    for (const { key, line } of comparePieces(source.rows, output.rows, rowWithin).losses)
      if (!lost.has(line)) add('cell', line, `row of a table changed: "${key}"`);
  }
  // The label of a block that is left out as a whole goes with it.
  const labelled = source.words.filter(({ line }) => !code.leftOut.has(line));
  const words = compareWords({ ...source, words: labelled }, order, leftOut);
  for (const loss of words.losses) {
    add('word', loss.line, `words missing: ${loss.words.join(' ')}`);
  }
  if (profile === 'lossless') {
    for (const { line, words: moved } of words.moved)
      add('order', line, `not where it stood: ${moved.join(' ')}`);
  }
  for (const { line, what } of findLeaks(output, text, dialect)) add('leak', line, what);
  const unstable = unstableNode(output.tree);
  if (unstable) {
    const line = unstable.line + output.bodyLine - 1;
    add('fixed-point', line, `${unstable.type} does not survive rendering and parsing again`);
  }
  const counts: Counts = {
    words: words.kept,
    codeLines: code.kept,
    headings: headings.kept,
    links: links.kept,
    cells: cells.kept,
  };
  return { findings, counts, mute: muteUses(source.elements, output, knownTo(dialect, rules)) };
}

/** The losses beyond what stands on the lines that a note accounts for; of equal ones none is told apart. */
function withoutNoted(
  losses: readonly Piece[],
  source: readonly Piece[],
  leftOut: (line: number) => boolean,
): Piece[] {
  const isNoted = ({ line, places = [line] }: Piece) => places.every(leftOut);
  const noted = new Supply(source.filter(isNoted).map(({ key }) => key));
  return losses.filter(({ key }) => !noted.take(key));
}

/** A URL may stand in the output as text: in a terminal block, or as the text of another link. */
function urlsAsText({ body }: Output): Piece[] {
  return urlsOf(body).map((url) => ({ key: linkKey(url), line: 1 }));
}

const beginsWithTitle = ({ tree: { children } }: Output) =>
  children.length === 0 || (children[0]!.type === 'heading' && children[0]!.depth === 1);

/** A component of the site may add to an address where its readers come from. */
const withQuery = (wanted: string, candidate: string) => candidate.startsWith(`${wanted}?`);

/** A playground link without its payload is still that link. */
const cutPayload = (wanted: string, candidate: string) =>
  wanted.startsWith(candidate) && /^\/?[#?]/.test(wanted.slice(candidate.length));

/** One link may serve for several to the same target. */
function distinct(output: readonly Piece[], source: readonly Piece[]): Piece[] {
  const kept = new Set(output.map(({ key }) => key));
  return [...output, ...source.filter(({ key }) => kept.has(key))];
}
