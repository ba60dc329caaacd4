import { voidNames } from '../document/html-names.ts';

/**
 * The template of an Astro component as JSX: comments, scripts, styles and the inside of drawings go,
 * attributes and void elements take the forms that JSX has. Expressions stay, markup in them is changed
 * alike. What is not a valid template gives no valid JSX, which its parser then refuses.
 */
export const templateToJsx = (template: string): string => new Template(template).markup();

/** After these, a `<` in an expression begins an element; after a name or a number it compares. */
const beforeElement = /(?:^|[({[,;:?=&|!>]|=>|\breturn)\s*$/;

/** Elements and expressions in each other; what people write takes a few dozen. */
const maxDepth = 300;

class Template {
  readonly #text: string;
  #at = 0;
  #depth = 0;
  /** Whether line breaks are content, as in `<pre>`. */
  #isKept = false;

  constructor(text: string) {
    this.#text = text;
  }

  /** Markup to its end, or to the end tag of the element around it. */
  markup(): string {
    return this.#deeper(() => {
      let out = '';
      while (this.#at < this.#text.length && !this.#sees('</')) out += this.#part();
      return out;
    });
  }

  /** Nesting too deeply makes all of it invalid JSX, whatever follows. */
  #deeper(read: () => string): string {
    if (this.#depth === maxDepth) {
      this.#at = this.#text.length;
      return '<';
    }
    this.#depth += 1;
    const out = read();
    this.#depth -= 1;
    return out;
  }

  #sees(start: string): boolean {
    return this.#text.startsWith(start, this.#at);
  }

  #part(): string {
    const char = this.#text[this.#at] as string;
    if (this.#sees('<!--')) return this.#skipTo('-->');
    if (this.#sees('<!')) return this.#skipTo('>');
    if (char === '<' && /^<[A-Za-z>]/.test(this.#text.slice(this.#at, this.#at + 2)))
      return this.#element();
    this.#at += 1;
    if (char === '{') return `{${this.#expression()}`;
    if (this.#isKept && char === '\n') return `{${JSON.stringify(char + this.#indent())}}`;
    return char === '>' || char === '}' || char === '<' ? `{'${char}'}` : char;
  }

  /** The blanks that a line in `<pre>` begins with. */
  #indent(): string {
    const start = this.#at;
    while (this.#sees(' ') || this.#sees('\t')) this.#at += 1;
    return this.#text.slice(start, this.#at);
  }

  #skipTo(end: string): string {
    const found = this.#text.indexOf(end, this.#at);
    this.#at = found < 0 ? this.#text.length : found + end.length;
    return '';
  }

  #element(): string {
    const name = /^<([\w.:-]*)/.exec(this.#text.slice(this.#at, this.#at + 100))?.[1] ?? '';
    this.#at += 1 + name.length;
    const { attributes, isClosed } = this.#attributes();
    if (/^(?:script|style|svg)$/.test(name)) {
      if (!isClosed) this.#skipTo(`</${name}`);
      if (!isClosed) this.#skipTo('>');
      return name === 'svg' ? `<svg${attributes}/>` : '';
    }
    if (isClosed || voidNames.has(name)) return `<${name}${attributes}/>`;
    const isKept = this.#isKept;
    this.#isKept ||= name === 'pre';
    const inside = this.markup();
    this.#isKept = isKept;
    this.#skipTo('>');
    return `<${name}${attributes}>${inside}</${name}>`;
  }

  #attributes(): { attributes: string; isClosed: boolean } {
    let attributes = '';
    for (;;) {
      this.#match(/^\s+/);
      if (this.#match(/^\/\s*>/)) return { attributes, isClosed: true };
      if (this.#match(/^>/) || this.#at >= this.#text.length)
        return { attributes, isClosed: false };
      attributes += this.#attribute();
    }
  }

  #attribute(): string {
    if (this.#match(/^\{/)) {
      const source = this.#expression().slice(0, -1).trim();
      return source.startsWith('...') ? ` {${source}}` : ` ${source}={${source}}`;
    }
    const name = this.#match(/^[^\s=>/{}]+/);
    if (name === undefined) {
      this.#at += 1;
      return '';
    }
    const value = this.#match(/^\s*=\s*/) === undefined ? '' : `=${this.#value()}`;
    return /^[A-Za-z_][\w-]*(?::[A-Za-z][\w-]*)?$/.test(name) ? ` ${name}${value}` : '';
  }

  #value(): string {
    const quoted = this.#match(/^"[^"]*"|^'[^']*'/);
    if (quoted !== undefined) return quoted;
    if (this.#match(/^\{/)) return `{${this.#expression()}`;
    if (this.#text[this.#at] === '`') return `{${this.#quotation()}}`;
    return JSON.stringify(this.#match(/^[^\s>]+/) ?? '');
  }

  /** The source of an expression with the brace that ends it. */
  #expression(): string {
    return this.#deeper(() => {
      let out = '';
      while (this.#at < this.#text.length) {
        const char = this.#text[this.#at] as string;
        if (char === '}') {
          this.#at += 1;
          return `${out}}`;
        }
        out += this.#token(char, out);
      }
      return out;
    });
  }

  #token(char: string, before: string): string {
    const comment = char === '/' ? this.#match(/^\/\/[^\n]*|^\/\*[\s\S]*?\*\//) : undefined;
    if (comment !== undefined) return comment.startsWith('//') ? '' : comment;
    if (char === '"' || char === "'")
      return this.#match(/^"(?:[^"\\\n]|\\.)*"|^'(?:[^'\\\n]|\\.)*'/) ?? this.#next();
    if (char === '`') return this.#quotation();
    if (this.#sees('<!--')) return this.#skipTo('-->');
    const opens = char === '<' && /^<[A-Za-z>]/.test(this.#text.slice(this.#at, this.#at + 2));
    // A script is replaced, since an expression must not be empty.
    if (opens && beforeElement.test(before.slice(-20))) return this.#elements();
    this.#at += 1;
    return char === '{' ? `{${this.#expression()}` : char;
  }

  /** Elements next to each other in an expression, which need no fragment around them. */
  #elements(): string {
    let out = this.#element();
    let count = 1;
    for (;;) {
      const blanks = this.#match(/^\s*(?=<[A-Za-z>])/);
      if (blanks === undefined) break;
      out += blanks + this.#element();
      count += 1;
    }
    return count === 1 && out !== '' ? out : `<>${out}</>`;
  }

  /** A template literal, with the expressions in it. */
  #quotation(): string {
    let out = this.#next();
    while (this.#at < this.#text.length) {
      const char = this.#next();
      out += char;
      if (char === '`') break;
      if (char === '\\') out += this.#next();
      else if (char === '$' && this.#sees('{')) out += this.#next() + this.#expression();
    }
    return out;
  }

  #next(): string {
    this.#at += 1;
    return this.#text[this.#at - 1] ?? '';
  }

  #match(pattern: RegExp): string | undefined {
    const found = pattern.exec(this.#text.slice(this.#at, this.#at + longest));
    if (found) this.#at += found[0].length;
    return found?.[0];
  }
}

/** The longest attribute or string that is looked for at once. */
const longest = 20_000;
