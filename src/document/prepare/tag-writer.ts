import { inlineNames } from '../html-names.ts';
import { itemMarks, splitPrefix } from '../lines/prefix.ts';
import { dedent } from '../lines/some-lines.ts';
import { attribute, callTag } from './call.ts';
import { Edits } from './edits.ts';
import { LineBuilder } from './line-builder.ts';
import type { Preparation } from './preparation.ts';
import {
  inAddress,
  inBareAddress,
  inHead,
  inHidden,
  inTarget,
  isInTag,
  targetsOf,
} from './tag-places.ts';
import type { Tag, TagSyntax } from './tag-syntax.ts';

/** Writes the lines that hold tags anew, with elements in place of the tags. */
export class TagWriter {
  readonly #edits = new Edits();
  readonly #preparation: Preparation;
  readonly #syntax: TagSyntax;
  /** Blanks and quote marks before the tags of a block. */
  readonly #leads = new Map<Tag, string>();
  /** Where lines begin whose first tag ends a body of code. */
  readonly #starts = new Map<number, number>();
  /** Names of the tags that some tag closes. */
  #closed: ReadonlySet<string> = new Set();

  constructor(preparation: Preparation, syntax: TagSyntax) {
    this.#preparation = preparation;
    this.#syntax = syntax;
  }

  write(tags: readonly Tag[]): Edits {
    this.#closed = new Set(tags.flatMap(({ role, name }) => (role === 'close' ? name : [])));
    const left = this.#taken(tags);
    let from = 0;
    for (let to = 1; to <= left.length; to++) {
      if (left[to]?.index === left[from]!.index) continue;
      this.#line(left[from]!.index, left.slice(from, to));
      from = to;
    }
    return this.#edits;
  }

  /** Takes what pairs hold for text and code, or removes it, as the syntax says; gives the other tags. */
  #taken(tags: readonly Tag[]): Tag[] {
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
      const isQuoted = this.#syntax.quotes?.(tag) === true;
      if (isQuoted) left.push(partner);
      if (isQuoted || this.#takeContent(tag, partner)) skipTo = partner;
    }
    return left;
  }

  /** Removes what lies between two tags or takes it for code, where the syntax says so. */
  #takeContent(tag: Tag, partner: Tag): boolean {
    if (this.#syntax.drops?.(tag) === true) {
      this.#cut(tag, partner);
      return true;
    }
    if (partner.index > tag.index) return this.#takeCode(tag, partner);
    return this.#syntax.isTemplate?.(tag) === true && this.#takeWithin(tag, partner);
  }

  /** Takes what a pair in one line holds for code. */
  #takeWithin(tag: Tag, partner: Tag): true {
    const body = this.#preparation.lines.text[tag.index]!.slice(tag.to, partner.from);
    tag.attributes.push(attribute('code', this.#asCode([body])));
    tag.role = 'alone';
    delete tag.partner;
    tag.to = partner.to;
    return true;
  }

  /** Removes what lies between two tags; the opening one, now alone, is replaced by nothing. */
  #cut(tag: Tag, partner: Tag): void {
    const { text } = this.#preparation.lines;
    this.#edits.remove(tag.index, partner.index);
    const rest = text[partner.index]!.slice(partner.to);
    if (partner.index === tag.index) tag.to = partner.to;
    else if (rest.trim() !== '') this.#edits.replace(partner.index, rest);
    tag.role = 'alone';
    tag.name = '';
  }

  /** Takes what a pair holds for code, where the syntax says that it is. */
  #takeCode(tag: Tag, partner: Tag): boolean {
    const { text } = this.#preparation.lines;
    const first = text[tag.index]!.slice(tag.to);
    const last = text[partner.index]!.slice(0, partner.from);
    const ends = [first, last].map((line) => (line.trim() === '' ? [] : [line]));
    const body = [...ends[0]!, ...text.slice(tag.index + 1, partner.index), ...ends[1]!];
    const attributes = this.#syntax.codeOf?.(tag, body);
    if (attributes === undefined) return false;
    tag.attributes.push(...attributes, attribute('code', this.#asCode(dedent(body))));
    this.#edits.remove(tag.index, partner.index);
    const rest = text[partner.index]!.slice(partner.to);
    if (rest.trim() !== '') this.#edits.replace(partner.index, rest);
    this.#starts.set(partner.index, partner.to);
    tag.role = 'alone';
    delete tag.partner;
    tag.block = true;
    tag.to = text[tag.index]!.length;
    return true;
  }

  /** Lines of code with text in place of their tags. */
  #asCode(lines: readonly string[]): string {
    const { pattern, read, asText } = this.#syntax;
    const tags = new RegExp(pattern.source, 'g');
    return lines.join('\n').replace(tags, (source: string, ...groups: unknown[]) => {
      const inside = groups.find((group) => typeof group === 'string') as string;
      const head = read(inside, source);
      if (head === undefined) return source;
      const tag = { ...head, source, code: true, index: 0, from: 0, to: 0 };
      return this.#isRun(tag) ? callTag.inCode(this.#call(tag)) : (asText(tag) ?? source);
    });
  }

  #line(index: number, tags: readonly Tag[]): void {
    const line = this.#preparation.lines.text[index]!;
    const { lead } = splitPrefix(line);
    const out = new LineBuilder(lead, line.slice(lead.length));
    const places = targetsOf(line, isInTag(this.#preparation.lines.text, index));
    let at = this.#starts.get(index) ?? lead.length;
    for (const tag of tags) {
      out.text(line.slice(at, tag.from));
      at = tag.to;
      this.#tag(tag, places[tag.from]!, out);
    }
    out.text(line.slice(at));
    const lines = out.lines();
    if (this.#below(index, tags) === 'block') lines.push(lead.trimEnd());
    const emptied = tags[0]!.code && lines.join('').trim() === '';
    this.#edits.replace(index, ...(emptied ? [] : lines));
  }

  /** What the line below a tag that has its line for itself is, which HTML would take along as HTML. */
  #below(index: number, [tag]: readonly Tag[]): 'block' | 'text' | undefined {
    const { text, kind } = this.#preparation.lines;
    if (tag === undefined || tag.code || tag.partner !== undefined) return undefined;
    const { content: line } = splitPrefix(text[index]!);
    const [marks] = itemMarks.exec(line)!;
    const isAlone = line.slice(marks.length).trim() === tag.source;
    const { content } = splitPrefix(text[index + 1] ?? '');
    if (!isAlone || content === '') return undefined;
    const { blocks, pattern } = this.#syntax;
    pattern.lastIndex = 0;
    const isStacked = blocks === 'stacked' && pattern.exec(content)?.[0] === content;
    const isBlock = isStacked || blocks === 'all' || kind[index + 1] === 'fence';
    // Below the first line of an item, a blank line would part it from the next one.
    if (isBlock || beginsBlock.test(content)) return marks === '' ? 'block' : undefined;
    return /^[<{]/.test(content) && !isWordsInTag(content) ? undefined : 'text';
  }

  #tag(tag: Tag, place: number, out: LineBuilder): void {
    const replaced = tag.name === '' && !tag.code ? '' : this.#textFor(tag, place);
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
    const { partner } = tag;
    const n = this.#call(tag);
    if (tag.block === true) out.block(callTag.alone(n));
    else if (partner === undefined)
      out.text(this.#below(tag.index, [tag]) === 'text' ? callTag.inText(n) : callTag.alone(n));
    else if (partner.index === tag.index) out.text(callTag.open(n));
    else this.#leads.set(tag, out.block(callTag.open(n)));
  }

  #textFor(tag: Tag, place: number): string | undefined {
    if (tag.code) return this.#textInCode(tag);
    const replaced = this.#syntax.replace?.(tag);
    return replaced ?? (place === 0 ? undefined : this.#textIn(place, tag));
  }

  /** What a tag becomes within an address, an attribute or a tag. */
  #textIn(place: number, tag: Tag): string | undefined {
    const isOwn = tag.role !== 'close' && tag.partner === undefined;
    // It prints attributes.
    if (place === inHead) return isOwn && this.#syntax.textInTag !== undefined ? '' : undefined;
    const isAddress = isOwn && this.#syntax.addresses?.(tag) === true;
    if (!isAddress && place === inBareAddress) return undefined;
    const text = this.#syntax.asText(tag);
    // A blank would end the address.
    if (!isAddress) return place === inAddress ? (text ?? '').replace(/\s/g, '%20') : (text ?? '');
    if (place !== inTarget && place !== inHidden) return callTag.inAddress(this.#call(tag));
    const known = this.#syntax.textInTag?.(tag);
    if (known === undefined && place === inTarget) this.#tell(tag, text);
    return known ?? text ?? '';
  }

  #textInCode(tag: Tag): string {
    const isInFence = this.#preparation.lines.kind[tag.index] === 'fence';
    if (!isInFence && this.#isRun(tag)) return callTag.inCode(this.#call(tag));
    return this.#syntax.asText(tag) ?? tag.source;
  }

  /** Whether a tag in code stands for what it shows. */
  #isRun(tag: Tag): boolean {
    const runs = tag.role !== 'close' && this.#syntax.runsInCode?.(tag) === true;
    return runs && !this.#closed.has(tag.name);
  }

  #call({ name, attributes, source }: Tag): number {
    return this.#preparation.call({ origin: 'macro', name, attributes, source });
  }

  #tell({ name, source, index }: Tag, text: string | undefined): void {
    const [rule, what] =
      text === undefined
        ? (['component-lost', 'it is left out'] as const)
        : (['expression-lost', 'its name stands in its place'] as const);
    const reason = `\`${source}\` stands in an attribute of HTML, where it was not read; ${what}`;
    this.#preparation.warn(index, { rule, about: text ?? name, reason });
  }
}

/** `<span>**Words**`: words in an element that stands in lines. */
const isWordsInTag = (line: string): boolean =>
  inlineNames.has(/^<([a-z][a-z\d]*)(?:\s[^<>]*)?>[^\s<]/.exec(line)?.[1] ?? '');

/** A line that no paragraph goes on with. */
const beginsBlock = /^(?:#{1,6}[ \t]|[-*+][ \t]|\d{1,9}[.)][ \t]|\|)/;
