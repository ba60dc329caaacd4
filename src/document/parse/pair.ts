import type { Html, Nodes, Paragraph, PhrasingContent, RootContent, Text } from 'mdast';
import type { ElementNode } from '../../contract/element.ts';
import type { Finding } from '../../contract/message.ts';
import { type HtmlToken, tokenizeHtml } from '../html.ts';
import {
  blockNames,
  droppedNames,
  ends,
  holdsWords,
  impliedEnds,
  optionalEnds,
  voidNames,
} from '../html-names.ts';
import { joinText, paragraphOf } from './runs.ts';
import { isGeneric, isWords } from './words-in-brackets.ts';

type Position = Nodes['position'];
type Child = RootContent;

interface OpenTag {
  element: ElementNode;
  raw: string;
  isInLine?: boolean;
}

/** Elements nest no deeper than this; what is opened below stays childless. */
const maxDepth = 64;

/**
 * Pairs the tags of raw HTML among siblings into elements; what stood between a pair becomes its
 * content. Nothing is lost where tags do not pair: the content stays, the finding is reported.
 */
export class HtmlPairing {
  readonly #report: (finding: Finding) => void;

  constructor(report: (finding: Finding) => void) {
    this.#report = report;
  }

  /** Pairs block content; a closing tag that ends a paragraph may close what a block before it opened. */
  flow(children: readonly Child[]): Child[] {
    const level = new Level(this.#report);
    for (const child of children) {
      if (child.type === 'html') level.html(child, { isBlock: true });
      else if (child.type === 'paragraph' && child.children.some((node) => node.type === 'html')) {
        this.#paragraph(child, level);
      } else level.add(child);
    }
    level.end();
    return level.children;
  }

  /** A tag in a paragraph that ends a block around it ends the paragraph, too; what follows may begin other blocks. */
  #paragraph(paragraph: Paragraph, outer: Level): void {
    let level = new Level(this.#report, outer);
    let isFirst = true;
    const finish = (position = paragraph.position) => {
      level.end();
      const part = isFirst
        ? { ...paragraph, children: level.children }
        : paragraphOf(level.children);
      if (isFirst && position) part.position = { ...position, start: paragraph.position!.start };
      if (part.children.length > 0) outer.add(part as Paragraph);
      for (const name of level.closing) outer.close(name, position);
      level = new Level(this.#report, outer);
      isFirst = false;
    };
    for (const child of paragraph.children) {
      const isOuter = !isFirst && child.type === 'html' && blockNames.has(openedBy(child));
      if (isOuter) finish(child.position);
      if (child.type === 'html') (isOuter ? outer : level).html(child);
      else level.add(child);
      if (level.closing.some((name) => blockNames.has(name))) finish(child.position);
    }
    finish();
  }

  /** Pairs the content of a line: of a heading, a cell, a link. */
  phrasing(children: readonly PhrasingContent[]): PhrasingContent[] {
    const level = new Level(this.#report);
    for (const child of children) {
      if (child.type === 'html') level.html(child);
      else level.add(child);
    }
    level.end();
    return level.children as PhrasingContent[];
  }
}

/** The siblings that are being paired, and the tags open among them. */
class Level {
  readonly children: Child[] = [];
  /** Closing tags that belong to a block around this paragraph. */
  readonly closing: string[] = [];
  readonly #open: OpenTag[] = [];
  readonly #report: (finding: Finding) => void;
  readonly #outer: Level | undefined;

  constructor(report: (finding: Finding) => void, outer?: Level) {
    this.#report = report;
    this.#outer = outer;
  }

  add(node: Child): void {
    const siblings = this.#siblings();
    const last = siblings.at(-1);
    if (node.type === 'text' && last?.type === 'text') joinText(last, node);
    else siblings.push(node);
  }

  #siblings(): Child[] {
    return (this.#open.at(-1)?.element.children as Child[] | undefined) ?? this.children;
  }

  html(node: Html, { isBlock = false } = {}): void {
    const position = withoutIndentation(node);
    // The lines of a paragraph begin without blanks; in a list each parser leaves others.
    const value = isBlock ? node.value : node.value.replace(/\n[ \t]+/g, '\n');
    if (isCommentOpen(value))
      this.#find('A comment is never closed; what follows is left out, as browsers do.', position);
    for (const token of tokenizeHtml(value)) {
      if (token.type === 'open') this.#openTag(token, position, !isBlock);
      else if (token.type === 'close') this.close(token.name, position);
      else this.#text(token.value, { isBlock, position });
    }
  }

  #text(value: string, { isBlock, position }: { isBlock: boolean; position: Position }): void {
    const verbatim = this.#open.some(({ element }) => element.name === 'pre');
    const text = isBlock && !verbatim ? value.replace(/(?<![ \t])[ \t]*\n\s*/g, '\n') : value;
    if (text !== '') this.add({ type: 'text', value: text, position } as Text);
  }

  #openTag(token: HtmlToken & { type: 'open' }, position: Position, isInLine = false): void {
    this.#endImplied(token.name);
    const isVoid = voidNames.has(token.name.toLowerCase());
    if (isVoid && holdsWords(token.raw))
      return void this.#text(token.raw, { isBlock: false, position });
    const element = {
      type: 'mdxJsxTextElement',
      // To browsers, `<p/>` begins a paragraph.
      name: token.selfClosing && token.name === 'p' ? 'br' : token.name,
      attributes: token.attributes,
      children: [],
      data: { origin: 'html' },
      position,
    } as ElementNode;
    this.#siblings().push(element);
    if (token.selfClosing || isVoid) return;
    if (this.#open.length < maxDepth) this.#open.push({ element, raw: token.raw, isInLine });
  }

  #endImplied(name: string): void {
    for (let open = this.#open.at(-1); open !== undefined; open = this.#open.at(-1)) {
      if (impliedEnds.get(open.element.name ?? '')?.has(name) !== true) return;
      this.#open.pop();
    }
  }

  close(name: string, position: Position): void {
    const at = this.#open.findLastIndex(({ element }) => ends(name, element.name));
    // Browsers take `</br>` for `<br>`; the two together are meant as one.
    const last = this.#siblings().at(-1) as { name?: string } | undefined;
    if (name === 'br' && last?.name !== 'br') {
      this.#openTag({ type: 'open', name, attributes: [], selfClosing: true, raw: '' }, position);
      return;
    }
    if (at === -1) {
      if (this.#outer?.opened(name)) this.closing.push(name);
      // That a construct of the dialect lacks its end is already reported.
      else if (!voidNames.has(name) && name !== 'p' && name !== 'x-call') {
        this.#find(`A closing tag </${name}> closes nothing; it was left out.`, position);
      }
      return;
    }
    while (this.#open.length > at + 1) this.#unclosed(this.#open.pop()!);
    const { element } = this.#open.pop()!;
    if (position !== undefined && element.position !== undefined) {
      element.position = { start: element.position.start, end: position.end };
    }
    this.#finish({ element, raw: '' });
  }

  opened(name: string): boolean {
    return this.#open.some(({ element }) => ends(name, element.name));
  }

  end(): void {
    while (this.#open.length > 0) this.#unclosed(this.#open.pop()!);
  }

  #finish({ element }: OpenTag): void {
    if (droppedNames.has(element.name ?? '')) this.#siblings().pop();
  }

  /** What a tag without end holds is not its content for sure, so it follows the childless element. */
  #unclosed(open: OpenTag): void {
    const { element, raw } = open;
    const name = element.name ?? '';
    if (optionalEnds.has(name)) return;
    const siblings = this.#siblings();
    const content = element.children as Child[];
    element.children = [];
    // What a call is of, its reader knows.
    const shown = name === 'x-call' ? 'A tag of the dialect' : `<${name}>`;
    // `<figcaption>A vase<figcaption>` lacks a slash.
    const isMeantAsEnd = this.#open.at(-1)?.element.name === name;
    // `<style>` in a sentence is a word, not what hides the rest of it.
    const isName = droppedNames.has(name) && open.isInLine === true && siblings.length > 1;
    const isType = isGeneric(element, siblings.at(-2), content[0]);
    if (isName || isWords(element, raw) || (isType && !isMeantAsEnd)) {
      siblings.pop();
      this.add({ type: 'text', value: raw, position: element.position } as Text);
    } else {
      this.#find(
        `${shown} is never closed; what follows was read as if it stood beside it.`,
        element.position,
      );
      this.#finish(open);
    }
    if (droppedNames.has(name) && !isName) return;
    for (const node of content) this.add(node);
  }

  #find(reason: string, position: Position): void {
    const place =
      position === undefined ? {} : { line: position.start.line, column: position.start.column };
    this.#report({ severity: 'warning', rule: 'html-unclosed', reason, ...place });
  }
}

const openedBy = ({ value }: Html): string => /^<([a-z]\w*)/i.exec(value)?.[1]?.toLowerCase() ?? '';

function isCommentOpen(html: string): boolean {
  const start = html.lastIndexOf('<!--');
  return start !== -1 && !html.includes('-->', start + 2);
}

/** To one of the parsers a block of HTML begins behind the blanks before it. */
function withoutIndentation({ value, position }: Html): Position {
  const blanks = /^[ \t]*/.exec(value)![0].length;
  if (blanks === 0 || position === undefined) return position;
  const { line, column, offset } = position.start;
  const start = { line, column: column + blanks, offset: offset! + blanks };
  return { ...position, start };
}
