import {
  noteOrigin,
  objectOf,
  type Place,
  type StaticData,
  type StaticObject,
  Unknown,
} from './values.ts';

const token =
  /(?<blank>(?:[ \t\f]|\\\r?\n|#[^\n]*)+)|(?<line>\r?\n)|(?<text>(?:[rRbBuUfF]{0,2})(?:"""|'''|"|'))|(?<number>-?\d[\d_]*(?:\.\d+)?)|(?<name>[A-Za-z_][\w.]*)|(?<sign>[\s\S])/y;

/** Deeper and longer values are no configuration. */
const maxDepth = 50;
const maxTokens = 200_000;

interface Token {
  kind: 'text' | 'number' | 'name' | 'sign' | 'line';
  /** The value of a text; else as written. */
  value: string;
  /** Whether a text is one to fill in: `{name}` is a value, `{{` a brace. */
  isTemplate?: boolean;
  line: number;
  /** Whether it is at the left edge. */
  isFirst: boolean;
}

/**
 * The names that the top level of a Python file gives values, such as `conf.py` of Sphinx: texts,
 * numbers, lists, tuples, sets and dictionaries, and names given before. What a call or another
 * expression makes is not known.
 *
 * @param file relative to the project root
 */
export function readPython(text: string, file: string): StaticData {
  const module: StaticObject = new Map();
  const origin = noteOrigin(module, { file, line: 1 });
  const statements = statementsOf(tokensOf(text));
  for (const statement of statements) {
    const [name, sign, ...rest] = statement;
    if (name?.kind !== 'name' || !name.isFirst || sign?.value !== '=' || name.value.includes('.'))
      continue;
    if (name.value === '__proto__' || rest[0]?.value === '=') continue;
    const place = { file, line: name.line };
    module.set(name.value, new Reader(rest, place, module).whole());
    origin.members.set(name.value, place);
  }
  return module;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [kind = 'sign', all = ''] =
      Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined) ?? [];
    if (tokens.length > maxTokens) break;
    const isFirst = text[match.index - 1] === '\n' || match.index === 0;
    if (kind === 'text') {
      const made = readText(text, all, token.lastIndex);
      tokens.push({ kind, line, isFirst, ...made });
      line += text.slice(match.index, made.end).split('\n').length - 1;
      token.lastIndex = made.end;
      continue;
    }
    if (kind !== 'blank') tokens.push({ kind: kind as Token['kind'], value: all, line, isFirst });
    line += all.split('\n').length - 1;
  }
  return tokens;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '' };

function readText(text: string, opening: string, from: number) {
  const mark = opening.replace(/^[a-z]+/i, '');
  const prefix = opening.slice(0, opening.length - mark.length).toLowerCase();
  let value = '';
  let at = from;
  while (at < text.length && !text.startsWith(mark, at)) {
    if (mark.length === 1 && text[at] === '\n') break;
    const isEscape = text[at] === '\\';
    const next = text[at + 1] ?? '';
    if (!isEscape) value += text[at];
    else value += prefix.includes('r') ? `\\${next}` : (escapes[next] ?? next);
    at += isEscape ? 2 : 1;
  }
  return { value, isTemplate: prefix.includes('f'), end: Math.min(at + mark.length, text.length) };
}

/** The statements that begin at the left edge of the text; lines within brackets are one. */
function statementsOf(tokens: readonly Token[]): Token[][] {
  const statements: Token[][] = [];
  let depth = 0;
  let own: Token[] = [];
  for (const one of tokens) {
    if (one.kind === 'sign' && '([{'.includes(one.value)) depth++;
    if (one.kind === 'sign' && ')]}'.includes(one.value)) depth = Math.max(0, depth - 1);
    if (one.kind !== 'line') own.push(one);
    else if (depth === 0 && own.length > 0) {
      statements.push(own);
      own = [];
    }
  }
  return [...statements, own];
}

const constants = objectOf({ True: true, False: false, None: null });

/** Reads one value from its tokens. */
class Reader {
  readonly #tokens: readonly Token[];
  readonly #place: Place;
  readonly #known: StaticObject;
  #at = 0;

  constructor(tokens: readonly Token[], place: Place, known: StaticObject) {
    this.#tokens = tokens;
    this.#place = place;
    this.#known = known;
  }

  /** The value, where the tokens are one and nothing else. */
  whole(): StaticData {
    const value = this.#value(0);
    const rest = this.#tokens[this.#at];
    if (rest === undefined) return value;
    return this.#unknown(rest.value === '(' ? 'a call' : 'an expression', value);
  }

  #unknown(why: string, known?: StaticData): Unknown {
    const line = this.#tokens[this.#at]?.line ?? this.#place.line;
    const text = typeof known === 'string' ? known : '';
    return new Unknown({ ...this.#place, line }, `${why} of Python`, text);
  }

  #value(depth: number): StaticData {
    const one = this.#tokens[this.#at];
    if (one === undefined || depth > maxDepth) return this.#unknown('an expression');
    this.#at++;
    if (one.kind === 'text') return this.#texts(one);
    if (one.kind === 'number') return Number(one.value.replaceAll('_', ''));
    if (one.kind === 'name') return this.#named(one.value);
    if (one.value === '[' || one.value === '(') return this.#list(one, depth);
    if (one.value === '{') return this.#braces(one, depth);
    this.#at--;
    return this.#unknown('an expression');
  }

  /** Texts beside each other are one. */
  #texts(first: Token): StaticData {
    let text = this.#filled(first);
    for (let next = this.#tokens[this.#at]; next?.kind === 'text'; next = this.#tokens[this.#at]) {
      const more = this.#filled(next);
      text = text === undefined || more === undefined ? undefined : text + more;
      this.#at++;
    }
    return text ?? this.#unknown('a text with values in it');
  }

  /** A text with the values of its names; undefined where one is not known. */
  #filled({ value, isTemplate }: Token): string | undefined {
    let isKnown = true;
    const text = value.replace(/\{\{|\}\}|\{([^{}]*)\}/g, (sign, name?: string) => {
      if (name === undefined) return sign.charAt(0);
      const given = this.#known.get(name.trim());
      isKnown &&= typeof given === 'string' || typeof given === 'number';
      return String(given);
    });
    return !isTemplate ? value : isKnown ? text : undefined;
  }

  #named(name: string): StaticData {
    if (constants.has(name)) return constants.get(name);
    return this.#known.has(name) ? this.#known.get(name) : this.#unknown('a name or a call');
  }

  /** A list or a tuple; one value in round brackets is the value itself. */
  #list(opening: Token, depth: number): StaticData {
    const close = opening.value === '[' ? ']' : ')';
    const list: StaticData[] = [];
    noteOrigin(list, { ...this.#place, line: opening.line });
    let commas = 0;
    while (this.#at < this.#tokens.length && !this.#takes(close)) {
      list.push(this.#member(depth, [',', close]));
      if (this.#takes(',')) commas++;
    }
    return close === ')' && commas === 0 && list.length === 1 ? list[0] : list;
  }

  /** A dictionary, or a set as a list. */
  #braces(opening: Token, depth: number): StaticData {
    const object: StaticObject = new Map();
    const list: StaticData[] = [];
    const place = { ...this.#place, line: opening.line };
    const { members, holes } = noteOrigin(object, place);
    noteOrigin(list, place);
    while (!this.#takes('}') && this.#at < this.#tokens.length) {
      const { line } = this.#tokens[this.#at]!;
      const key = this.#member(depth, [',', ':', '}']);
      if (!this.#takes(':')) list.push(key);
      else {
        const value = this.#member(depth, [',', '}']);
        if (typeof key === 'string' && key !== '__proto__') {
          object.set(key, value);
          members.set(key, { ...this.#place, line });
        } else if (key instanceof Unknown) holes.push(key);
      }
      this.#takes(',');
    }
    return list.length > 0 ? list : object;
  }

  /** A value up to one of some signs; one that goes on in another way is not known. */
  #member(depth: number, ends: readonly string[]): StaticData {
    const value = this.#value(depth + 1);
    if (this.#isAt(ends)) return value;
    const unknown = this.#unknown('an expression');
    let inner = 0;
    while (this.#at < this.#tokens.length && (inner > 0 || !this.#isAt(ends))) {
      const { kind, value: sign } = this.#tokens[this.#at++]!;
      if (kind === 'sign') inner += '([{'.includes(sign) ? 1 : ')]}'.includes(sign) ? -1 : 0;
    }
    return unknown;
  }

  #isAt(signs: readonly string[]): boolean {
    const next = this.#tokens[this.#at];
    return next?.kind === 'sign' && signs.includes(next.value);
  }

  #takes(sign: string): boolean {
    const isThere = this.#isAt([sign]);
    if (isThere) this.#at++;
    return isThere;
  }
}
