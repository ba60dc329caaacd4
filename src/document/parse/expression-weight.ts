/** Which parser may have a text; `none` says that it must not be read as MDX. */
export type Verdict = 'native' | 'remark' | 'none';

/**
 * Far below what the native parser's JavaScript parser survives: it was seen to run out of stack,
 * which ends the process, from 2,000 nested brackets and 4,000 chained labels on (thread of 4 MB).
 */
const limits = { brackets: 500, tokens: 1500, length: 8000 };

/** Longer tags and expressions keep the reference parser busy for minutes. */
const hopelessLength = 300_000;

/** Character code -> 2 for an opening bracket, 1 for what chains expressions. */
const weights = new Uint8Array(128);
for (const bracket of '([{') weights[bracket.charCodeAt(0)] = 2;
for (const token of '<?:=!~`') weights[token.charCodeAt(0)] = 1;

/** Bounds how deep one tag, expression or block of ESM can nest, by counting all in it that could. */
export class ExpressionWeight {
  verdict: Verdict = 'native';
  readonly #text: string;
  #brackets = 0;
  #tokens = 0;
  #start = 0;

  constructor(text: string) {
    this.#text = text;
  }

  begin(at: number): void {
    this.#brackets = 0;
    this.#tokens = 0;
    this.#start = at;
  }

  add(code: number, at: number): void {
    const weight = code < 128 ? weights[code] : 0;
    if (weight === 2) this.#brackets++;
    else if (weight === 1) this.#tokens++;
    const size = at - this.#start;
    const { brackets, tokens, length } = limits;
    if (this.#brackets > brackets || this.#tokens > tokens || size > length) {
      this.verdict = size > hopelessLength ? 'none' : 'remark';
    }
  }

  count(from: number, to: number): void {
    for (let at = from; at < to && this.verdict !== 'none'; at++) {
      this.add(this.#text.charCodeAt(at), at);
    }
  }
}
