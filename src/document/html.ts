import { Tokenizer } from 'htmlparser2';
import type { MdxJsxAttribute } from 'mdast-util-mdx';
import { htmlName } from './html-names.ts';

export type HtmlToken =
  | { type: 'open'; name: string; attributes: MdxJsxAttribute[]; selfClosing: boolean; raw: string }
  | { type: 'close'; name: string }
  | { type: 'text'; value: string };

/**
 * The tags and texts of a piece of HTML, in order. Entities are decoded; the case of names is kept, but for HTML in capitals throughout.
 * Comments and declarations are left out.
 */
export function tokenizeHtml(html: string): HtmlToken[] {
  const reader = new TokenReader(html);
  const tokenizer = new Tokenizer({ decodeEntities: true, recognizeSelfClosing: true }, reader);
  tokenizer.write(html);
  tokenizer.end();
  return reader.tokens;
}

/** Takes the tokenizer's calls, which name places in the source, and keeps tokens. */
class TokenReader {
  readonly tokens: HtmlToken[] = [];
  readonly #html: string;
  #name = '';
  #start = 0;
  #attributes: MdxJsxAttribute[] = [];
  #attributeName = '';
  #attributeValue = '';

  constructor(html: string) {
    this.#html = html;
  }

  onopentagname(start: number, end: number): void {
    this.#name = htmlName(this.#html.slice(start, end));
    this.#start = start - 1;
    this.#attributes = [];
  }

  onattribname(start: number, end: number): void {
    const name = this.#html.slice(start, end);
    this.#attributeName = /^[A-Z]+$/.test(name) ? name.toLowerCase() : name;
    this.#attributeValue = '';
  }

  onattribdata(start: number, end: number): void {
    this.#attributeValue += this.#html.slice(start, end);
  }

  onattribentity(codepoint: number): void {
    this.#attributeValue += String.fromCodePoint(codepoint);
  }

  onattribend(quote: number): void {
    const name = this.#attributeName;
    if (this.#attributes.some((attribute) => attribute.name === name)) return;
    const value = quote === 0 ? null : this.#attributeValue;
    this.#attributes.push({ type: 'mdxJsxAttribute', name, value });
  }

  onopentagend(end: number): void {
    this.#open(end, false);
  }

  onselfclosingtag(end: number): void {
    this.#open(end, true);
  }

  #open(end: number, selfClosing: boolean): void {
    const raw = this.#html.slice(this.#start, end + 1);
    const { tokens } = this;
    tokens.push({ type: 'open', name: this.#name, attributes: this.#attributes, selfClosing, raw });
  }

  onclosetag(start: number, end: number): void {
    this.tokens.push({ type: 'close', name: htmlName(this.#html.slice(start, end)) });
  }

  ontext(start: number, end: number): void {
    this.#text(this.#html.slice(start, end));
  }

  ontextentity(codepoint: number): void {
    this.#text(String.fromCodePoint(codepoint));
  }

  #text(value: string): void {
    const last = this.tokens.at(-1);
    if (last?.type === 'text') last.value += value;
    else this.tokens.push({ type: 'text', value });
  }

  oncdata(start: number, end: number, endOffset: number): void {
    this.#text(this.#html.slice(start, end - endOffset));
  }

  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}
}
