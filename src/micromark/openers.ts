import type { Event, Token, TokenizeContext, TokenType } from 'micromark-util-types';

/** A run of marks that may open a span, close one, or both. */
export interface Run {
  token: Token;
  /** What has to be the same in the other run. */
  kind: string;
  /** What takes its place: ends of spans, what is left of it, beginnings of spans. */
  ends: Event[];
  /** The last one is the outermost. */
  begins: Event[][];
}

/** How the runs of one kind of construct pair up. */
export interface Pairing {
  /** Type of the runs until they are resolved; micromark's own resolvers do not know it. */
  type: TokenType;
  /** The type that it has for them. */
  ofMicromark: TokenType;
  kindOf(token: Token, context: TokenizeContext): string;
  /** Two runs of the same kind. */
  isPair(open: Token, close: Token): boolean;
  /** Makes a span of both runs, and takes off of each what it used. */
  wrap(open: Run, close: Run, context: TokenizeContext): void;
}

/** Runs that may still open a span, in the text of a span or of all. */
export class Openers {
  readonly #pairing: Pairing;
  readonly #context: TokenizeContext;
  readonly #runs: Run[] = [];
  /** How many of the runs were tried in vain, by what was asked. */
  readonly #tried = new Map<string, number>();

  constructor(pairing: Pairing, context: TokenizeContext) {
    this.#pairing = pairing;
    this.#context = context;
  }

  /** Closes what a run can close; what is left of it may open a span. */
  take(run: Run): void {
    const { token } = run;
    while (token._close && lengthOf(token) > 0) {
      const at = this.#closedBy(run);
      if (at === undefined) break;
      const opener = this.#runs[at]!;
      this.#runs.length = at + 1;
      this.#pairing.wrap(opener, run, this.#context);
      this.#shorten(opener);
    }
    if (token._open && lengthOf(token) > 0) this.#runs.push(run);
  }

  /** Where the nearest run is that this one closes. */
  #closedBy(run: Run): number | undefined {
    const { token, kind } = run;
    const asked = `${kind} ${token._open} ${lengthOf(token) % 3}`;
    const least = this.#tried.get(asked) ?? 0;
    for (let at = this.#runs.length - 1; at >= least; at--) {
      const opener = this.#runs[at]!;
      if (opener.kind === kind && this.#pairing.isPair(opener.token, token)) return at;
    }
    this.#tried.set(asked, this.#runs.length);
    return undefined;
  }

  /** What is left of the last run after a part of it was used has another length, so it may be asked again. */
  #shorten(run: Run): void {
    const known = this.#runs.length - 1;
    if (lengthOf(run.token) === 0) this.#runs.pop();
    for (const [asked, tried] of this.#tried) {
      if (tried > known) this.#tried.set(asked, known);
    }
  }
}

export const lengthOf = ({ start, end }: Token): number => end.offset - start.offset;
