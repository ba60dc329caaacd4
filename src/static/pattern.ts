import { boundedList, boundedText } from './budget.ts';
import { Callable, isScalar, Opaque, textOf, Unknown, unknown, type Value } from './value.ts';

/** Steps that one search may take at most, a tenth of a second: one in a label takes a few thousand, one in a file of code a million. */
const mostSteps = 4e7;
const longestSource = 200;

/**
 * A regular expression of the source that is read. It runs only where its time is bounded: without
 * groups that repeat, references or looks around, a search takes at most as many steps as the text has
 * characters, to the power of the repetitions and one, for where it begins unless that is the start,
 * and twice as many for each choice (`?`, `|`). Where that is too much for a text, the value is unknown.
 */
export class Pattern extends Opaque {
  /** As between its slashes, such as `^\\/play`. */
  readonly source: string;
  /** Undefined where the time that it takes is not bounded. */
  readonly #expression: RegExp | undefined;
  /** The longest text that it may search. */
  readonly #longest: number = 0;

  constructor(source: string, flags: string) {
    super();
    this.source = source;
    const plain = source.replace(/\\[^\dk]/g, 'x').replace(/\[[^\]]*\]/g, 'x');
    const isBounded =
      !/\\|\)[*+{]|\(\?(?!:)|\{\d{3,}|,\d{3,}\}/.test(plain) && /^[gimsu]*$/.test(flags);
    if (!isBounded || source.length > longestSource) return;
    const repetitions = plain.match(/[*+]|\{\d+,\d*\}/g) ?? [];
    const choices = plain.replaceAll('(?:', '(').match(/[?|]/g) ?? [];
    const steps = mostSteps / 2 ** choices.length;
    const isAnchored = /^\^[^|]*$/.test(plain) && !flags.includes('m');
    this.#longest = steps ** (1 / (repetitions.length + (isAnchored ? 0 : 1)));
    try {
      this.#expression = new RegExp(source, flags);
    } catch {
      // Not valid in JavaScript: nothing is searched.
    }
  }

  /** What a search in a text gives; unknown where that may take too long. */
  #over(value: Value, give: (text: string, expression: RegExp) => Value): Value {
    const text = isScalar(value) ? String(value) : undefined;
    const expression = this.#expression;
    if (text === undefined || expression === undefined || text.length > this.#longest)
      return unknown;
    return give(text, new RegExp(expression));
  }

  test(value: Value): Value {
    return this.#over(value, (text, expression) => expression.test(text));
  }

  /** As `text.match()`: groups of the first match, or all matches. */
  match(value: Value): Value {
    return this.#over(value, (text, expression) => {
      const found = text.match(expression);
      return found === null ? null : [...found];
    });
  }

  /** The first match with its groups; a global expression, too, begins at the start of the text. */
  exec(value: Value): Value {
    return this.#over(value, (text, { source, flags }) => {
      const found = new RegExp(source, flags.replace('g', '')).exec(text);
      return found === null ? null : [...found];
    });
  }

  replace(value: Value, to: Value): Value {
    if (to instanceof Callable) return this.#replaceBy(value, to);
    const given = to instanceof Unknown ? undefined : textOf(to);
    if (given === undefined) return unknown;
    return this.#over(value, (text, expression) => boundedText(text.replace(expression, given)));
  }

  #replaceBy(value: Value, to: Callable): Value {
    return this.#over(value, (text, expression) => {
      let isKnown = true;
      const made = text.replace(expression, (...found: unknown[]) => {
        const part = to.call(found.slice(0, -2) as Value[], undefined);
        isKnown &&= !(part instanceof Unknown) && textOf(part) !== undefined;
        return isKnown ? (textOf(part) as string) : '';
      });
      return isKnown ? boundedText(made) : unknown;
    });
  }

  split(value: Value): Value {
    return this.#over(value, (text, expression) => boundedList(text.split(expression)));
  }

  override member(name: string): Value {
    if (name === 'test') return new Callable(([text]) => this.test(text));
    if (name === 'exec') return new Callable(([text]) => this.exec(text));
    if (name === 'source') return this.source;
    return unknown;
  }
}
