import type { Code, Nodes, Root } from 'mdast';
import type { Syntax } from '../document.ts';
import { type Failure, failureOf } from './failure.ts';
import { dangerToNative } from './guard.ts';
import { counted, maskCode, openings } from './mask-code.ts';
import { loadNative, type Native, parseWithNative, requireNative } from './native.ts';
import { parseWithRemark } from './remark.ts';

export type ParserChoice = 'auto' | 'native' | 'remark';

export type Attempt = { ok: true; tree: Root } | { ok: false; failure: Failure };

/**
 * Parses with the parser asked for. What native refuses, remark decides on and explains;
 * what the guard keeps from native goes to remark at once.
 */
export function parseSyntax(text: string, syntax: Syntax, parser: ParserChoice): Attempt {
  const attempt = attemptSyntax(text, syntax, parser);
  if (attempt.ok) endOpenCode(attempt.tree, text);
  return attempt;
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
  const given = textForNative(text, syntax);
  if (given === undefined) return undefined;
  try {
    return parseWithNative(native, { text, given, syntax });
  } catch {
    return undefined;
  }
}

/** What native may be given for a text: itself, or itself with its code masked; undefined for neither. */
export function textForNative(text: string, syntax: Syntax): string | undefined {
  if (hasTooManySigns(text)) return undefined;
  const danger = dangerToNative(text, syntax);
  if (danger === undefined) return text;
  const masked = maskCode(text, danger === 'stack' ? counted : openings);
  return masked !== undefined && dangerToNative(masked, syntax) === undefined ? masked : undefined;
}

/** A line that is blank but for a tab or the mark of a quote: the parsers count it differently. */
const unsureBlank = /\n[ \t>]*[\t>][ \t]*(?:\n|$)/;

/**
 * Takes the blank lines off that end code without a fence below it. By CommonMark they are none of
 * its indented code, and the parsers disagree where it ends.
 */
function endOpenCode(root: Root, text: string): void {
  if (!unsureBlank.test(text)) return;
  const stack: Nodes[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'code' && !endsWithFence(node, text))
      node.value = withoutBlankEnd(node.value);
    if ('children' in node) for (const child of node.children) stack.push(child);
  }
}

function endsWithFence({ position }: Code, text: string): boolean {
  let at = (position?.end.offset ?? 0) - 1;
  while (text[at] === ' ' || text[at] === '\t') at--;
  return text[at] === '`' || text[at] === '~';
}

function withoutBlankEnd(code: string): string {
  const lines = code.split('\n');
  while (lines.length > 1 && lines.at(-1)!.trim() === '') lines.pop();
  return lines.join('\n');
}

/**
 * What native may do for a sign, a character of its block at a time, measured with 0.10.5: it reads on
 * to the end, and copies the text before what may be part of a character reference or an address.
 */
const reach = new Uint8Array(128);
for (const [signs, work] of [
  ['<', 1],
  ['{', 2],
  ['&@:.', 10],
] as const) {
  for (const sign of signs) reach[sign.charCodeAt(0)] = work;
}

/** Signs of Markdown, of which native compares each with the others of its block. */
const isSign = new Uint8Array(128);
for (const sign of '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~') isSign[sign.charCodeAt(0)] = 1;

/** Less than three seconds, or 400 MB. Of 5,183 real pages none takes more than 36 % of it. */
const maxWork = 4e9;

/** So short a text cannot take so much, and so short a block takes no more than other text. */
const shortText = 20_000;
const shortBlock = 1_000;

/** Tags times lines; where paragraphs leave tags open, two seconds. */
const maxTagLines = 4e8;

/**
 * Whether the signs of a text are too many for native, whose code nobody can end: it takes quadratic
 * time for them. What structure the text has is not asked.
 */
function hasTooManySigns(text: string): boolean {
  return text.length >= shortText && (hasCostlyBlock(text) || hasCostlyTags(text));
}

/** No paragraph goes beyond a blank line. */
function hasCostlyBlock(text: string): boolean {
  let work = 0;
  for (let start = 0; start < text.length; ) {
    const blank = text.indexOf('\n\n', start);
    const end = blank === -1 ? text.length : blank;
    if (end - start > shortBlock) work += workOf(text, start, end);
    if (work > maxWork) return true;
    start = end + 2;
  }
  return false;
}

function hasCostlyTags(text: string): boolean {
  const tags = countOf('<', text);
  // Most texts have so few that it does not matter how many lines there are.
  return tags * text.length > maxTagLines && tags * countOf('\n', text) > maxTagLines;
}

function countOf(character: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) count++;
  return count;
}

function workOf(text: string, start: number, end: number): number {
  let signs = 0;
  let reaches = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7e || isSign[code] === 0) continue;
    signs++;
    reaches += reach[code]!;
  }
  return signs * signs + (end - start) * reaches;
}
