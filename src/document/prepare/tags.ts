import type { MdxJsxAttribute } from 'mdast-util-mdx';
import { attribute, callTag } from './call.ts';
import { Edits } from './edits.ts';
import { type Lines, splitPrefix } from './lines.ts';
import type { Preparation } from './preparation.ts';
import { codeSpans, inSpan } from './spans.ts';

/** What a tag says, as the syntax that it belongs to reads it. */
export interface TagHead {
  name: string;
  role: 'open' | 'close' | 'alone';
  attributes: MdxJsxAttribute[];
}

export interface Tag extends TagHead {
  /** Index of its line and its place there. */
  index: number;
  from: number;
  to: number;
  /** The tag as written. */
  source: string;
  /** Whether it stands in a fence, indented code or a code span. */
  code: boolean;
  /** The tag that closes it, or that it closes. */
  partner?: Tag;
  /** Whether it stands on lines of its own although it holds nothing. */
  block?: boolean;
}

/** How a syntax of tags is read and what becomes of its tags. */
export interface TagSyntax {
  /** Finds tags; the first group that matched is their inside. Global. */
  pattern: RegExp;
  /** Marks with which a tag begins and ends, for tags over several lines. */
  opening: RegExp;
  closing: string;
  read(inside: string, source: string): TagHead | undefined;
  /** Text that stands for a tag where no element can stand: in code, link targets, attributes. Undefined leaves it. */
  asText(tag: Tag): string | undefined;
  /** Replaces a tag by text everywhere (`''` takes it out); undefined makes it an element. */
  replace?(tag: Tag): string | undefined;
  /** Whether what a pair holds is code, not Markdown; it becomes the attribute `code`. */
  holdsCode?(tag: Tag): boolean;
  /** Whether a pair goes with all that it holds. */
  drops?(tag: Tag): boolean;
  /** Whether what a pair holds is text as written, tags and all. */
  quotes?(tag: Tag): boolean;
}

/** Makes elements of the tags of a syntax: pairs with what they hold, and tags that stand alone. */
export function prepareTags(preparation: Preparation, syntax: TagSyntax): Edits {
  joinLines(preparation, syntax);
  const tags = findTags(preparation.lines, syntax);
  pairTags(tags, preparation);
  return new TagWriter(preparation, syntax).write(tags);
}

const maxTagLines = 40;

/** Brings each tag that runs over several lines to one line. */
function joinLines(preparation: Preparation, { opening, closing }: TagSyntax): void {
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  for (let index = 0; index < text.length; index++) {
    if (kind[index] !== 'text') continue;
    const line = text[index]!;
    const start = lastIndex(line, opening);
    if (start === -1 || line.includes(closing, start + 2)) continue;
    const last = Math.min(text.length, index + maxTagLines);
    let end = index + 1;
    while (end < last && text[end]!.trim() !== '' && !text[end]!.includes(closing)) end++;
    if (end >= last || !text[end]!.includes(closing)) continue;
    const parts = text
      .slice(index, end + 1)
      .map((part, at) => (at === 0 ? part : splitPrefix(part).content));
    edits.replace(index, parts.join(' '));
    for (let at = index + 1; at <= end; at++) edits.replace(at);
    index = end;
  }
  preparation.apply(edits);
}

function lastIndex(line: string, pattern: RegExp): number {
  return [...line.matchAll(pattern)].at(-1)?.index ?? -1;
}

function findTags({ text, kind }: Lines, { pattern, read }: TagSyntax): Tag[] {
  const tags: Tag[] = [];
  for (let index = 0; index < text.length; index++) {
    const line = text[index]!;
    const codeLine = kind[index] === 'code' || kind[index] === 'fence';
    let spans: [number, number][] | undefined;
    for (const match of line.matchAll(pattern)) {
      const [source, ...groups] = match;
      const head = read(groups.find((group) => group !== undefined) ?? '', source);
      if (head === undefined) continue;
      spans ??= codeLine ? [] : codeSpans(line);
      const code = codeLine || inSpan(spans, match.index);
      tags.push({
        ...head,
        index,
        from: match.index,
        to: match.index + source.length,
        source,
        code,
      });
    }
  }
  return tags;
}

/** Finds each closing tag's opening one; an opening tag that is left over stands alone. */
function pairTags(tags: readonly Tag[], preparation: Preparation): void {
  const open: Tag[] = [];
  for (const tag of tags) {
    if (tag.code) continue;
    if (tag.role === 'open') open.push(tag);
    else if (tag.role === 'close') {
      const at = open.findLastIndex(({ name }) => name === tag.name);
      if (at === -1) {
        const line = preparation.lines.source[tag.index]!;
        const reason = `The tag \`${tag.source}\` closes nothing; it was left out.`;
        preparation.report({ severity: 'warning', rule: 'container-unclosed', reason, line });
        continue;
      }
      const opener = open[at]!;
      open.length = at;
      opener.partner = tag;
      tag.partner = opener;
    }
  }
}

class TagWriter {
  readonly #edits = new Edits();
  readonly #preparation: Preparation;
  readonly #syntax: TagSyntax;
  /** Blanks and quote marks before the tags of a block. */
  readonly #leads = new Map<Tag, string>();

  constructor(preparation: Preparation, syntax: TagSyntax) {
    this.#preparation = preparation;
    this.#syntax = syntax;
  }

  write(tags: readonly Tag[]): Edits {
    const left: Tag[] = [];
    let skipTo: Tag | undefined;
    for (const tag of tags) {
      if (skipTo !== undefined) {
        if (tag === skipTo) skipTo = undefined;
        continue;
      }
      left.push(tag);
      const { partner } = tag;
      if (tag.role !== 'open' || partner === undefined) continue;
      if (this.#syntax.quotes?.(tag) === true) {
        left.push(partner);
        skipTo = partner;
      } else if (this.#syntax.drops?.(tag) === true) {
        this.#cut(tag, partner);
        skipTo = partner;
      } else if (this.#syntax.holdsCode?.(tag) === true && partner.index > tag.index) {
        this.#takeCode(tag, partner);
        skipTo = partner;
      }
    }
    let from = 0;
    for (let to = 1; to <= left.length; to++) {
      if (left[to]?.index === left[from]?.index) continue;
      const tagsOfLine = left.slice(from, to);
      if (tagsOfLine[0] !== undefined) this.#line(tagsOfLine[0].index, tagsOfLine);
      from = to;
    }
    return this.#edits;
  }

  /** Removes what lies between two tags; the opening one, now alone, is replaced by nothing. */
  #cut(tag: Tag, partner: Tag): void {
    const { text } = this.#preparation.lines;
    for (let at = tag.index + 1; at <= partner.index; at++) this.#edits.replace(at);
    const rest = text[partner.index]!.slice(partner.to);
    if (partner.index === tag.index) tag.to = partner.to;
    else if (rest.trim() !== '') this.#edits.replace(partner.index, rest);
    tag.role = 'alone';
    tag.name = '';
  }

  #takeCode(tag: Tag, partner: Tag): void {
    const { text } = this.#preparation.lines;
    const body = text.slice(tag.index + 1, partner.index);
    const first = text[tag.index]!.slice(tag.to);
    const last = text[partner.index]!.slice(0, partner.from);
    const lines = [
      ...(first.trim() === '' ? [] : [first]),
      ...body,
      ...(last.trim() === '' ? [] : [last]),
    ];
    tag.attributes.push(attribute('code', dedent(lines).join('\n')));
    for (let at = tag.index + 1; at <= partner.index; at++) this.#edits.replace(at);
    tag.role = 'alone';
    delete tag.partner;
    tag.block = true;
    tag.to = text[tag.index]!.length;
  }

  #line(index: number, tags: readonly Tag[]): void {
    const line = this.#preparation.lines.text[index]!;
    const { lead } = splitPrefix(line);
    const out = new LineBuilder(lead, line.slice(lead.length));
    let at = lead.length;
    for (const tag of tags) {
      out.text(line.slice(at, tag.from));
      at = tag.to;
      this.#tag(tag, line, out);
    }
    out.text(line.slice(at));
    const lines = out.lines();
    const emptied = tags[0]!.code && lines.join('').trim() === '';
    this.#edits.replace(index, ...(emptied ? [] : lines));
  }

  #tag(tag: Tag, line: string, out: LineBuilder): void {
    const replaced = tag.name === '' ? '' : this.#textFor(tag, line);
    if (replaced !== undefined) {
      out.text(replaced);
      return;
    }
    if (tag.role === 'close') {
      const opener = tag.partner;
      if (opener === undefined) return;
      if (opener.index === tag.index) out.text(callTag.close);
      else out.block(callTag.close, this.#leads.get(opener));
      return;
    }
    const { name, attributes, partner } = tag;
    const n = this.#preparation.call({ origin: 'macro', name, attributes });
    if (tag.block === true) out.block(callTag.alone(n));
    else if (partner === undefined) out.text(callTag.alone(n));
    else if (partner.index === tag.index) out.text(callTag.open(n));
    else this.#leads.set(tag, out.block(callTag.open(n)));
  }

  #textFor(tag: Tag, line: string): string | undefined {
    if (tag.code) return this.#syntax.asText(tag) ?? tag.source;
    const replaced = this.#syntax.replace?.(tag);
    if (replaced !== undefined) return replaced;
    return inTarget(line, tag.from) ? (this.#syntax.asText(tag) ?? '') : undefined;
  }
}

/** Whether a place in a line lies in a link's target or in the value of a tag's attribute. */
function inTarget(line: string, at: number): boolean {
  const before = line.slice(0, at);
  return /\]\([^()\s]*$|<[A-Za-z][^<>]*=["'][^"']*$|^\s*\[[^\]]+\]:\s*\S*$/.test(before);
}

/** Writes one line anew, with block tags on lines of their own. */
class LineBuilder {
  readonly #lead: string;
  readonly #marker: string;
  readonly #done: string[] = [];
  #current = '';
  #fresh = true;

  constructor(lead: string, content: string) {
    this.#lead = lead;
    this.#marker = /^(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*/.exec(content)![0];
  }

  text(text: string): void {
    this.#current += text;
  }

  /** Puts a tag on its own line and gives what it stands behind. */
  block(tag: string, lead?: string): string {
    const inner = this.#lead + this.#marker.replace(/\S/g, ' ');
    const blank = inner.trimEnd();
    if (this.#fresh && this.#marker !== '' && this.#current === this.#marker) {
      this.#done.push(this.#lead + this.#marker + tag, blank);
    } else {
      this.#flush();
      this.#done.push(blank, (lead ?? (this.#fresh ? this.#lead : inner)) + tag, blank);
    }
    this.#current = '';
    this.#fresh = false;
    return inner;
  }

  #flush(): void {
    if (this.#current.trim() === '') return;
    this.#done.push(
      this.#fresh
        ? this.#lead + this.#current
        : this.#lead + this.#marker.replace(/\S/g, ' ') + this.#current.trimStart(),
    );
    this.#fresh = false;
  }

  lines(): string[] {
    if (this.#done.length === 0) return [this.#lead + this.#current];
    this.#flush();
    return this.#done;
  }
}

/** Lines without the indentation that all of them share. */
export function dedent(lines: readonly string[]): string[] {
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)![0].length);
  const shared = indents.length === 0 ? 0 : Math.min(...indents);
  return lines.map((line) => line.slice(shared));
}
