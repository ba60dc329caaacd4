import { dialectRecords } from '../../transforms/dialects/records.ts';
import { type CodeComparison, compareCode } from './compare/code.ts';
import { linesLeftOut } from './compare/left-out.ts';
import { compareOrder, type Order } from './compare/order.ts';
import { comparePieces, type PieceComparison, wordsWithin } from './compare/pieces.ts';
import { compareWords, type WordComparison } from './compare/words.ts';
import { linkKey, type Piece, urlsOf } from './evidence.ts';
import { readMarkers } from './markers.ts';
import { PlacedNotes, placeFinder } from './notes.ts';
import { type Output, readOutput } from './output/read.ts';
import { type BuiltSite, reachedByFile } from './output/targets.ts';
import { withoutConditions } from './source/branches.ts';
import { fenced } from './source/fence.ts';
import { asShownByMarkdoc } from './source/markdoc.ts';
import { withDocsVariables, withPropsInCode } from './source/mintlify.ts';
import { type ReadPart, readWithParts } from './source/parts.ts';
import { readSource, type SourceEvidence } from './source/read.ts';
import type { OwnRules } from './source/rules.ts';
import { withTemplatesRead } from './source/shortcodes.ts';
import {
  inPercents,
  withMacroValues,
  withOwnCode,
  withoutFilledIn,
  withoutMatterOutputs,
  withShortIncludes,
  withSiteValues,
  withUnknownOutputs,
  withVariables,
} from './source/site-values.ts';

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
  /** Whether the source is Markdown whatever its dialect. */
  plain?: boolean | undefined;
  /** Gives the files that the source names; without it, what they say is not looked for. */
  read?: ReadPart | undefined;
  /** The build that the output belongs to; without it, links between pages are not checked. */
  site?: BuiltSite | undefined;
}

/** A source and its output, both read, and laid side by side. */
export interface Compared {
  input: VerifyInput;
  lossless: boolean;
  source: SourceEvidence;
  /** The source as it is read: Hugo's with the values of the site in it. */
  text: string;
  output: Output;
  notes: PlacedNotes;
  /** Link targets that notes of the output count. */
  cutLinks: number;
  code: CodeComparison;
  order: Order;
  headings: PieceComparison;
  links: PieceComparison;
  cells: PieceComparison;
  words: WordComparison;
}

/** Dialects that write MDX into `.md` files. */
const mdxDialects = new Set<string>(
  dialectRecords.flatMap(({ name, markdown }) => (markdown === 'mdx' ? [name] : [])),
);

/** Dialects whose `.md` files are MDX where they show it. */
const mixedDialects = new Set<string>(
  dialectRecords.flatMap(({ name, markdown }) => (markdown === 'evidence' ? [name] : [])),
);

const imported = /^import\s[^'"\n]+\sfrom\s+(['"])[^'"\n]+\1;?$/m;

/** Whether a site may read the `.md` of its dialect as MDX or as Markdown, as its configuration says. */
export const readsEitherWay = ({ path, dialect = '' }: VerifyInput): boolean =>
  !/\.mdx$/i.test(path) && mdxDialects.has(dialect);

/** Whether a text is MDX; an import outside of code shows it. */
const isMdx = (path: string, dialect: string, text: string): boolean =>
  /\.mdx$/i.test(path) ||
  mdxDialects.has(dialect) ||
  (mixedDialects.has(dialect) && imported.test(text.replace(fenced, '')));

/** Reads both texts and compares what they hold. */
export function compare(input: VerifyInput): Compared {
  const { profile = 'lossless', site } = input;
  const lossless = profile === 'lossless';
  const output = readOutput(input.output);
  const text = withValues(input, output);
  const source = readWhole(text, output, input);
  const markers = readMarkers(output);
  const notes = new PlacedNotes(markers.notes, placeFinder(source, output));
  const code = compareCode(source.code, output, { ...markers, notes });
  for (const line of code.spare) notes.addProse(line);
  for (const line of linesLeftOut(source, text, { output, notes })) code.leftOut.add(line);
  // The label of a block that is left out as a whole goes with it.
  const cutLinks = markers.notes.reduce((sum, note) => sum + note.links, 0);
  const words = source.words.filter(
    ({ line, ofLink }) => !code.leftOut.has(line) && !(ofLink && cutLinks > 0),
  );
  const order = compareOrder({ ...source, words }, output, code.pairs);
  const reached = site === undefined ? [] : reachedByFile(source.links, output, site);
  const targets = distinct([...output.links, ...urlsAsText(output), ...reached], source.links);
  return {
    input,
    lossless,
    source,
    text,
    output,
    notes,
    code,
    order,
    cutLinks,
    headings: comparePieces(source.headings, withoutTitle(output.headings, source), wordsWithin),
    links: comparePieces(source.links, targets, lossless ? withQuery : asShortened),
    cells: comparePieces(source.cells, output.cells, wordsWithin),
    words: compareWords({ ...source, words }, order, (line) => notes.covers(line)),
  };
}

/** A value of docs-builder with something done to it. */
const operated = /\{\{[^{}|\n]+\|[^{}\n]+\}\}/g;

const raw = /\{%-?\s*raw\s*-?%\}[\s\S]*?\{%-?\s*endraw\s*-?%\}/g;

/** The source with what the output shows in place of the values of the site. */
function withValues({ source, dialect, path, read }: VerifyInput, { body }: Output): string {
  if (dialect === 'mkdocs-material') return withMacroValues(source, body);
  if (dialect === 'hugo') {
    const shown = read ? withTemplatesRead(source, body, (file) => read(file, path)) : source;
    return withOwnCode(withSiteValues(shown, body), body);
  }
  if (dialect === 'writerside') {
    if (read === undefined) return withSiteValues(source, body, inPercents);
    return withVariables(
      source,
      ['v.list', '../v.list'].map((file) => read(file, path)?.text ?? ''),
    );
  }
  if (dialect === 'mdbook') return withShortIncludes(source, (file) => read?.(file, path)?.text);
  if (dialect === 'mintlify') return withDocsVariables(source, read?.('/docs.json', path)?.text);
  if (dialect === 'vitepress') return withoutFilledIn(source, body);
  if (dialect === 'markdoc') return asShownByMarkdoc(source, body, (file) => read?.(file, path));
  if (dialect === 'myst')
    return source.replace(operated, (whole) => (body.includes(whole) ? whole : ' '));
  if (dialect !== 'liquid') return source;
  const decides =
    read?.('/_config.yml', path) !== undefined ||
    read?.('/package.json', path)?.text.includes('"@11ty/eleventy"');
  const decided = decides ? withoutConditions(source, body) : source;
  const literal = decided.replace(raw, (text) => text.replaceAll('{{', '{\0{'));
  const filled = withSiteValues(literal, body).replaceAll('{\0{', '{{');
  const known = withoutMatterOutputs(filled);
  return withUnknownOutputs(withOwnCode(known, body), body);
}

/** The source with what it takes from other files; a page that is nothing but another may say so. */
function readWhole(
  text: string,
  { body }: Output,
  { path, dialect = '', rules, plain = false, read }: VerifyInput,
): SourceEvidence {
  const mdx = !plain && isMdx(path, dialect, text);
  const options = { mdx, dialect, rules, path };
  if (read === undefined || body.includes('Left out: the text of '))
    return readSource(text, options);
  let givers = text;
  const readPart: ReadPart = (specifier, from) => {
    const found = read(specifier, from);
    if (found && dialect === 'mintlify') {
      const known = withDocsVariables(found.text, read('/docs.json', path)?.text);
      const filled = withPropsInCode(known, body, givers);
      givers += found.text;
      return { ...found, text: filled };
    }
    const isPage = dialect === 'vitepress' && found?.path.endsWith('.md') === true;
    return isPage ? { ...found, text: withoutFilledIn(found.text, body, { isPart: true }) } : found;
  };
  return readWithParts(text, { ...options, read: readPart });
}

/** The title in front matter is not one of the headings of the source. */
function withoutTitle(headings: readonly Piece[], source: SourceEvidence): readonly Piece[] {
  const [first, ...rest] = headings;
  const isOwn = first?.key !== source.title || source.headings.some(({ key }) => key === first.key);
  return isOwn ? headings : rest;
}

/** A URL may stand in the output as text: in a terminal block, or as the text of another link. */
const urlsAsText = ({ body }: Output): Piece[] =>
  urlsOf(body).map((url) => ({ key: linkKey(url), line: 1 }));

/** A component of the site may add to an address where its readers come from. */
const withQuery = (wanted: string, candidate: string) => candidate.startsWith(`${wanted}?`);

/** A playground link without its payload is still that link, as is one without a long value. */
const asShortened = (wanted: string, candidate: string) =>
  withQuery(wanted, candidate) ||
  (wanted.startsWith(candidate) && /^\/?[#?]/.test(wanted.slice(candidate.length))) ||
  (wanted.includes('?') && hasParts(wanted.split(/[?&]/), candidate.split(/[?&]/)));

const hasParts = ([base, ...values]: string[], [own, ...kept]: string[]) =>
  own === base && kept.every((value) => values.includes(value));

/** One link may serve for several to the same target. */
function distinct(output: readonly Piece[], source: readonly Piece[]): Piece[] {
  const kept = new Set(output.map(({ key }) => key));
  return [...output, ...source.filter(({ key }) => kept.has(key))];
}
