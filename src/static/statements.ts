import type { Node, Statement } from 'estree-jsx';
import { bindPattern } from './assign.ts';
import { Exceeded } from './budget.ts';
import { closure } from './call.ts';
import { forget, returns } from './changes.ts';
import { evaluate } from './evaluate.ts';
import { iterable } from './globals.ts';
import type { Scope } from './scope.ts';
import { runSwitch } from './switches.ts';
import { Choice, isTrue, Missing, Unknown, unknown, type Value, type ValueMap } from './value.ts';

/** How a statement ended, where it did not simply come to its end; `perhaps` are returns behind conditions that are not known. */
export type Ending =
  | { kind: 'return'; value: Value }
  | { kind: 'perhaps'; values: readonly Value[] }
  | { kind: 'break' | 'continue' | 'throw' };

type Statements = readonly (Statement | Node)[];

/** Follows the body of a function; gives what it returns. */
export function runBody(body: Statements, scope: Scope): Value {
  const ending = runStatements(body, scope);
  if (ending === undefined) return undefined;
  if (ending.kind === 'perhaps') return fullest(ending.values, scope);
  return ending.kind === 'return' ? ending.value : unknown;
}

export function runStatements(body: Statements, scope: Scope): Ending | undefined {
  for (const statement of body) hoist(statement, scope);
  const perhaps = new Set<Value>();
  for (const statement of body) {
    const ending = run(statement, scope);
    if (ending?.kind === 'perhaps') for (const value of ending.values) perhaps.add(value);
    else if (ending?.kind === 'return' && perhaps.size > 0)
      return { kind: 'return', value: withEarlier([...perhaps], ending.value, scope) };
    else if (ending) return ending;
  }
  return perhaps.size > 0 ? { kind: 'perhaps', values: [...perhaps] } : undefined;
}

const fullest = (values: readonly Value[], { reading }: Scope): Value =>
  reading.shown ? reading.shown.fullest(values) : unknown;

/**
 * What a function gives that may have returned before: parts of a page stand one after the other; that it gives
 * nothing is not known where what it may have returned is not.
 */
function withEarlier(earlier: readonly Value[], last: Value, scope: Scope): Value {
  const known = earlier.filter((value) => !(value instanceof Unknown));
  if (isEmpty(last) && known.length < earlier.length) return unknown;
  if (known.length === 0) return last;
  const all = [...known, last];
  if (last instanceof Unknown) return fullest(all, scope);
  const parts = scope.reading.shown?.together(all) ?? unknown;
  return parts === unknown ? last : parts;
}

/** `null`, `''`, `[]` or `{}`: what a function gives where it found nothing. */
const isEmpty = (value: Value): boolean =>
  (value ?? '') === '' || (Array.isArray(value) ? value.length : (value as ValueMap).size) === 0;

/** Follows the statements of a module that declare nothing; declarations are evaluated when they are used. */
export function runTop(body: Statements, scope: Scope): void {
  for (const statement of body) {
    if (/^(?:Class|Export|Function|Import|TS|Variable)/.test(statement.type)) continue;
    try {
      scope.reading.budget.share(() => run(statement, scope));
    } catch (error) {
      if (!(error instanceof Exceeded)) throw error;
      passOver(statement, scope);
    }
  }
}

function hoist(statement: Node, scope: Scope): void {
  const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  if (declared?.type === 'FunctionDeclaration' && declared.id) {
    scope.define(declared.id.name, closure(declared, scope));
  }
}

function run(statement: Node, scope: Scope): Ending | undefined {
  scope.reading.budget.step();
  switch (statement.type) {
    case 'ExpressionStatement':
      evaluate(statement.expression, scope);
      return undefined;
    case 'VariableDeclaration':
      for (const { id, init } of statement.declarations) {
        bindPattern(id, init ? evaluate(init, scope) : undefined, scope);
      }
      return undefined;
    case 'ExportNamedDeclaration':
      return statement.declaration ? run(statement.declaration, scope) : undefined;
    case 'ReturnStatement': {
      const value = statement.argument ? evaluate(statement.argument, scope) : undefined;
      return { kind: 'return', value };
    }
    case 'ThrowStatement':
      return { kind: 'throw' };
    case 'BreakStatement':
      return { kind: 'break' };
    case 'ContinueStatement':
      return { kind: 'continue' };
    case 'BlockStatement':
      return runStatements(statement.body, scope.inner());
    case 'IfStatement':
      return runIf(statement, scope);
    case 'ForOfStatement':
    case 'ForInStatement':
      return runForOf(statement, scope);
    case 'ForStatement':
      return runFor(statement, scope);
    case 'WhileStatement':
      return loop(statement, () => runStatements([statement.body], scope.inner()), scope);
    case 'SwitchStatement':
      return runSwitch(statement, scope);
    case 'TryStatement':
      return runTry(statement, scope);
    case 'DoWhileStatement':
    case 'LabeledStatement':
      return passOver(statement, scope);
    default:
      return undefined;
  }
}

export type Of<T extends Node['type']> = Extract<Node, { type: T }>;

function runIf(statement: Of<'IfStatement'>, scope: Scope): Ending | undefined {
  const asked = evaluate(statement.test, scope);
  const test = isTrue(asked);
  if (test !== undefined) {
    const branch = test ? statement.consequent : statement.alternate;
    return branch ? run(branch, scope.inner()) : undefined;
  }
  const { shown } = scope.reading;
  const { alternate } = statement;
  // A guard that nobody can decide is taken as passed: `if (!found) return <p>Not found</p>`.
  const isGuard = !alternate && isNegated(statement.test);
  if (shown === undefined || isGuard) return passOver(statement, scope);
  forget(statement, scope);
  const before = shown.placed().length;
  const ending = run(statement.consequent, scope.inner());
  if (ending?.kind === 'return' && shown.placed().length > before) return ending;
  forget(statement, scope);
  const other = alternate ? run(alternate, scope.inner()) : undefined;
  forget(statement, scope);
  if (other?.kind === 'return' && other.value) return other;
  if (ending?.kind !== 'return') return undefined;
  const { value } = ending;
  const isPart = typeof value === 'string' || value instanceof Unknown || asked instanceof Choice;
  return isPart ? { kind: 'perhaps', values: [value] } : undefined;
}

const isNegated = (test: Node): boolean => test.type === 'UnaryExpression' && test.operator === '!';

/**
 * Goes on behind a statement that cannot be followed. What it changes is not known from there on; nor
 * is, in what is not shown, what a function gives that may end with it.
 */
export function passOver(statement: Node, scope: Scope): Ending | undefined {
  const { place, shown } = scope.reading;
  const value = place ? new Unknown(place(statement), 'computed by a function') : unknown;
  forget(statement, scope, value);
  return shown || !returns(statement) ? undefined : { kind: 'return', value };
}

/** Goes on behind a loop over what is not known, which may have ended the function. */
function passLoop(statement: Node, scope: Scope): Ending | undefined {
  const mayEnd = scope.reading.shown && returns(statement);
  return (
    passOver(statement, scope) ?? (mayEnd ? { kind: 'perhaps', values: [unknown] } : undefined)
  );
}

function runForOf(
  statement: Of<'ForOfStatement'> | Of<'ForInStatement'>,
  scope: Scope,
): Ending | undefined {
  const value = evaluate(statement.right, scope);
  const isKeys = statement.type === 'ForInStatement';
  const items = isKeys && value instanceof Map ? [...value.keys()] : iterable(value);
  if (items === undefined) return passLoop(statement, scope);
  for (const item of items) {
    const inner = scope.inner();
    const { left } = statement;
    const pattern = left.type === 'VariableDeclaration' ? left.declarations[0]?.id : left;
    if (pattern) bindPattern(pattern, item, inner);
    const ending = runStatements([statement.body], inner);
    if (ending?.kind === 'break') return undefined;
    if (ending && !goesOn(ending)) return ending;
  }
  return undefined;
}

/** What may have returned in one turn of a loop is not known there. */
const goesOn = ({ kind }: Ending): boolean => kind === 'continue' || kind === 'perhaps';

function runFor(statement: Of<'ForStatement'>, scope: Scope): Ending | undefined {
  const inner = scope.inner();
  const { init, update } = statement;
  if (init) init.type === 'VariableDeclaration' ? run(init, inner) : evaluate(init, inner);
  const turn = () => {
    const ending = runStatements([statement.body], inner.inner());
    if (update && (!ending || goesOn(ending))) evaluate(update, inner);
    return ending;
  };
  return loop(statement, turn, inner);
}

/** Ends with the test, or with the budget. */
function loop(
  statement: Of<'ForStatement'> | Of<'WhileStatement'>,
  turn: () => Ending | undefined,
  scope: Scope,
): Ending | undefined {
  const { test } = statement;
  for (;;) {
    const isNext = test ? isTrue(evaluate(test, scope)) : true;
    if (isNext === undefined) return passLoop(statement, scope);
    if (!isNext) return undefined;
    scope.reading.budget.step();
    const ending = turn();
    if (ending?.kind === 'break') return undefined;
    if (ending && !goesOn(ending)) return ending;
  }
}

function runTry(statement: Of<'TryStatement'>, scope: Scope): Ending | undefined {
  const ending = runStatements(statement.block.body, scope.inner());
  const { handler, finalizer } = statement;
  const isThrown =
    ending?.kind === 'throw' || (ending?.kind === 'return' && ending.value instanceof Missing);
  const result = isThrown && handler ? runStatements(handler.body.body, scope.inner()) : ending;
  return (finalizer && runStatements(finalizer.body, scope.inner())) ?? result;
}
