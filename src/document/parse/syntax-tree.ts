import type { Code, Root } from 'mdast';
import type { Syntax } from '../document.ts';
import { walk } from '../walk.ts';
import { type Filled, fillCode } from './fill-code.ts';
import { fillData, restoreData } from './fill-data.ts';
import { type Failure, failureOf } from './fix-failure.ts';
import { dangerToNative } from './guard.ts';
import { loadNative, type Native, parseWithNative, requireNative } from './native.ts';
import { hasTooManySigns } from './native-signs.ts';
import { parseWithRemark } from './remark.ts';
import { restoreTemplates } from './template-lines.ts';

export type ParserChoice = 'auto' | 'native' | 'remark';

export type Attempt = { ok: true; tree: Root } | { ok: false; failure: Failure };

/**
 * Parses with the parser asked for. What native refuses, remark decides on and explains;
 * what the guard keeps from native goes to remark at once.
 */
export function parseSyntax(text: string, syntax: Syntax, parser: ParserChoice): Attempt {
  const attempt = syntax === 'mdx' ? attemptMdx(text, parser) : attemptMarkdown(text, parser);
  if (attempt.ok) endOpenCode(attempt.tree, text);
  if (attempt.ok && syntax === 'mdx') restoreTemplates(attempt.tree, text);
  return attempt;
}

function attemptMarkdown(text: string, parser: ParserChoice): Attempt {
  const given = withoutSlashes(text);
  const attempt = attemptSyntax(given, 'markdown', parser);
  if (attempt.ok && given !== text) restoreSlashes(attempt.tree);
  return attempt;
}

function attemptMdx(text: string, parser: ParserChoice): Attempt {
  const filled = fillData(text);
  const attempt = attemptSyntax(filled.text, 'mdx', parser);
  if (!attempt.ok || restoreData(attempt.tree, filled.data)) return attempt;
  return attemptSyntax(text, 'mdx', parser);
}

function attemptSyntax(text: string, syntax: Syntax, parser: ParserChoice): Attempt {
  const native =
    parser === 'remark' ? undefined : parser === 'native' ? requireNative() : loadNative();
  const tree = native && tryNative(native, text, syntax);
  if (tree !== undefined) return { ok: true, tree };
  try {
    return { ok: true, tree: parseWithRemark(text, syntax) };
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}

/** Undefined where the reference has to decide: its message names the place, and it may take what native does not. */
function tryNative(native: Native, text: string, syntax: Syntax): Root | undefined {
  for (const given of textsForNative(text, syntax)) {
    try {
      return parseWithNative(native, { text, given, syntax });
    } catch {
      // What was filled may be no code.
    }
  }
  return undefined;
}

/** What native may be given for a text, one after the other: with its code filled, and as it is. */
export function* textsForNative(text: string, syntax: Syntax): Generator<Filled> {
  const filled = syntax === 'mdx' ? fillCode(text) : undefined;
  if (filled !== undefined && filled.fenced.length > 0 && isSafe(filled.text, syntax)) yield filled;
  if (isSafe(text, syntax)) yield { text, fenced: [] };
}

const isSafe = (text: string, syntax: Syntax): boolean =>
  !hasTooManySigns(text) && dangerToNative(text, syntax) === undefined;

/** A blank line that has blanks or the mark of a quote: the parsers count it differently. */
const unsureBlank = /\n[ \t>]+(?:\n|$)/;

/**
 * Takes the blank lines off that end code without a fence below it. By CommonMark they are none of
 * its indented code, and the parsers disagree where it ends.
 */
function endOpenCode(root: Root, text: string): void {
  if (!unsureBlank.test(text)) return;
  walk(root, (node) => {
    if (node.type === 'code' && !endsWithFence(node, text))
      node.value = withoutBlankEnd(node.value);
  });
}

function endsWithFence({ position }: Code, text: string): boolean {
  let at = (position?.end.offset ?? 0) - 1;
  while (text[at] === ' ' || text[at] === '\t') at--;
  return text[at] === '`' || text[at] === '~';
}

function withoutBlankEnd(code: string): string {
  const lines = code.split('\n');
  while (lines.at(-1)?.trim() === '') lines.pop();
  return lines.join('\n');
}

const tag = /<[a-z][\w.:-]*(?:\s+[\w.:@#-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)+\s*\/?>/gi;
const value = /(=\s*)("[^"]*"|'[^']*'|[^\s"'=<>`]+)(?=(>?))/g;

/** A character of no meaning, which stands for a slash. */
const standIn = '\uE0F1';

/**
 * A text of the same length in which no value without quotes holds a slash, as in `<a href=/docs>`. It may by
 * https://spec.commonmark.org/0.31.2/#unquoted-attribute-value, but both parsers end the value there, and take the tag
 * for text. A slash right before `>` closes the tag where it is the only one: `<img width=8/>`.
 */
function withoutSlashes(text: string): string {
  if (!text.includes('=') || text.includes(standIn)) return text;
  return text.replace(tag, (found) =>
    found.replace(value, (whole, equals: string, given: string, end: string) => {
      if (/^["']/.test(given)) return whole;
      const closes = end !== '' && given.indexOf('/') === given.length - 1;
      return closes ? whole : equals + given.replaceAll('/', standIn);
    }),
  );
}

/** Puts the slashes back that {@link withoutSlashes} took out. */
function restoreSlashes(root: Root): void {
  walk(root, (node) => {
    for (const [key, held] of Object.entries(node)) {
      if (typeof held === 'string' && held.includes(standIn))
        Object.assign(node, { [key]: held.replaceAll(standIn, '/') });
    }
  });
}
