import { type AcornParser, TooDeep } from './bounded-acorn.ts';

type Acorn = Pick<AcornParser, 'parse' | 'parseExpressionAt'>;

/** Characters that may be parsed as JavaScript for one document, some seconds' work; pages take some thousands. */
const maxCharacters = 64_000_000;

/** Thrown where the expressions of a document take too much work. */
export class TooMuchWork extends Error {
  constructor() {
    super('its expressions are nested or repeated too often');
  }

  /** What calls acorn catches its errors and asks for their place first; this one gets past it. */
  get pos(): number {
    throw this;
  }
}

/**
 * Acorn within bounds for one document after the other. An expression is parsed anew at each brace
 * that could end it, which is quadratic work; where it cannot end there, it is not parsed.
 */
export class MeteredAcorn implements Acorn {
  readonly #acorn: Acorn;
  readonly #braces = new BraceCount();
  #left = maxCharacters;

  constructor(acorn: Acorn) {
    this.#acorn = acorn;
  }

  /** Begins a document. */
  refill(): void {
    this.#left = maxCharacters;
  }

  readonly parse: Acorn['parse'] = (input, options) =>
    this.#metered(input, () => this.#acorn.parse(input, options));

  readonly parseExpressionAt: Acorn['parseExpressionAt'] = (input, at, options) => {
    if (this.#braces.lacks(input)) throw endsEarly(input);
    return this.#metered(input, () => this.#acorn.parseExpressionAt(input, at, options));
  };

  #metered<T>(input: string, parse: () => T): T {
    this.#left -= input.length + openComments(input);
    if (this.#left < 0) throw new TooMuchWork();
    try {
      return parse();
    } catch (error) {
      throw error instanceof TooDeep ? new TooMuchWork() : error;
    }
  }
}

/** As acorn says that a text ends too early. */
const endsEarly = ({ length }: string): SyntaxError =>
  Object.assign(new SyntaxError('Unexpected token'), { pos: length, raisedAt: length });

/** What it takes to look for the ends of comments that have none: the rest of the text for each. */
function openComments(input: string): number {
  let characters = 0;
  for (let at = input.indexOf('/*', input.lastIndexOf('*/') + 1); at !== -1; ) {
    characters += input.length - at;
    at = input.indexOf('/*', at + 2);
  }
  return characters / 16;
}

/** Braces, what hides them, and what may hide them in ways that need a parser to tell. */
const notable = /[{}`\\<]|"(?:[^"\\\n]*")?|'(?:[^'\\\n]*')?|\/(?:\*[\s\S]*?\*\/|\/[^\n]*)?/g;

/** Tells of texts, each of which begins with the one before, whether they open more braces than they close. */
export class BraceCount {
  #text = '';
  #read = 0;
  #depth = 0;

  /** Whether a text certainly lacks a brace, so that it is not an expression yet. */
  lacks(text: string): boolean {
    if (!text.startsWith(this.#text)) {
      this.#read = 0;
      this.#depth = 0;
    }
    this.#text = text;
    for (;;) {
      notable.lastIndex = this.#read;
      const [found] = notable.exec(text) ?? [];
      if (found === undefined) return this.#depth > 0;
      if (found === '{') this.#depth++;
      else if (found === '}') this.#depth--;
      // More may follow that hides braces, or ends what hides them.
      else if (found.length === 1) return false;
      else if (found.startsWith('//') && notable.lastIndex === text.length) return this.#depth > 0;
      this.#read = notable.lastIndex;
    }
  }
}
