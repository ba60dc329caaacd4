import { isSilent } from './functions.ts';
import { isText, type Part, textOf } from './values.ts';

/** What a template prints: HTML in which `<x-part n="…"/>` stands for the parts. */
export interface Printed {
  html: string;
  parts: readonly PrintedPart[];
  /** Loops over what only a build of the site would know, conditions and values, as they are written. */
  lost: readonly string[];
}

/** A part where it was printed. */
export interface PrintedPart {
  part: Part;
  /** Whether white space stands before it. */
  isApart: boolean;
}

/** Writes what a template prints, and knows what it stands in. */
export class Printer {
  readonly parts: PrintedPart[] = [];
  html = '';
  /** Whether a tag stands open. */
  isInTag = false;
  /** Whether a style or a script does. */
  isUnseen = false;
  /** What only a build of the site would know. */
  readonly lost = new Set<string>();
  /** Loops among what nobody knows to be reached. */
  readonly #unsure: string[] = [];
  /** The last characters of the HTML: cutting them from all of it again would copy it each time. */
  #end = '';

  print(text: string): void {
    if (text === '') return;
    // Browsers need no blank between attributes, as templates that trim leave them.
    const isNext = this.isInTag && /[^=\s]["']$/.test(this.#end) && /^[A-Za-z]/.test(text);
    const printed = isNext ? ` ${text}` : text;
    this.html += printed;
    this.#end = (this.#end + printed).slice(-300);
    const [opens, closes] = [text.lastIndexOf('<'), text.lastIndexOf('>')];
    if (opens !== closes) this.isInTag = opens > closes;
    const end = [...text.matchAll(/<(\/?)(?:style|script)\b/gi)].at(-1)?.[1];
    if (end !== undefined) this.isUnseen = end === '';
  }

  /** Whether what is printed next belongs to the address of a link in Markdown. */
  get isInTarget(): boolean {
    return /\]\([^()\s]*$/.test(this.#end);
  }

  /** Notes what only a build of the site would know, where readers would see it. */
  lose(source: string, isUnsure = false): void {
    if (this.isInTag || this.isUnseen || isSilent.test(source)) return;
    if (!isUnsure) this.lost.add(source);
    else if (source.startsWith('range ')) this.#unsure.push(source);
  }

  /** Prints what nobody knows to be reached; loops are missing from it where it shows words. */
  unsurely(print: () => void): void {
    const [start, from] = [this.html.length, this.#unsure.length];
    print();
    const loops = this.#unsure.splice(from);
    if (loops.length === 0) return;
    const words = this.html
      .slice(start)
      .replace(/<[^<>]*>/g, '')
      .trim();
    if (words !== '') for (const each of loops) this.lost.add(each);
  }

  printed(): Printed {
    return { html: this.html, parts: this.parts, lost: [...this.lost] };
  }

  part(part: Part): void {
    const n = this.parts.push({ part, isApart: /\s$/.test(this.#end) }) - 1;
    this.print(`<x-part n="${n}"></x-part>`);
  }
}

/** What was printed as one text; undefined where it holds more than plain texts. */
export function printedText({ html, parts }: Printed): string | undefined {
  if (!parts.every(({ part }) => part.as === 'text' && isText(part))) return undefined;
  return html.replace(
    /<x-part n="(\d+)"><\/x-part>/g,
    (_, at) => textOf(parts[Number(at)]?.part) ?? '',
  );
}

/** The body once, where a loop prints it in one box after the other for the reader to choose from. */
export function bodyOnce({ html, parts }: Printed): string {
  let end: number | undefined;
  return html.replace(/<x-part n="(\d+)"><\/x-part>/g, (whole, number: string, at: number) => {
    const { source, as } = parts[Number(number)]!.part;
    if (source !== 'inner' || as === 'code') return whole;
    const isAgain = end !== undefined && /^(?:\s|<(?!x-part)[^<>]*>)*$/.test(html.slice(end, at));
    end = at + whole.length;
    return isAgain ? '' : whole;
  });
}

const entities: Readonly<Record<string, string>> = {
  '"': '&quot;',
  "'": '&#39;',
  '<': '&lt;',
  '>': '&gt;',
};

/** A text as it is printed in a tag, which it cannot end; whole attributes keep their quotes. */
export const inTag = (text: string, isHtml = false): string =>
  isHtml && !/[<>]/.test(text) ? text : text.replace(/["'<>]/g, (sign) => entities[sign]!);
