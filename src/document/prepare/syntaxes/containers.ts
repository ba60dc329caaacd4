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
  /** Whether a tab in it is open, which the next mark of one ends. */
  inTab: boolean;
}

/** Containers within each other; more are not structure and stay text. */
const maxOpen = 50;

const containerLine = /^((?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(:{3,})[ \t]*(.*)$/;
/** `@tab:active Label#id` of VuePress's plugins, `== Label` of vitepress-plugin-tabs. */
const tabMark = /^(?:@tab(?::active)?(?=[ \t#]|$)[ \t]*(.*?)(?:(?<!\\)#[^#]*)?|={2,}[ \t]+(.+))$/;

const fenceMark = /(`{3,}|~{3,})/;
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
  /** What closes the fence that is open. */
  let fence: string | undefined;
  for (const [index, line] of text.entries()) {
    if (kind[index] === 'fence')
      fence = fence === undefined ? fenceMark.exec(line)?.[1] : undefined;
    if (kind[index] !== 'text') continue;
    const { lead, content, indent, quotes } = splitPrefix(line);
    if (content === '') continue;
    leave(open, index, indent, quotes);
    const match = containerLine.exec(content);
    const unclosed = fence;
    fence = undefined;
    if (match === null) {
      if (beginTab(preparation, edits, open, { index, content })) continue;
      const leaf = leafTag(preparation, content);
      if (leaf !== undefined) edits.replace(index, lead + leaf);
      continue;
    }
    const [, markers, colons, rest] = match as unknown as [string, string, string, string];
    if (rest === '') {
      // A fence that nothing closes ends with its container.
      if (unclosed !== undefined) edits.insertBefore(index, lead + unclosed);
      closeAt(preparation, edits, open, index, colons.length);
    } else {
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
        inTab: false,
      });
      if (markers === '') edits.insertBefore(index, lead.trimEnd());
      edits.replace(index, `${lead}${markers}${callTag.open(n)}`, inner.trimEnd());
    }
  }
  endUnclosed(preparation, edits, open, { index: text.length });
  return edits;
}

/** Begins a tab where a line marks one in a group of tabs; the mark ends what is open in the tab before. */
function beginTab(
  preparation: Preparation,
  edits: Edits,
  open: Opener[],
  { index, content }: { index: number; content: string },
): boolean {
  const match = open.length === 0 ? null : tabMark.exec(content);
  const at = match === null ? -1 : open.findLastIndex(({ name }) => isTabs(preparation, name));
  const group = open[at];
  if (match === null || group === undefined) return false;
  const title = (match[1] ?? match[2]!).replaceAll('\\#', '#').trim();
  endUnclosed(preparation, edits, open.splice(at + 1), { index, isMarked: true });
  const attributes = title === '' ? [] : [attribute('title', title)];
  const n = preparation.call({ origin: 'container', name: 'tab', attributes, source: content });
  const before = group.inTab ? [group.lead.trimEnd(), group.lead + callTag.close] : [];
  edits.replace(index, ...before, ...ownBlock(group.lead, callTag.open(n)));
  group.inTab = true;
  return true;
}

function isTabs({ dialect }: Preparation, name: string): boolean {
  const { containers = {} } = dialect;
  const spec = Object.hasOwn(containers, name) ? containers[name] : undefined;
  return (typeof spec === 'string' ? spec : spec?.as) === 'tabs';
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
  endUnclosed(preparation, edits, open.splice(at).slice(1), { index });
  for (const outer of open) {
    if (outer.leftAt !== undefined) outer.leftAt = index + 1;
    if (outer.colons <= colons) outer.sharedEnd ??= index + 1;
  }
  const blank = opener.lead.trimEnd();
  const lines = endOf(opener);
  if (!endsBlock(preparation.lines.text[index + 1], opener.lead)) lines.push(blank);
  edits.replace(index, ...lines);
}

/** Whether the line after a closing tag ends it by itself; a blank line more would loosen a list. */
function endsBlock(next: string | undefined, lead: string): boolean {
  return next === undefined || next.trim() === '' || (lead !== '' && !next.startsWith(lead));
}

/** What ends a container, and the tab that is open in it. */
function endOf({ lead, inTab }: Opener): string[] {
  const end = [lead.trimEnd(), `${lead}${callTag.close}`];
  return inTab ? [...end, ...end] : end;
}

/** Ends containers that nothing closes, given from the outermost to the innermost, at a line; the mark of a tab is an end like any other. */
function endUnclosed(
  preparation: Preparation,
  edits: Edits,
  openers: readonly Opener[],
  { index, isMarked = false }: { index: number; isMarked?: boolean },
): void {
  const ends: number[] = [];
  for (const { index: begins, leftAt = index, sharedEnd = index } of openers) {
    const outer = ends.findLast((end) => end > begins) ?? index;
    ends.push(Math.min(leftAt, sharedEnd, outer));
  }
  for (const [at, opener] of [...openers.entries()].reverse()) {
    const { lead, name, index: begins, sharedEnd } = opener;
    edits.insertAfter(ends[at]! - 1, ...endOf(opener), lead.trimEnd());
    if (isMarked) continue;
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
