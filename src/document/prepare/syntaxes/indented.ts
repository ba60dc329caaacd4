import { columnOf, movedLeft } from '../../lines/prefix.ts';
import { withoutListAtEnd } from '../attribute-lists.ts';
import { callTag } from '../call.ts';
import { Edits, ownBlock } from '../edits.ts';
import type { Preparation } from '../preparation.ts';
import {
  definition,
  type Head,
  holder,
  isMargin,
  isTerm,
  noTerm,
  opener,
  readOpener,
  widthOf,
} from './box-opener.ts';
import { OpenFence } from './open-fence.ts';
import { type Changes, changesOf, quotesIn, type Text } from './quoted-lines.ts';

interface Block {
  /** Column of its opening line. */
  indent: number;
  /** How far its body stands to the right of it, and has to move left. */
  width: number;
  name: string;
  /** Tabs and definitions share an element around them, whose members begin at its own column. */
  group: boolean;
}

interface Kinds {
  /** Whether `!!!`, `???` and `===` begin blocks. */
  boxes: boolean;
  /** Columns by which the body of a definition is indented; else as far as its first line. */
  definitionWidth?: number;
}

/** Blocks with indented bodies, which are code to Markdown; they move left by as much as they are deep. */
export function prepareBlocks(preparation: Preparation, kinds: Kinds): Edits {
  const read = (text: Text, edits: Changes) => {
    if (text.text.some((line) => definition.test(line) || opener.test(line)))
      new Blocks(preparation, kinds, text, edits).read();
  };
  const inQuotes = new Edits();
  for (const quote of quotesIn(preparation.lines)) read(quote, changesOf(quote, inQuotes));
  preparation.apply(inQuotes);
  const edits = new Edits();
  read(preparation.lines, edits);
  return edits;
}

class Blocks {
  readonly #preparation: Preparation;
  readonly #text: readonly string[];
  readonly #kind: Text['kind'];
  readonly #edits: Changes;
  readonly #open: Block[] = [];
  readonly #kinds: Kinds;
  readonly #defines: boolean;
  readonly #fence = new OpenFence();
  /** Whether an item or a footnote began in the block above, so that what is indented is part of it, not code. */
  #isHeld = false;
  /** Whether a heading stands above, or what is defined below it: to Python-Markdown, it needs no term. */
  #isBelowHeading = false;

  constructor(preparation: Preparation, kinds: Kinds, { text, kind }: Text, edits: Changes) {
    this.#preparation = preparation;
    this.#kinds = kinds;
    this.#text = text;
    this.#kind = kind;
    this.#edits = edits;
    this.#defines = this.#text.some((line) => definition.test(line));
  }

  read(): void {
    for (const [index, line] of this.#text.entries()) {
      if (line.trim() === '') continue;
      const before = this.#leave(columnOf(line), index);
      this.#fence.leave(line, this.#kind[index]);
      const head = this.#fence.isOpen ? undefined : this.#head(line, index);
      this.#track(line, before.length === 0 && (this.#text[index - 1] ?? '').trim() !== '');
      const isStray =
        head === undefined &&
        this.#open.length > 0 &&
        this.#fence.isStray(this.#text, index, this.#bodyIndent());
      const made = isStray ? [] : this.#write(line, head);
      this.#edits.replace(index, ...before, ...made);
      if (this.#kinds.boxes && !this.#open.some(({ name }) => name === 'dd'))
        this.#isBelowHeading = /^ *#{1,6} /.test(line);
    }
    this.#edits.insertAfter(this.#text.length - 1, ...this.#close(0));
  }

  /** A line moved left, or the tags that stand for it where it begins a block. */
  #write(line: string, head: Head | undefined): string[] {
    const list = head?.name === 'dd' ? this.#listOf(line) : undefined;
    const indent = list?.indent ?? head?.indent ?? columnOf(line);
    if (head === undefined) {
      this.#fence.track(line);
      return [movedLeft(line, this.#shift())];
    }
    const lines = [''];
    const lead = this.#lead(indent);
    const { group } = head;
    if (group !== undefined && this.#top?.name !== group)
      lines.push(lead + this.#begin({ name: group, attributes: [] }, { indent, group: true }), '');
    lines.push(lead + this.#begin(head, { indent }), '');
    const term = this.#kinds.boxes ? withoutListAtEnd(line.trim()) : line.trim();
    if (head.name === 'dt') return [...lines, lead + term];
    if (head.rest === undefined) return lines;
    const inner = ' '.repeat(indent + widthOf(head)) + head.rest;
    return [...lines, ...this.#write(inner, this.#opener(inner))];
  }

  /** Column of a line within the innermost block. */
  #column = (line: string): number => columnOf(line) - this.#bodyIndent();

  #track(line: string, goesOn: boolean): void {
    if (this.#fence.isOpen || this.#column(line) >= 4) return;
    this.#isHeld = (goesOn && this.#isHeld) || holder.test(line.trimStart());
  }

  #lead(indent: number): string {
    return ' '.repeat(Math.max(0, indent - this.#shift()));
  }

  get #top(): Block | undefined {
    return this.#open.at(-1);
  }

  /** The closing tags of the blocks that a line of this column is outside of. */
  #leave(indent: number, index: number): string[] {
    const lines: string[] = [];
    const line = this.#text[index]!;
    while (this.#top !== undefined) {
      const { group, name } = this.#top;
      const isMember = group && this.#isMember(line, index, this.#top);
      // What stands between the members of a group is outside of it.
      if (isMember || (!group && indent >= this.#bodyIndent())) break;
      if (name === 'dd' && this.#isLazy(index)) break;
      lines.push(...this.#close(this.#open.length - 1));
      this.#fence.end();
      this.#isHeld = true;
    }
    return lines;
  }

  /** Whether a line goes on with the paragraph of a definition although it is not indented. */
  #isLazy(index: number): boolean {
    const line = this.#text[index]!;
    return (
      !this.#fence.isOpen &&
      (this.#text[index - 1] ?? '').trim() !== '' &&
      !definition.test(line) &&
      !noTerm.test(line.trimStart()) &&
      !opener.test(line) &&
      // To Python-Markdown alone, the next term may stand there, with its definition right below.
      !(this.#kinds.boxes && isTerm(this.#text, index, false))
    );
  }

  #head(line: string, index: number): Head | undefined {
    const opened = this.#opener(line);
    if (opened !== undefined && (this.#isHeld || this.#column(line) < 4))
      return { ...opened, ...this.#margin(line, index) };
    const defined = definition.exec(line);
    if (defined !== null) {
      const list = this.#listOf(line);
      const margin = columnOf(line) - (list?.indent ?? 0);
      const { group, ...alone } = this.#definition(margin + defined[2]!.length, defined[3]!);
      if (list) return { ...alone, group };
      return this.#isBelowHeading && this.#column(line) < 4 ? alone : undefined;
    }
    const isLazy = this.#top?.name === 'dd' && columnOf(line) < this.#bodyIndent();
    return this.#defines && !isLazy && isTerm(this.#text, index)
      ? { name: 'dt', attributes: [], group: 'dl' }
      : undefined;
  }

  /** Where a block begins whose opener stands a little to the right: its body is indented as if it did not. */
  #margin(line: string, index: number): { indent?: number } {
    const isBlank = (this.#text[index + 1] ?? '').trim() === '';
    const below = columnOf(this.#text[index + (isBlank ? 2 : 1)] ?? '');
    const indent = this.#bodyIndent();
    return below >= indent + 4 && below < columnOf(line) + 4 ? { indent } : {};
  }

  #opener(line: string): Head | undefined {
    return this.#kinds.boxes ? readOpener(line) : undefined;
  }

  #isMember(line: string, index: number, { indent, name }: Block): boolean {
    const head = this.#head(line, index);
    const isAt = head?.name === 'dd' ? isMargin : (margin: number) => margin === 0;
    return head?.group === name && isAt(columnOf(line) - indent);
  }

  /** The list that a definition is part of. */
  #listOf(line: string): Block | undefined {
    const isAbove = ({ indent, name }: Block) => name === 'dl' && isMargin(columnOf(line) - indent);
    return this.#open.findLast(isAbove);
  }

  #definition(blanks: number, rest: string) {
    const width = this.#kinds.definitionWidth ?? blanks + 1;
    return { name: 'dd', attributes: [], group: 'dl' as const, width, rest };
  }

  #begin(head: Head, { indent, group = false }: { indent: number; group?: boolean }): string {
    const { name, attributes } = head;
    this.#isHeld = false;
    this.#open.push({ indent, name, group, width: group ? 0 : widthOf(head) });
    return callTag.open(this.#preparation.call({ origin: 'container', name, attributes }));
  }

  /** Column at which the body of the innermost block has to begin. */
  #bodyIndent = (): number => (this.#top === undefined ? 0 : this.#top.indent + this.#top.width);

  #shift(): number {
    return this.#open.reduce((sum, { width }) => sum + width, 0);
  }

  /** The closing tags down to a depth. */
  #close(depth: number): string[] {
    const lines: string[] = [];
    while (this.#open.length > depth) {
      lines.push(...ownBlock(this.#lead(this.#open.pop()!.indent), callTag.close));
    }
    return lines;
  }
}
