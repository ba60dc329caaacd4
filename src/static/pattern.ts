import { createRequire } from 'node:module';
import type { RE2JS } from 're2js';
import { attempt } from '../attempt.ts';
import { loadedLate } from '../document/load-late.ts';
import { BoundedMap } from '../maps.ts';
import { type Budget, boundedList, boundedText } from './budget.ts';
import {
  Callable,
  isScalar,
  Opaque,
  textOf,
  toValue,
  Unknown,
  unknown,
  type Value,
} from './value.ts';

/** Characters that one search looks at, times the parts of its expression: about a second. */
const mostSteps = 1e8;
/** What takes as long as one step of a budget. */
const perStep = 2_000;
/** To compile an expression takes as long as to search a text of so many characters. */
const compilation = 1_000;
/** A match takes at least as long as so many characters. */
const perMatch = 500;

type Match = RegExpMatchArray | RegExpExecArray;

/**
 * A regular expression of the source that is read. It runs on RE2, which takes time in proportion to
 * the text. RE2 knows no references and does not look around: what such an expression finds is unknown.
 */
export class Pattern extends Opaque {
  /** As between its slashes, such as `^\\/play`. */
  readonly source: string;
  readonly #flags: string;
  readonly #budget: Budget | undefined;
  /** Where `exec` of a global expression goes on. */
  #next = 0;
  /** What was searched last, and all that was found: `exec` asks again for each match. */
  #last: { text: string; matches: readonly Match[] } | undefined;

  constructor(source: string, flags: string, budget?: Budget) {
    super();
    this.source = source;
    this.#flags = flags;
    this.#budget = budget;
  }

  get #isGlobal(): boolean {
    return this.#flags.includes('g');
  }

  /** What is made of the matches in a text, of which an expression that is not global has one at most. */
  #over(value: Value, give: (matches: readonly Match[], text: string) => Value): Value {
    if (!isScalar(value)) return unknown;
    const text = String(value);
    if (this.#last?.text !== text) {
      const matches = this.#search(text);
      if (matches === undefined) return unknown;
      this.#last = { text, matches };
    }
    return give(this.#last.matches, text);
  }

  /** The matches; undefined where to find them takes too long, or nobody knows. */
  #search(text: string): readonly Match[] | undefined {
    const size = sizeOf(this.source);
    let steps = size * (text.length + compilation);
    const expression = steps > mostSteps ? undefined : compile(this.source, this.#flags);
    if (expression === undefined) return undefined;
    // A match may look at all of the text, unless nothing in the expression repeats.
    const reach = /[*+{]/.test(this.source) ? text.length : this.source.length;
    const matches: Match[] = [];
    for (const match of expression.matchAll(text)) {
      matches.push(match);
      steps += size * reach + perMatch;
      if (!this.#isGlobal || steps > mostSteps) break;
    }
    this.#budget?.step(Math.ceil(steps / perStep));
    return this.#isGlobal && steps > mostSteps ? undefined : matches;
  }

  test(value: Value): Value {
    return this.#over(value, (matches) => matches.length > 0);
  }

  /** As `text.match()`: the first match with its groups, or the texts of all. */
  match(value: Value): Value {
    return this.#over(value, (matches) => {
      const [first] = matches;
      if (first === undefined) return null;
      return this.#isGlobal ? boundedList(matches.map(([text]) => text)) : listOf(first);
    });
  }

  matchAll(value: Value): Value {
    return this.#over(value, (matches) => boundedList(matches.map(listOf)));
  }

  /** The first match; of a global expression the one behind that of the call before. */
  exec(value: Value): Value {
    return this.#over(value, (matches) => {
      const match = matches.find(({ index = 0 }) => index >= this.#next);
      if (this.#isGlobal) this.#next = match === undefined ? 0 : endOf(match);
      return match === undefined ? null : listOf(match);
    });
  }

  replace(value: Value, to: Value): Value {
    return this.#over(value, (matches, text) => {
      let made = '';
      let end = 0;
      for (const match of matches) {
        const part = replacement(match, text, to);
        if (part === undefined) return unknown;
        made += text.slice(end, match.index) + part;
        end = endOf(match);
      }
      return boundedText(made + text.slice(end));
    });
  }

  split(value: Value): Value {
    const all = new Pattern(this.source, `${this.#flags}g`, this.#budget);
    return all.#over(value, (matches, text) => {
      const parts: Value[] = [];
      let end = 0;
      for (const match of matches) {
        const [found, ...groups] = match;
        // Between two characters, not before the first or behind the last.
        if (found === '' && (match.index === end || match.index === text.length)) continue;
        parts.push(text.slice(end, match.index), ...groups);
        end = endOf(match);
      }
      return boundedList([...parts, text.slice(end)]);
    });
  }

  override member(name: string): Value {
    if (name === 'test') return new Callable(([text]) => this.test(text));
    if (name === 'exec') return new Callable(([text]) => this.exec(text));
    if (name === 'source') return this.source;
    if (name === 'lastIndex') return this.#next;
    return unknown;
  }

  override setMember(name: string, value: Value): void {
    if (name === 'lastIndex') this.#next = Number(value) || 0;
  }
}

const endOf = ({ index = 0, 0: found = '' }: Match): number => index + found.length;

/** What stands in place of a match; undefined where nobody knows. */
function replacement(match: Match, text: string, to: Value): string | undefined {
  if (to instanceof Callable) {
    const made = to.call([...match, match.index, text], undefined);
    return made instanceof Unknown ? undefined : textOf(made);
  }
  const given = to instanceof Unknown ? undefined : textOf(to);
  return given?.replace(
    /\$(?:([$&])|(\d\d?)|<([^>]*)>)/g,
    (whole, sign?: string, place?: string, name?: string) => {
      if (sign !== undefined) return sign === '$' ? '$' : match[0]!;
      if (name !== undefined)
        return match.groups === undefined ? whole : (match.groups[name] ?? '');
      return Number(place) < match.length && Number(place) > 0
        ? (match[Number(place)] ?? '')
        : whole;
    },
  );
}

/** Members of the lists that matches are. */
const members = new WeakMap<readonly Value[], ReadonlyMap<string, Value>>();

function listOf(match: Match): Value[] {
  const list: Value[] = [...match];
  const { index, input, groups } = match;
  members.set(
    list,
    new Map([
      ['index', index],
      ['input', input],
      ['groups', toValue(groups)],
    ]),
  );
  return list;
}

/** `index`, `input` and `groups` of a match. */
export const matchMember = (list: readonly Value[], name: string): Value =>
  members.get(list)?.get(name);

const require = createRequire(import.meta.url);
const engine = loadedLate((): typeof RE2JS => require('re2js').RE2JS);

/** Compiled expressions by flags and source. */
const compiled = new BoundedMap<string, RE2JS | undefined>(500);

/** An expression as RE2 takes it; undefined where RE2 does not know it. */
function compile(source: string, flags: string): RE2JS | undefined {
  const key = `/${source}/${flags}`;
  if (!compiled.has(key))
    compiled.set(key, /^[gimsu]*$/.test(flags) ? compileNew(source, flags) : undefined);
  return compiled.get(key);
}

function compileNew(source: string, flags: string): RE2JS | undefined {
  const re2 = engine();
  const { CASE_INSENSITIVE, MULTILINE, DOTALL } = re2;
  const bits = { i: CASE_INSENSITIVE, m: MULTILINE, s: DOTALL };
  const given = Object.entries(bits).filter(([flag]) => flags.includes(flag));
  return attempt(() =>
    re2.compile(
      re2.translateRegExp(withBlanks(source)),
      given.reduce((sum, [, bit]) => sum | bit, 0),
    ),
  );
}

/** JavaScript's blanks; those of RE2 are ASCII's. */
const blanks = String.raw`\t-\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}`;

/** An expression whose `\s` and `\S` are JavaScript's; `\S` in brackets, most often in `[\s\S]`, stays. */
function withBlanks(source: string): string {
  let isInside = false;
  return source.replace(/\\[\s\S]|[[\]]/g, (part) => {
    if (part === '[' || part === ']') isInside = part === '[';
    if (part === '\\s') return isInside ? blanks : `[${blanks}]`;
    return part === '\\S' && !isInside ? `[^${blanks}]` : part;
  });
}

/** About how many parts RE2 makes of an expression: what repeats a number of times it writes as often. */
function sizeOf(source: string): number {
  let times = 1;
  for (const [, least, most] of source.matchAll(/\{(\d+)(?:,(\d*))?\}/g))
    times *= Math.max(1, Number(most || least));
  return source.length * Math.min(1000, times);
}
