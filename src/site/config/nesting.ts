/**
 * Native code that runs out of stack ends the whole process, and no `catch` helps. The parser was
 * seen to from 3,000 nested brackets or templates on, and from 4,500 chained operators.
 */
const limit = 500;

const openers = '([{';
const closers = ')]}';
const chaining = '?:=<!~';
const separators = ',;';
const chainWord = /(?:else|while|for|if|do|with|typeof|void|delete|new|await|keyof|infer|yield)\b/y;

/** Whether code nests deeper, or chains more without a separator, than anybody writes by hand. */
export function nestsTooDeep(code: string): boolean {
  return new Nesting(code).isTooDeep();
}

/** Follows brackets, strings and comments; where it is not certain what is what, nothing is taken off any more. */
class Nesting {
  readonly #code: string;
  /** How much is chained in each bracket that is open. */
  readonly #chains = [0];
  /** Brackets that are open, by their closing one; `\`` for the hole of a template. */
  readonly #open: string[] = [];
  #total = 0;
  #elses = 0;
  #certain = true;
  #previous = '';

  constructor(code: string) {
    this.#code = code;
  }

  isTooDeep(): boolean {
    const code = this.#code;
    const most = () => (this.#certain ? limit : limit * 4);
    for (let at = 0; at < code.length; at++) {
      if (this.#total > most() || this.#elses > limit) return true;
      const next = this.#step(at);
      if (next === at && !/\s/.test(code[at]!)) this.#previous = code[at]!;
      at = next;
    }
    return this.#total > most() || this.#elses > limit;
  }

  /** The place of the last character that was taken. */
  #step(at: number): number {
    const code = this.#code;
    const char = code[at]!;
    if (char === '"' || char === "'") return this.#string(at, char);
    if (char === '`') return this.#template(at + 1);
    if (char === '/') return this.#slash(at);
    const opened = openers.indexOf(char);
    if (opened >= 0) this.#push(closers[opened]!);
    else if (closers.includes(char)) return this.#close(char, at);
    else if (chaining.includes(char)) this.#chain();
    else if (char === '*' && code[at + 1] === '*') this.#chain();
    else if (separators.includes(char)) this.#separate();
    else if (/[a-z]/.test(char) && !/[\w$.]/.test(code[at - 1] ?? '')) this.#word(at);
    return at;
  }

  #push(closer: string): void {
    this.#open.push(closer);
    this.#chains.push(0);
    this.#total++;
  }

  #close(char: string, at: number): number {
    const expected = this.#open.at(-1);
    if (expected === '`' && char === '}') {
      this.#pop();
      return this.#template(at + 1);
    }
    if (expected === char) this.#pop();
    else this.#certain = false;
    return at;
  }

  #pop(): void {
    this.#open.pop();
    const chained = this.#chains.pop() ?? 0;
    if (this.#certain) this.#total -= 1 + chained;
  }

  #chain(): void {
    this.#chains[this.#chains.length - 1]!++;
    this.#total++;
  }

  #separate(): void {
    if (!this.#certain) return;
    const last = this.#chains.length - 1;
    this.#total -= this.#chains[last]!;
    this.#chains[last] = 0;
  }

  #word(at: number): void {
    chainWord.lastIndex = at;
    const word = chainWord.exec(this.#code)?.[0];
    if (word === 'else') this.#elses++;
    else if (word !== undefined) this.#chain();
  }

  #string(at: number, quote: string): number {
    const code = this.#code;
    for (let end = at + 1; end < code.length; end++) {
      if (code[end] === '\\') end++;
      else if (code[end] === quote) return end;
      else if (code[end] === '\n') break;
    }
    this.#certain = false;
    return at;
  }

  /** Ends at the closing mark, or goes on behind `${`, which is a bracket. */
  #template(from: number): number {
    const code = this.#code;
    for (let end = from; end < code.length; end++) {
      if (code[end] === '\\') end++;
      else if (code[end] === '`') return end;
      else if (code[end] === '$' && code[end + 1] === '{') {
        this.#push('`');
        return end + 1;
      }
    }
    return code.length;
  }

  #slash(at: number): number {
    const code = this.#code;
    if (code[at + 1] === '/') return endOr(code.indexOf('\n', at), code);
    if (code[at + 1] === '*') return endOr(code.indexOf('*/', at + 2) + 1, code);
    if (!'(,=:[!&|?{;'.includes(this.#previous || '(')) {
      this.#certain &&= /[\w$\]]/.test(this.#previous);
      return at;
    }
    let inClass = false;
    for (let end = at + 1; end < code.length && code[end] !== '\n'; end++) {
      if (code[end] === '\\') end++;
      else if (code[end] === '[') inClass = true;
      else if (code[end] === ']') inClass = false;
      else if (code[end] === '/' && !inClass) return end;
    }
    this.#certain = false;
    return at;
  }
}

function endOr(end: number, code: string): number {
  return end <= 0 ? code.length : end;
}
