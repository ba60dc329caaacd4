import { builtins } from './builtins.ts';
import { NotKnown, PythonObject, unknown, type Value } from './value.ts';

/** Work that one program may take. */
const mostSteps = 200_000;
const mostCalls = 60;

/** What all scopes of a program share. */
interface Program {
  steps: number;
  calls: number;
  /** What an import of a module gives. */
  module(name: string): Value;
}

/** The names that a function, or a module, knows. */
export class Scope {
  readonly program: Program;
  readonly #outer: Scope | undefined;
  readonly #names = new Map<string, Value>();
  /** Names that belong to the scope around this one. */
  readonly #nonlocal = new Set<string>();

  constructor(program: Program, outer?: Scope) {
    this.program = program;
    this.#outer = outer;
  }

  get(name: string): Value {
    const own = this.#names.get(name);
    if (own !== undefined) return own;
    if (this.#outer !== undefined) return this.#outer.get(name);
    return Object.hasOwn(builtins, name) ? builtins[name]! : unknown;
  }

  set(name: string, value: Value): void {
    if (this.#nonlocal.has(name)) this.#outer!.set(name, value);
    else this.#names.set(name, value);
  }

  /** The name belongs to the scope around this one, as `nonlocal` says; `global` names are mostly there, too. */
  share(name: string): void {
    if (this.#outer !== undefined) this.#nonlocal.add(name);
  }

  /** Forgets what a name stands for, if that may have changed: functions and modules stay. */
  forget(name: string): void {
    const value = this.#names.get(name);
    const stays = typeof value === 'function' || value instanceof PythonObject;
    if (!stays) this.#names.set(name, unknown);
  }

  step(): void {
    if (++this.program.steps > mostSteps) throw new NotKnown();
  }

  /** Runs a call; too many that are open at once are given up. */
  call<Result>(run: () => Result): Result {
    if (++this.program.calls > mostCalls) throw new NotKnown();
    try {
      return run();
    } finally {
      this.program.calls--;
    }
  }
}
