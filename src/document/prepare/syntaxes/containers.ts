import { type LinePrefix, splitPrefix } from '../../lines/prefix.ts';
import { attributesFrom, type Call, callTag } from '../call.ts';
import { Edits, ownBlock } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';
import { type ContainerHead, endsBlock, readHead, shownAs } from './container-head.ts';
import { readFieldTag } from './field-tags.ts';

interface Opener {
  index: number;
  colons: number;
  quotes: number;
  indent: number;
  /** Blanks and quote marks that its tags stand behind. */
  lead: string;
  name: string;
  call: Call;
  shown: string | undefined;
  /** First line that can no longer belong to it, where its list item or quote has ended. */
  leftAt: number | undefined;
  /**
   * The line after the first that closes a container in it with enough colons, indented by less than
   * four. Sites end it there, if it has no end of its own: https://github.com/markdown-it/markdown-it-container
   */
  sharedEnd: number | undefined;
  /** Whether a tab in it is open, which the next mark of one ends. */
  inTab: boolean;
}

/** What an opening line says. */
interface OpeningLine extends ContainerHead, Pick<Opener, 'index' | 'colons'> {
  /** The marks of list items before it. */
  markers: string;
}

/** Containers within each other; more are not structure and stay text. */
const maxOpen = 50;

const containerLine = /^((?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(:{3,})[ \t]*(.*)$/;
/** `:::tip Text. :::`, as Rspress reads it, and an end behind the last words of a paragraph. */
const oneLine = /^([a-z][\w-]*)[ \t]+(\S(?:.*\S)?)[ \t]+(:{3,})$/;
const lineEnd = /^(.*\S)[ \t]+(:{3,})$/;
/** `@tab:active Label#id` of VuePress's plugins, `== Label` of vitepress-plugin-tabs. */
const tabMark = /^(?:@tab(?::active)?(?=[ \t#]|$)[ \t]*(.*?)(?:(?<!\\)#[^#]*)?|={2,}[ \t]+(.+))$/;

const fenceMark = /(`{3,}|~{3,})/;
/** A directive that holds nothing, `::name[Label]{key=value}`. */
const leafLine = /^::([a-z][\w-]*)(\[[^\]]*\])?(\{[^{}]*\})?$/;

/** `:::name Title` … `:::` and its kin become `x-call` elements. */
export const containers: SourceSyntax = {
  name: 'containers',
  // `a::b` is not a container. The colons come first in the pattern: that is found faster.
  sign: /::(?<!\w::)/,
  prepare: (preparation) => new Containers(preparation).read(),
};

class Containers {
  readonly #preparation: Preparation;
  readonly #text: readonly string[];
  readonly #edits = new Edits();
  readonly #open: Opener[] = [];
  /** What closes the fence that is open. */
  #fence: string | undefined;

  constructor(preparation: Preparation) {
    this.#preparation = preparation;
    this.#text = preparation.lines.text;
  }

  read(): Edits {
    const { kind } = this.#preparation.lines;
    for (const [index, line] of this.#text.entries()) {
      if (kind[index] === 'fence')
        this.#fence = this.#fence === undefined ? fenceMark.exec(line)?.[1] : undefined;
      const prefix = kind[index] === 'text' ? splitPrefix(line) : undefined;
      if (prefix !== undefined && prefix.content !== '') this.#line(index, prefix);
    }
    this.#endUnclosed(this.#open, this.#text.length);
    return this.#edits;
  }

  #line(index: number, prefix: LinePrefix): void {
    const { lead, content } = prefix;
    this.#leave(index, prefix);
    const unclosed = this.#fence;
    this.#fence = undefined;
    const match = containerLine.exec(content);
    if (match === null) {
      if (this.#beginTab(index, content) || this.#fieldTag(index, prefix)) return;
      const leaf = this.#leafTag(content);
      if (leaf !== undefined) this.#edits.replace(index, lead + leaf);
      else this.#endOfLine(index, prefix);
      return;
    }
    const [, markers, colons, rest] = match as unknown as [string, string, string, string];
    if (rest === '' || this.#isEndOfBefore(index, rest, colons.length)) {
      // A fence that nothing closes ends with its container.
      if (unclosed !== undefined) this.#edits.insertBefore(index, lead + unclosed);
      this.#close(index, colons.length);
    } else {
      const [, name, words, end] = oneLine.exec(rest) ?? [];
      const whole = end === colons;
      const head = readHead(whole ? name! : rest);
      if (head === undefined || this.#open.length >= maxOpen) return;
      this.#begin({ index, markers, colons: colons.length, ...head }, prefix);
      if (whole) this.#edits.insertAfter(index, ...this.#lastLine(words!));
    }
  }

  /** Whether a beginning between text and a blank line ends the same box, as any colons did in Docusaurus 2. */
  #isEndOfBefore(index: number, rest: string, colons: number): boolean {
    const opener = this.#open.at(-1);
    if (opener?.name !== rest || opener.colons !== colons || opener.index === index - 1)
      return false;
    const content = (at: number) => splitPrefix(this.#text[at] ?? '').content;
    if (content(index - 1) === '' || content(index + 1) !== '') return false;
    let next = index + 1;
    while (next < this.#text.length && !containerLine.test(content(next))) next++;
    return /\w|^$/.test(content(next));
  }

  /** The only line of the container that was opened last, and its end. */
  #lastLine(words: string): string[] {
    const opener = this.#open.pop()!;
    return [opener.lead + words, ...endOf(opener), opener.lead.trimEnd()];
  }

  #endOfLine(index: number, { lead, content }: LinePrefix): void {
    const next = this.#text[index + 1];
    if (this.#open.length === 0 || (next !== undefined && next.trim() !== '')) return;
    const [, words, end] = lineEnd.exec(content) ?? [];
    if (this.#open.at(-1)!.colons === end?.length) this.#close(index, end.length, lead + words);
  }

  #begin(line: OpeningLine, { lead, content, indent, quotes }: LinePrefix): void {
    const { index, markers, colons, name, attributes } = line;
    const call: Call = { origin: 'container', name, attributes, source: content };
    const n = this.#preparation.call(call);
    const inner = lead + markers.replace(/\S/g, ' ');
    this.#open.push({
      ...{ index, colons, quotes, indent: indent + markers.length, lead: inner, name, call },
      shown: shownAs(name, this.#preparation),
      leftAt: undefined,
      sharedEnd: undefined,
      inTab: false,
    });
    if (markers === '') this.#edits.insertBefore(index, lead.trimEnd());
    this.#edits.replace(index, lead + markers + callTag.open(n), inner.trimEnd());
  }

  /** Begins a tab where a line marks one in a group of tabs; the mark ends what is open in the tab before. */
  #beginTab(index: number, content: string): boolean {
    const open = this.#open;
    const match = open.length > 0 ? tabMark.exec(content) : null;
    const at = match === null ? -1 : open.findLastIndex(({ shown }) => shown === 'tabs');
    const group = open[at];
    if (match === null || group === undefined) return false;
    const title = (match[1] ?? match[2]!).replaceAll('\\#', '#').trim();
    this.#endUnclosed(open.splice(at + 1), index, 'tab');
    const attributes = attributesFrom({ title });
    const call: Call = { origin: 'container', name: 'tab', attributes, source: content };
    const n = this.#preparation.call(call);
    const before = group.inTab ? [group.lead.trimEnd(), group.lead + callTag.close] : [];
    this.#edits.replace(index, ...before, ...ownBlock(group.lead, callTag.open(n)));
    group.inTab = true;
    return true;
  }

  #fieldTag(index: number, { lead, content }: LinePrefix): boolean {
    const inner = this.#open.at(-1);
    const rest = inner?.shown === 'field' ? readFieldTag(inner.call, content) : undefined;
    if (rest !== undefined) this.#edits.replace(index, (lead + rest).trimEnd());
    return rest !== undefined;
  }

  /** The tag of a directive that holds nothing, where the dialect knows its name or has others. */
  #leafTag(content: string): string | undefined {
    const [, name = '', label = '', braced = ''] = leafLine.exec(content) ?? [];
    const { macros = {}, conventions } = this.#preparation.dialect;
    const isOther = name !== '' && conventions?.includes('directives') === true;
    if (!isOther && !Object.hasOwn(macros, name)) return undefined;
    const { attributes } = readHead(`${name} ${label}${braced}`)!;
    const call: Call = { origin: 'macro', name, attributes, source: content };
    return callTag.alone(this.#preparation.call(call));
  }

  /** Notes which containers a line lies outside of, should they turn out never to be closed. */
  #leave(index: number, { indent, quotes }: LinePrefix): void {
    for (const opener of this.#open) {
      if (quotes < opener.quotes || indent < opener.indent) opener.leftAt ??= index;
    }
  }

  /** Ends the innermost container with as many colons, else with fewer. */
  #close(index: number, colons: number, last?: string): void {
    const open = this.#open;
    let at = open.findLastIndex((opener) => opener.colons === colons);
    if (at === -1) at = open.findLastIndex((opener) => opener.colons < colons);
    const opener = open[at];
    if (opener === undefined) {
      this.#warn(index, `A line \`${':'.repeat(colons)}\` closes nothing; it was left out.`);
      this.#edits.replace(index, '');
      return;
    }
    this.#endUnclosed(open.splice(at).slice(1), index);
    for (const outer of open) {
      // What begins below the list item that an outer one stands in does not lie in it.
      if (outer.indent > 1 && outer.leftAt !== undefined && outer.leftAt <= opener.index) continue;
      if (outer.leftAt !== undefined) outer.leftAt = index + 1;
      if (outer.colons <= colons && opener.indent < outer.indent + 4) outer.sharedEnd ??= index + 1;
    }
    const lines = last === undefined ? endOf(opener) : [last, ...endOf(opener)];
    if (!endsBlock(this.#text[index + 1], opener.lead)) lines.push(opener.lead.trimEnd());
    this.#edits.replace(index, ...lines);
  }

  /**
   * Ends containers at a line that does not close them, given from the outermost to the innermost. The
   * mark of a tab is an end like any other.
   */
  #endUnclosed(openers: readonly Opener[], index: number, mark?: 'tab'): void {
    const ends: number[] = [];
    for (const { index: begins, leftAt = index, sharedEnd = index } of openers) {
      const outer = ends.findLast((end) => end > begins) ?? index;
      ends.push(Math.min(leftAt, sharedEnd, outer));
    }
    for (const [at, opener] of [...openers.entries()].reverse()) {
      const { lead, name, index: begins, sharedEnd } = opener;
      this.#edits.insertAfter(ends[at]! - 1, ...endOf(opener), lead.trimEnd());
      if (mark === 'tab') continue;
      const where =
        ends[at] === sharedEnd
          ? 'with the first closed container in it'
          : 'at the end of the block that contains it';
      this.#warn(begins, `The container \`:::${name}\` is never closed; it was ended ${where}.`);
    }
  }

  #warn(index: number, reason: string): void {
    this.#preparation.warn(index, { rule: 'container-unclosed', reason });
  }
}

/** What ends a container, and the tab that is open in it. */
function endOf({ lead, inTab }: Opener): string[] {
  const end = [lead.trimEnd(), lead + callTag.close];
  return inTab ? [...end, ...end] : end;
}
