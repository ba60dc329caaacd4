import { createRequire } from 'node:module';
import { loadedLate } from '../../load-late.ts';
import type { OwnFunction } from '../site-values.ts';
import { freeNames } from './jinja-names.ts';

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

/** Filters besides those of Jinja, of a dialect of it or of the site: functions of the value and what else they are given. */
type Filters = (name: string) => OwnFunction | undefined;
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
  filters: Readonly<Record<string, (value: unknown, options: Options) => unknown>>,
): string | undefined {
  const { Environment, parse, tokenize } = load();
  try {
    const environment = environmentWith(new Environment());
    for (const [name, value] of Object.entries(values)) environment.set(name, value);
    const program = parse(tokenize(template));
    const { value } = boundedInterpreter(environment, (name) => {
      const filter = Object.hasOwn(filters, name) ? filters[name] : undefined;
      return filter && (([value], options) => filter(value, options));
    }).run(program);
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

/**
 * The Jinja of one page, where it needs no Python: values of the site's data, loops, conditions, filters and
 * macros. What one template sets, the next ones know.
 *
 * https://jinja.palletsprojects.com/en/stable/templates/
 */
export class JinjaPage {
  readonly #data: (name: string) => unknown;
  readonly #filters: Filters;
  /** Names that are in the environment since the data has them. */
  readonly #given = new Set(Object.keys(constants));
  #environment: Environment | undefined;

  /** @param data what a name is to all templates: plain data, or a function of such; undefined where that is not known */
  constructor(data: (name: string) => unknown, filters: Filters = () => undefined) {
    this.#data = data;
    this.#filters = filters;
  }

  /** What a template gives; undefined where it asks for what is not known, or is not valid. */
  render(template: string): string | undefined {
    if (template.length > longest) return undefined;
    const { Environment, parse, tokenize } = load();
    this.#environment ??= environmentWith(new Environment());
    try {
      const program = parse(tokenize(template));
      for (const name of freeNames(program)) if (!this.#knows(name)) return undefined;
      const { value } = boundedInterpreter(this.#environment, this.#filters).run(program);
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
    if (typeof value === 'function') setFunction(this.#environment!, name, value as OwnFunction);
    else this.#environment!.set(name, value);
    this.#given.add(name);
    return true;
  }
}

/** An interpreter that gives up what goes on for long: macros may call themselves. */
function boundedInterpreter(environment: Environment, filters: Filters): Interpreter {
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
      const own = filters(callee?.value ?? value ?? '');
      if (own === undefined) return super.applyFilter(operand, filter, scope);
      const given = (argument: unknown) =>
        plainData(this.evaluate(argument, scope) as RuntimeValue);
      const list = args.flatMap((argument) => (argument.key ? [] : [given(argument)]));
      const named = args.flatMap(({ key, value: argument }) =>
        key ? [[key.value, given(argument)] as const] : [],
      );
      const made = own([plainData(operand as RuntimeValue), ...list], Object.fromEntries(named));
      return runtimeValue(made);
    }
  }
  return new Bounded(environment);
}

/** Data as the interpreter has it. */
function runtimeValue(data: unknown): RuntimeValue {
  const holder = new (load().Environment)();
  // Python's own word for nothing.
  holder.set('data', data === null ? 'None' : data);
  return holder.lookupVariable('data') as RuntimeValue;
}

/** Gives a name to a function, which takes its arguments as data. */
function setFunction(environment: Environment, name: string, run: OwnFunction): void {
  environment.set(name, () => null);
  const holder = environment.lookupVariable(name) as RuntimeValue;
  holder.value = (given: readonly RuntimeValue[]) => {
    const last = given.at(-1);
    const isNamed = last?.type === 'KeywordArgumentsValue';
    const list = (isNamed ? given.slice(0, -1) : given).map(plainData);
    return runtimeValue(run(list, isNamed ? Object(plainData(last)) : {}));
  };
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
