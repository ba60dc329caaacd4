import { createRequire } from 'node:module';
import type { Document, DocumentOptions, ParseOptions, SchemaOptions } from 'yaml';
import { attempt } from '../attempt.ts';
import { loadedLate } from './load-late.ts';

const require = createRequire(import.meta.url);

/** The YAML parser; most front matter is read without it. */
export const loadYaml = loadedLate((): typeof import('yaml') => require('yaml'));

/** For each alias the parser looks through all of the text. */
const mostAliases = 100;
/**
 * A parser that runs out of stack can end the process (V8 does not survive compiling a regular
 * expression there), so depth is bounded before parsing.
 */
const mostLevels = 100;
/** The parser takes about a kilobyte for each; a navigation of 60,000 pages has so many. */
const mostMarks = 250_000;

/** Why a YAML text is not parsed; undefined where it may be. */
export function yamlRefusal(text: string): string | undefined {
  if (nesting(text) > mostLevels) return `it nests deeper than ${mostLevels} levels`;
  if (marks(text) > mostMarks) return `it has more than ${mostMarks} entries`;
  return undefined;
}

/** An upper bound of how deep YAML nests: brackets, indentation, and lists within lists on one line. */
function nesting(text: string): number {
  let brackets = 0;
  let deepest = 0;
  for (const line of text.split('\n')) {
    const [lead] = /^[-? \t]*/.exec(line)!;
    deepest = Math.max(deepest, Math.ceil(lead.length / 2));
    for (const mark of line.match(/[[\]{}]/g) ?? []) {
      brackets = Math.max(0, brackets + (mark === '[' || mark === '{' ? 1 : -1));
      deepest = Math.max(deepest, brackets);
    }
  }
  return deepest;
}

/** What an entry begins or ends with: an upper bound of their number. */
const mark = /[\n[\]{},!&*]|(?<!\w)["']|[-?:](?=\s)/g;

function marks(text: string): number {
  if (text.length < mostMarks) return 0;
  let count = 0;
  for (const _ of text.matchAll(mark)) if (++count > mostMarks) break;
  return count;
}

/**
 * A YAML text that others wrote. Nothing is printed of what it warns of: the lines of the text would
 * stand in the log of a run, where they could be commands.
 *
 * @throws RangeError where it nests deeper, or holds more entries or aliases, than anybody writes
 */
export function yamlDocument(
  text: string,
  options: ParseOptions & DocumentOptions & SchemaOptions = {},
): Document.Parsed {
  const refusal = yamlRefusal(text);
  if (refusal !== undefined) throw new RangeError(refusal);
  const { parseDocument } = loadYaml();
  const quiet = { ...options, logLevel: 'silent', prettyErrors: false } as const;
  const asWritten = parseDocument(text, quiet);
  const lenient = asLenientParsers(text, asWritten.errors[0]?.message);
  const { lineCounter: _, ...again } = quiet;
  const reread = lenient === undefined ? asWritten : parseDocument(lenient, again);
  const document = reread.errors.length === 0 ? reread : asWritten;
  if (countAliases(text, document) > mostAliases)
    throw new RangeError(`more than ${mostAliases} aliases`);
  return document;
}

/** A value in quotes. */
const quoted =
  /(?=['"])(?<=^[ ]*(?:-[ ]+)?[\w-]+:[ ]+)(?:'(?:[^']|'')*'|"(?:[^"\\]|\\[\s\S])*")(?=[ \t]*(?:#.*)?$)/gm;

/** More than keys are indented by. */
const indent = ' '.repeat(40);

/**
 * The text without what an error is about, where js-yaml, PyYAML and go-yaml, with which sites read
 * theirs, make none of it; undefined where they do.
 */
export function asLenientParsers(text: string, error = ''): string | undefined {
  // Within brackets, tabs are blanks to them, and lines may begin anywhere.
  if (error.startsWith('Flow '))
    return inBracketsIndented(text.replace(/^\t+/gm, (tabs) => '  '.repeat(tabs.length)));
  // A text in quotes may go on where keys begin.
  if (error.startsWith('Missing closing '))
    return text.replace(quoted, (value) => value.replaceAll('\n', `\n${indent}`));
  return undefined;
}

const quotesAndComment = /"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?<!\S)#.*/g;

function inBracketsIndented(text: string): string {
  let depth = 0;
  const lines = text.split('\n').map((line) => {
    const isWithin = depth > 0;
    const bare = line.replace(quotesAndComment, '');
    const marks = isWithin || /(?:^|\s)[[{]/.test(bare) ? (bare.match(/[[\]{}]/g) ?? []) : [];
    for (const mark of marks) depth += mark === '[' || mark === '{' ? 1 : -1;
    return isWithin && line !== '' ? indent + line : line;
  });
  return lines.join('\n');
}

interface YamlDataOptions {
  /** Whether what is not valid has no data, instead of what could be read of it; default false. */
  strict?: boolean;
  /** What plain values are; default `core`. Texts, nothing, flags and whole numbers for `failsafe`, as for Ruby, to which the last of two keys counts. */
  schema?: 'core' | 'failsafe';
}

/**
 * The data of a YAML text that others wrote.
 *
 * @throws where it has none
 */
export function yamlData(
  text: string,
  { strict = false, schema = 'core' }: YamlDataOptions = {},
): unknown {
  // The parser would compare each key with all others.
  const further =
    schema === 'failsafe' ? { customTags: ['null' as const, 'bool' as const, 'int' as const] } : {};
  const document = yamlDocument(text, { schema, ...further, uniqueKeys: false });
  const [error] = document.errors;
  if (strict && error !== undefined) throw error;
  if (strict && schema === 'core' && hasKeyTwice(document))
    throw new SyntaxError('a map has the same key twice');
  return document.toJS();
}

function hasKeyTwice(document: Document.Parsed): boolean {
  const { isScalar, visit } = loadYaml();
  let isTwice = false;
  visit(document, {
    Map(_, { items }) {
      const keys = items.flatMap(({ key }) => (isScalar(key) ? [key.value] : []));
      isTwice = new Set(keys).size < keys.length;
      return isTwice ? visit.BREAK : undefined;
    },
  });
  return isTwice;
}

function countAliases(text: string, document: Document.Parsed): number {
  let count = 0;
  if (!text.includes('*')) return count;
  const { visit } = loadYaml();
  visit(document, {
    Alias() {
      count++;
      return count > mostAliases ? visit.BREAK : undefined;
    },
  });
  return count;
}

/** The data of a JSON or YAML text; undefined where it is not valid. */
export function dataIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return attempt(() => yamlData(text));
  }
}
