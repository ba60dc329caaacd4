import { createRequire } from 'node:module';
import { loadedLate } from '../../load-late.ts';

const require = createRequire(import.meta.url);

/** What is used of the package, whose own types do not resolve in modules. */
interface Jinja {
  tokenize(template: string): unknown;
  parse(tokens: unknown): object;
  Environment: new () => Environment;
  Interpreter: new (environment: Environment) => Interpreter;
}
interface Environment {
  lookupVariable(name: string): unknown;
  variables: ReadonlyMap<string, unknown>;
  set(name: string, value: unknown): void;
}
interface Interpreter {
  run(program: object): { value: unknown };
  evaluate(statement: unknown, environment: unknown): unknown;
  applyFilter(operand: unknown, filter: unknown, environment: unknown): unknown;
}

const load = loadedLate((): Jinja => require('@huggingface/jinja'));

/** Filters that a dialect of Jinja has besides those of Jinja, by name. */
type Filters = Readonly<Record<string, (value: unknown, options: Options) => unknown>>;
type Options = Readonly<Record<string, unknown>>;

/**
 * What a template of Tera gives, where names that it is not given are nothing. Undefined where it calls what is
 * not known, or is not valid.
 *
 * https://keats.github.io/tera/docs/
 */
export function renderTera(
  template: string,
  values: Readonly<Record<string, unknown>>,
  filters: Filters,
): string | undefined {
  const { Environment, parse, tokenize } = load();
  try {
    const environment = environmentWith(new Environment());
    for (const [name, value] of Object.entries(values)) environment.set(name, value);
    const program = parse(tokenize(template));
    const { value } = boundedInterpreter(environment, filters).run(program);
    return typeof value === 'string' && value.length <= longest ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A value of the interpreter. */
interface RuntimeValue {
  type: string;
  value: unknown;
}

/** The data that a value of the interpreter holds. */
function plainData({ type, value }: RuntimeValue): unknown {
  if (type === 'UndefinedValue' || type === 'NullValue') return undefined;
  if (Array.isArray(value)) return value.map((each) => plainData(each as RuntimeValue));
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, each]) => [key, plainData(each)]));
  return value;
}

/** Templates of more characters, or that give more, take more steps or nest deeper are left as they are written. */
const longest = 1_000_000;
const mostSteps = 200_000;
const mostLevels = 200;

/** What each template knows. */
const constants = { true: true, True: true, false: false, False: false, none: null, None: null };

/** Names that a template sets without saying so. */
const implied: ReadonlySet<string> = new Set(['loop', 'caller', 'varargs', 'kwargs']);

/**
 * The Jinja of one page, where it needs no Python: values of the site's data, loops, conditions, filters and
 * macros. What one template sets, the next ones know.
 *
 * https://jinja.palletsprojects.com/en/stable/templates/
 */
export class JinjaPage {
  readonly #data: (name: string) => unknown;
  /** Names that are in the environment since the data has them. */
  readonly #given = new Set(Object.keys(constants));
  #environment: Environment | undefined;

  /** @param data what a name is to all templates: plain data; undefined where that is not known */
  constructor(data: (name: string) => unknown) {
    this.#data = data;
  }

  /** What a template gives; undefined where it asks for what is not known, or is not valid. */
  render(template: string): string | undefined {
    if (template.length > longest) return undefined;
    const { Environment, parse, tokenize } = load();
    this.#environment ??= environmentWith(new Environment());
    try {
      const program = parse(tokenize(template));
      for (const name of freeNames(program)) if (!this.#knows(name)) return undefined;
      const { value } = boundedInterpreter(this.#environment).run(program);
      return typeof value === 'string' && value.length <= longest ? value : undefined;
    } catch {
      return undefined;
    }
  }

  /** Whether a template has set the name. */
  hasSet(name: string): boolean {
    return this.#environment?.variables.has(name) === true && !this.#given.has(name);
  }

  #knows(name: string): boolean {
    if (this.#environment!.variables.has(name)) return true;
    const value = this.#data(name);
    if (value === undefined) return false;
    this.#environment!.set(name, value);
    this.#given.add(name);
    return true;
  }
}

/** An interpreter that gives up what goes on for long: macros may call themselves. */
function boundedInterpreter(environment: Environment, filters: Filters = {}): Interpreter {
  let steps = 0;
  let level = 0;
  class Bounded extends load().Interpreter {
    override evaluate(statement: unknown, scope: unknown): unknown {
      steps += 1;
      if (steps > mostSteps || level > mostLevels) throw new RangeError('a template without end');
      level += 1;
      try {
        return super.evaluate(statement, scope);
      } finally {
        level -= 1;
      }
    }

    override applyFilter(operand: unknown, filter: unknown, scope: unknown): unknown {
      const { value, callee, args = [] } = filter as FilterNode;
      const name = callee?.value ?? value ?? '';
      if (!Object.hasOwn(filters, name)) return super.applyFilter(operand, filter, scope);
      const options = args.flatMap(({ key, value: given }) =>
        key ? [[key.value, plainData(this.evaluate(given, scope) as RuntimeValue)] as const] : [],
      );
      const made = filters[name]!(plainData(operand as RuntimeValue), Object.fromEntries(options));
      const holder = new (load().Environment)();
      holder.set('made', made);
      return holder.lookupVariable('made');
    }
  }
  return new Bounded(environment);
}

interface FilterNode {
  value?: string;
  callee?: { value: string };
  args?: { key?: { value: string }; value: unknown }[];
}

function environmentWith(environment: Environment): Environment {
  for (const [name, value] of Object.entries(constants)) environment.set(name, value);
  return environment;
}

/** The names that a template uses, and neither sets nor has from a loop or a macro's arguments. */
function freeNames(program: object): string[] {
  const used = new Set<string>();
  const bound = new Set(implied);
  collect(program, { used, bound });
  return [...used].filter((name) => !bound.has(name));
}

interface Names {
  used: Set<string>;
  bound: Set<string>;
}

type Part = Record<string, unknown> & { type?: string };

/** Parts of a node that are no names of variables: operators, tests, filters, keys. */
const notNames: Readonly<Record<string, string>> = {
  TestExpression: 'test',
  FilterExpression: 'filter',
  FilterStatement: 'filter',
  KeywordArgumentExpression: 'key',
};
/** Parts of a node that name what it sets. */
const settings: Readonly<Record<string, readonly string[]>> = {
  For: ['loopvar'],
  Set: ['assignee'],
  Macro: ['name', 'args'],
  CallStatement: ['callerArgs'],
};

function collect(node: unknown, names: Names): void {
  if (typeof node !== 'object' || node === null) return;
  if (Array.isArray(node) || node instanceof Map) {
    for (const each of node) collect(each, names);
    return;
  }
  const { type = '', ...parts } = node as Part;
  if (type === 'Identifier') names.used.add(String(parts.value));
  for (const [key, part] of Object.entries(parts)) {
    if (key === 'operator' || (key === 'property' && parts.computed !== true)) continue;
    if (settings[type]?.includes(key)) bind(part, names);
    else if (notNames[type] === key) collect((part as Part | undefined)?.args, names);
    else collect(part, names);
  }
}

function bind(part: unknown, names: Names): void {
  for (const node of [part].flat() as (Part | null)[]) {
    if (node?.type === 'Identifier') names.bound.add(String(node.value));
    else if (node?.type === 'TupleLiteral') bind(node.value, names);
    else if (node?.type === 'KeywordArgumentExpression') {
      bind(node.key, names);
      collect(node.value, names);
    } else collect(node, names);
  }
}
