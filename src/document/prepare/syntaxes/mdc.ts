import { fenceMarker } from '../../lines/fences.ts';
import { itemMarks, splitPrefix } from '../../lines/prefix.ts';
import { withoutAttributeLists } from '../attribute-lists.ts';
import { readAttributes } from '../attributes.ts';
import { attribute, callTag } from '../call.ts';
import { Edits, ownBlock } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';
import { prepareBindings, readProps } from './mdc-props.ts';
import { aroundSpans, codeWord, directiveTags } from './text-directives.ts';

interface Block {
  name: string;
  index: number;
  colons: number;
  /** Blanks and quote marks before its opening line; its content moves left by them. */
  lead: string;
  /** Whether a `#slot` of it is open. */
  slot: boolean;
}

const opener = /^(:{2,})([a-zA-Z][\w-]*)(?:\[([^\]]*)\])?(?:\{(.*)\})?$/;
/** A box as VitePress writes it: its words are those of a document that came from there. */
const foreignOpener =
  /^(:{3,})[ \t]*(info|note|tip|important|warning|caution|danger|details|code-group)(?:[ \t]+(\S.*))?$/;
const slot = /^#([a-zA-Z][\w-]*)(?:\{.*\})?$/;

/** Nuxt's MDC: `::name{props}` … `::` with `#slot` parts, `:name{props}` and `[text]{.class}` in lines. */
export const mdc: SourceSyntax = { name: 'mdc', sign: /:[a-z]|[\])`*_]\{|\{\{/i, prepare };

function prepare(preparation: Preparation): Edits {
  preparation.apply(prepareBindings(preparation));
  return new MdcBlocks(preparation).read();
}

class MdcBlocks {
  readonly #preparation: Preparation;
  readonly #edits = new Edits();
  readonly #open: Block[] = [];
  /** The mark of the fence that is open within a block, and its column. */
  #fence: { marker: string; indent: number } | undefined;
  /** Whether fences within a block, which move left with it, made code of what follows the block. */
  #isApart = false;

  constructor(preparation: Preparation) {
    this.#preparation = preparation;
  }

  read(): Edits {
    const { text, kind } = this.#preparation.lines;
    for (let index = 0; index < text.length; index++) {
      if (this.#open.length === 0 && !this.#isApart && kind[index] !== 'text') continue;
      const line = this.#moved(text[index]!);
      if (this.#isCode(line)) this.#edits.replace(index, line);
      else index += this.#line(index, line);
    }
    if (this.#open.length > 0) this.#endUnclosed();
    return this.#edits;
  }

  /** A line without the blanks that the block around it stands behind. */
  #moved(line: string): string {
    const inner = this.#open.at(-1);
    if (inner === undefined) return line;
    const base = this.#base;
    const most = Math.max(0, inner.lead.length - base.length);
    const blanks = /^[ \t]*/.exec(line.slice(base.length))![0].length;
    return line.slice(0, base.length) + line.slice(base.length + Math.min(blanks, most));
  }

  /** What stands before the outermost block. */
  get #base(): string {
    return this.#open[0]?.lead ?? '';
  }

  #isCode(line: string): boolean {
    if (this.#open.length === 0 && !this.#isApart) return false;
    const { content, indent } = splitPrefix(line);
    const marker = fenceMarker(content.replace(itemMarks, ''));
    const open = this.#fence;
    if (open === undefined) {
      if (marker !== undefined) this.#fence = { marker, indent };
      return marker !== undefined;
    }
    // What is indented further stands in the code, unless the fence itself stands in an item.
    const most = open.indent > 3 ? open.indent + 3 : 3;
    const closes = marker === content && marker.startsWith(open.marker) && indent <= most;
    if (closes) this.#fence = undefined;
    return true;
  }

  /** Reads one line and gives how many lines below it belong to it. */
  #line(index: number, line: string): number {
    const { content } = splitPrefix(line);
    const marks = this.#open.length === 0 ? itemMarks.exec(content)![0] : '';
    if (openingOf(content.slice(marks.length)) !== null) return this.#begin(index, marks);
    const block = this.#open.at(-1);
    if (/^:{2,}$/.test(content)) this.#end(index, content.length);
    else if (block !== undefined && slot.test(content)) {
      this.#edits.replace(index, ...this.#slot(block, slot.exec(content)![1]!));
    } else {
      const { text } = this.#preparation.lines;
      const made = inlineTags(this.#preparation, line);
      if (made !== text[index]) this.#edits.replace(index, made);
      // Alone on a line, a tag begins HTML, in which the next line would be no heading, list or code.
      if (aloneTag.test(made) && endsText.test(splitPrefix(text[index + 1] ?? '').content))
        this.#edits.insertAfter(index, splitPrefix(line).lead.trimEnd());
    }
    return 0;
  }

  #begin(index: number, marks: string): number {
    const { text } = this.#preparation.lines;
    const { lead: before, content: whole } = splitPrefix(text[index]!);
    const content = whole.slice(marks.length);
    const lead = before + ' '.repeat(marks.length);
    const [, colons, name, label, props] = openingOf(content) as unknown as [
      string,
      string,
      string,
      string?,
      string?,
    ];
    const { attributes, lines, problem } = readProps(text, index, props);
    if (problem !== undefined)
      this.#preparation.warn(index, { rule: 'frontmatter', reason: problem });
    if (label !== undefined) attributes.unshift(attribute('title', label));
    const own = ownName(name);
    const n = this.#preparation.call({
      origin: 'container',
      name: own,
      attributes,
      source: content,
    });
    this.#open.push({ index, name, colons: colons.length, lead, slot: false });
    const base = this.#base;
    const above = marks === '' ? [base.trimEnd()] : [];
    const tag = (marks === '' ? base : before + marks) + callTag.open(n);
    this.#edits.replace(index, ...above, tag, base.trimEnd());
    this.#edits.remove(index + 1, index + lines);
    return lines;
  }

  #end(index: number, colons: number): void {
    const at = this.#open.findLastIndex((block) => block.colons === colons);
    if (at === -1) {
      this.#edits.replace(index, this.#base.trimEnd());
      const reason = `A line \`${':'.repeat(colons)}\` closes nothing; it was left out.`;
      this.#preparation.warn(index, { rule: 'container-unclosed', reason });
      return;
    }
    const base = this.#base;
    const tags = this.#open.splice(at).reverse();
    this.#isApart ||= this.#open.length === 0 && this.#preparation.lines.kind[index] !== 'text';
    this.#edits.replace(index, ...tags.flatMap((block) => closing(block, base)));
  }

  #slot(block: Block, name: string): string[] {
    const attributes = [attribute('name', name)];
    const n = this.#preparation.call({ origin: 'container', name: 'slot', attributes });
    const base = this.#base;
    const blank = base.trimEnd();
    const before = block.slot ? [blank, base + callTag.close] : [];
    block.slot = true;
    return [...before, blank, base + callTag.open(n), blank];
  }

  #endUnclosed(): void {
    const { text } = this.#preparation.lines;
    const base = this.#base;
    const tags = [...this.#open].reverse().flatMap((block) => closing(block, base));
    this.#edits.insertAfter(text.length - 1, ...tags);
    const { index, name, colons } = this.#open[0]!;
    const reason = `The component \`${':'.repeat(colons)}${name}\` is never closed; it was ended with the document.`;
    this.#preparation.warn(index, { rule: 'container-unclosed', reason });
  }
}

const aloneTag = /^[ \t>]*<x-call n="\d+"\/>\s*$/;
/** What begins a block right below text. */
const endsText = /^(?:#{1,6}(?:\s|$)|[-*+]\s|1[.)]\s|`{3}|~{3}|>)/;

/** What a line opens: its colons, name, label and properties. */
const openingOf = (line: string): RegExpExecArray | null =>
  opener.exec(line) ?? foreignOpener.exec(line);

function closing({ slot: hasSlot }: Block, base: string): string[] {
  const tag = ownBlock(base, callTag.close);
  return hasSlot ? [...tag, ...tag] : tag;
}

/** A component without anything has to stand between blanks; words with a colon before them are prose. */
const bare = /(?<=^|\s):([a-zA-Z][\w-]*)(?=\s|$)/g;
const span = /(?<!!)\[([^\]]+)\]\{([^{}]*)\}/g;

/** `UPageCard` -> `u-page-card`, as tables write it; what has no capital stays. */
const dashed = (name: string) =>
  ownName(name.replace(/(?<!^)(?=[A-Z][a-z])|(?<=[a-z\d])(?=[A-Z])/g, '-').toLowerCase());

/** Nuxt's own components are also known by the names that their prose has. */
const ownName = (name: string) => name.replace(/^prose-(?=[a-z])/, '');

/** Components and attributes within a line: `:badge[new]{color="x"}`, `:br`, `[text]{.class}`, `` `x`{lang="ts"} ``. */
function inlineTags(preparation: Preparation, line: string): string {
  const tagged = /[:\]]/.test(line) ? aroundSpans(line, (part) => tags(preparation, part)) : line;
  return withoutAttributeLists(tagged, { ownLine: false, bareWords: true });
}

function tags(preparation: Preparation, text: string): string {
  const macros = preparation.dialect.macros ?? {};
  return directiveTags(preparation, text, ({ name }) => dashed(name))
    .replace(bare, (whole, written: string) => {
      const name = dashed(written);
      if (name === 'br') return '<br>';
      const isComponent =
        Object.hasOwn(macros, name) || text.trim() === whole || written.includes('-');
      if (!isComponent) return whole;
      return callTag.alone(preparation.call({ origin: 'macro', name, attributes: [] }));
    })
    .replace(span, (whole, label, props) =>
      props.includes(codeWord) || readAttributes(props) === undefined ? whole : label,
    );
}
