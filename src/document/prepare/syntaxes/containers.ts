import type { MdxJsxAttribute } from 'mdast-util-mdx';
import { splitPrefix } from '../../lines/prefix.ts';
import { readAttributes } from '../attributes.ts';
import { attribute, callTag } from '../call.ts';
import { Edits, ownBlock } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';

interface Opener {
  index: number;
  colons: number;
  quotes: number;
  indent: number;
  /** Blanks and quote marks that its tags stand behind. */
  lead: string;
  name: string;
  /** First line that can no longer belong to it, where its list item or quote has ended. */
  leftAt: number | undefined;
  /**
   * The line after the first that closes a container in it with enough colons. Sites end it there, if
   * it has no end of its own: https://github.com/markdown-it/markdown-it-container
   */
  sharedEnd: number | undefined;
}

/** Containers within each other; more are not structure and stay text. */
const maxOpen = 50;

const containerLine = /^((?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(:{3,})[ \t]*(.*)$/;
/** A directive that holds nothing, `::name[Label]{key=value}`. */
const leafLine = /^::([a-z][\w-]*)(\[[^\]]*\])?(\{[^{}]*\})?$/;
const named = /^([\p{L}_][\p{L}\p{N}_:-]*)[ \t]*(.*)$/su;

/** `:::name Title` … `:::` and its kin become `x-call` elements. */
export const containers: SourceSyntax = {
  name: 'containers',
  // `a::b` is none. The colons come first in the pattern: that is found faster.
  sign: /::(?<!\w::)/,
  prepare,
};

function prepare(preparation: Preparation): Edits {
  const edits = new Edits();
  const open: Opener[] = [];
  const { text, kind } = preparation.lines;
  for (const [index, line] of text.entries()) {
    if (kind[index] !== 'text') continue;
    const { lead, content, indent, quotes } = splitPrefix(line);
    if (content === '') continue;
    leave(open, index, indent, quotes);
    const match = containerLine.exec(content);
    if (match === null) {
      const leaf = leafTag(preparation, content);
      if (leaf !== undefined) edits.replace(index, lead + leaf);
      continue;
    }
    const [, markers, colons, rest] = match as unknown as [string, string, string, string];
    if (rest === '') closeAt(preparation, edits, open, index, colons.length);
    else {
      const head = readHead(rest);
      if (head === undefined || open.length >= maxOpen) continue;
      const n = preparation.call({ origin: 'container', ...head, source: content });
      const inner = lead + markers.replace(/\S/g, ' ');
      const place = { index, colons: colons.length, quotes, indent: indent + markers.length };
      open.push({
        ...place,
        lead: inner,
        name: head.name,
        leftAt: undefined,
        sharedEnd: undefined,
      });
      if (markers === '') edits.insertBefore(index, lead.trimEnd());
      edits.replace(index, `${lead}${markers}${callTag.open(n)}`, inner.trimEnd());
    }
  }
  endUnclosed(preparation, edits, open, text.length);
  return edits;
}

/** The tag of a directive that holds nothing, where the dialect knows its name. */
function leafTag(preparation: Preparation, content: string): string | undefined {
  const [, name = '', label = '', braced = ''] = leafLine.exec(content) ?? [];
  if (!Object.hasOwn(preparation.dialect.macros ?? {}, name)) return undefined;
  const { attributes } = readHead(`${name} ${label}${braced}`)!;
  return callTag.alone(preparation.call({ origin: 'macro', name, attributes, source: content }));
}

/** Notes which containers a line lies outside of, should they turn out never to be closed. */
function leave(open: readonly Opener[], index: number, indent: number, quotes: number): void {
  for (const opener of open) {
    const left = quotes < opener.quotes || indent < opener.indent;
    if (left) opener.leftAt ??= index;
  }
}

function closeAt(
  preparation: Preparation,
  edits: Edits,
  open: Opener[],
  index: number,
  colons: number,
): void {
  let at = open.findLastIndex((opener) => opener.colons === colons);
  if (at === -1) at = open.findLastIndex((opener) => opener.colons < colons);
  const opener = open[at];
  if (opener === undefined) {
    preparation.report({
      severity: 'warning',
      rule: 'container-unclosed',
      reason: `A line \`${':'.repeat(colons)}\` closes nothing; it was left out.`,
      line: preparation.lines.source[index]!,
    });
    edits.replace(index, '');
    return;
  }
  endUnclosed(preparation, edits, open.splice(at).slice(1), index);
  for (const outer of open) {
    if (outer.leftAt !== undefined) outer.leftAt = index + 1;
    if (outer.colons <= colons) outer.sharedEnd ??= index + 1;
  }
  const blank = opener.lead.trimEnd();
  const lines = [blank, `${opener.lead}${callTag.close}`];
  if (!endsBlock(preparation.lines.text[index + 1], opener.lead)) lines.push(blank);
  edits.replace(index, ...lines);
}

/** Whether the line after a closing tag ends it by itself; a blank line more would loosen a list. */
function endsBlock(next: string | undefined, lead: string): boolean {
  return next === undefined || next.trim() === '' || (lead !== '' && !next.startsWith(lead));
}

/** Ends containers that nothing closes, given from the outermost to the innermost. */
function endUnclosed(
  preparation: Preparation,
  edits: Edits,
  openers: readonly Opener[],
  index: number,
): void {
  const ends: number[] = [];
  for (const { index: begins, leftAt = index, sharedEnd = index } of openers) {
    const outer = ends.findLast((end) => end > begins) ?? index;
    ends.push(Math.min(leftAt, sharedEnd, outer));
  }
  for (const [at, { lead, name, index: begins, sharedEnd }] of [...openers.entries()].reverse()) {
    edits.insertAfter(ends[at]! - 1, ...ownBlock(lead, callTag.close));
    preparation.report({
      severity: 'warning',
      rule: 'container-unclosed',
      reason: `The container \`:::${name}\` is never closed; it was ended ${ends[at] === sharedEnd ? 'with the first closed container in it' : 'at the end of the block that contains it'}.`,
      line: preparation.lines.source[begins]!,
    });
  }
}

/** Name, title and attributes of an opening line, in any of the ways that they are written. */
function readHead(rest: string): { name: string; attributes: MdxJsxAttribute[] } | undefined {
  if (rest.startsWith('{')) return readBraced(rest);
  const match = named.exec(rest);
  if (match === null) return undefined;
  const [, name, tail] = match as unknown as [string, string, string];
  const { before, attributes } = splitTail(tail);
  const title = bracketed(before) ?? before;
  if (title !== '') attributes.unshift(attribute('title', title));
  return { name, attributes };
}

/** MyST `{note} Title` and Quarto `{.callout-note title="T"}`. */
function readBraced(rest: string): { name: string; attributes: MdxJsxAttribute[] } | undefined {
  const end = rest.indexOf('}');
  if (end === -1) return undefined;
  const inside = rest.slice(1, end).trim();
  const after = rest.slice(end + 1).trim();
  const attributes = readAttributes(inside);
  if (attributes === undefined) return undefined;
  const classes = attributes.find(({ name }) => name === 'class');
  const [first] = attributes;
  const plain = first?.value === null && first.name !== 'class' ? first.name : undefined;
  const name = plain ?? String(classes?.value ?? '').split(' ')[0] ?? '';
  if (name === '') return undefined;
  const rests = attributes.filter((entry) => entry !== (plain === undefined ? undefined : first));
  if (after !== '') rests.unshift(attribute('title', after));
  return { name, attributes: rests };
}

/** A trailing `{…}` is attributes when it reads as such, else part of the title. */
function splitTail(tail: string): { before: string; attributes: MdxJsxAttribute[] } {
  const match = /^(.*)(?<!\{)\{([^{}]*)\}$/s.exec(tail);
  const attributes = match === null ? undefined : readAttributes(match[2]!);
  if (match === null || attributes === undefined) return { before: tail.trim(), attributes: [] };
  return { before: match[1]!.trim(), attributes };
}

function bracketed(text: string): string | undefined {
  return text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1).trim() : undefined;
}
