import type { Node, Statement } from 'estree-jsx';
import { bindPattern } from './assign.ts';
import { closure } from './call.ts';
import { evaluate } from './evaluate.ts';
import { iterable } from './globals.ts';
import type { Scope } from './scope.ts';
import { isTrue, unknown, type Value } from './value.ts';

/** How a statement ended, where it did not simply come to its end. */
type Ending = { kind: 'return'; value: Value } | { kind: 'break' | 'continue' | 'throw' };

type Statements = readonly (Statement | Node)[];

/** Follows the body of a function; gives what it returns. */
export function runBody(body: Statements, scope: Scope): Value {
  const ending = runStatements(body, scope);
  if (ending === undefined) return undefined;
  return ending.kind === 'return' ? ending.value : unknown;
}

export function runStatements(body: Statements, scope: Scope): Ending | undefined {
  for (const statement of body) hoist(statement, scope);
  for (const statement of body) {
    const ending = run(statement, scope);
    if (ending) return ending;
  }
  return undefined;
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
      return loop(statement.test, () => run(statement.body, scope.inner()), scope);
    case 'SwitchStatement':
      return runSwitch(statement, scope);
    case 'TryStatement':
      return runTry(statement, scope);
    default:
      return undefined;
  }
}

type Of<T extends Node['type']> = Extract<Node, { type: T }>;

function runIf(statement: Of<'IfStatement'>, scope: Scope): Ending | undefined {
  const test = isTrue(evaluate(statement.test, scope));
  if (test !== undefined) {
    const branch = test ? statement.consequent : statement.alternate;
    return branch ? run(branch, scope.inner()) : undefined;
  }
  // A guard that nobody can decide (`if (!mounted) return null`) is taken as passed.
  const { alternate } = statement;
  forget(statement, scope);
  const before = scope.reading.placed();
  const ending = run(statement.consequent, scope.inner());
  if (ending?.kind === 'return' && scope.reading.placed() > before) return ending;
  forget(statement, scope);
  const other = alternate ? run(alternate, scope.inner()) : undefined;
  forget(statement, scope);
  return other?.kind === 'return' && other.value ? other : undefined;
}

/** Names that code assigns which may run or not are not known from there on. */
function forget(node: Node, scope: Scope): void {
  let names = assigned.get(node);
  if (names === undefined) {
    names = new Set(assignedNames(node));
    assigned.set(node, names);
  }
  for (const name of names) scope.assign(name, unknown);
}

/** By node: syntax trees are kept for all documents of a worker. */
const assigned = new WeakMap<Node, ReadonlySet<string>>();

function* assignedNames(node: unknown): Generator<string> {
  if (Array.isArray(node)) for (const part of node) yield* assignedNames(part);
  else if (typeof node === 'object' && node !== null) {
    const { type, left } = node as { type?: string; left?: Node };
    if (type === 'AssignmentExpression' && left?.type === 'Identifier') yield left.name;
    for (const [key, part] of Object.entries(node))
      if (key !== 'parent') yield* assignedNames(part);
  }
}

function runForOf(
  statement: Of<'ForOfStatement'> | Of<'ForInStatement'>,
  scope: Scope,
): Ending | undefined {
  const value = evaluate(statement.right, scope);
  const isKeys = statement.type === 'ForInStatement';
  const items = isKeys && value instanceof Map ? [...value.keys()] : iterable(value);
  if (items === undefined) {
    forget(statement, scope);
    return undefined;
  }
  for (const item of items) {
    const inner = scope.inner();
    const { left } = statement;
    const pattern = left.type === 'VariableDeclaration' ? left.declarations[0]?.id : left;
    if (pattern) bindPattern(pattern, item, inner);
    const ending = run(statement.body, inner);
    if (ending?.kind === 'break') return undefined;
    if (ending && ending.kind !== 'continue') return ending;
  }
  return undefined;
}

function runFor(statement: Of<'ForStatement'>, scope: Scope): Ending | undefined {
  const inner = scope.inner();
  const { init, test, update } = statement;
  if (init) init.type === 'VariableDeclaration' ? run(init, inner) : evaluate(init, inner);
  const turn = () => {
    const ending = run(statement.body, inner.inner());
    if (update && (!ending || ending.kind === 'continue')) evaluate(update, inner);
    return ending;
  };
  return loop(test, turn, inner);
}

/** Ends with the test, or with the budget. */
function loop(test: Node | null | undefined, turn: () => Ending | undefined, scope: Scope) {
  for (;;) {
    const goesOn = test ? isTrue(evaluate(test, scope)) : true;
    if (!goesOn) return undefined;
    scope.reading.budget.step();
    const ending = turn();
    if (ending?.kind === 'break') return undefined;
    if (ending && ending.kind !== 'continue') return ending;
  }
}

function runSwitch(statement: Of<'SwitchStatement'>, scope: Scope): Ending | undefined {
  const value = evaluate(statement.discriminant, scope);
  const { cases } = statement;
  if (value === unknown) {
    forget(statement, scope);
    const mayReturn = cases.some(({ consequent }) => consequent.some(returns));
    return mayReturn ? { kind: 'return', value: unknown } : undefined;
  }
  const fits = cases.findIndex(({ test }) => test && evaluate(test, scope) === value);
  const start = fits < 0 ? cases.findIndex(({ test }) => !test) : fits;
  if (start < 0) return undefined;
  const ending = runStatements(
    cases.slice(start).flatMap(({ consequent }) => consequent),
    scope.inner(),
  );
  return ending?.kind === 'break' ? undefined : ending;
}

/** Whether a statement of a case returns, itself or as the last of a block. */
function returns(statement: Statement): boolean {
  if (statement.type === 'BlockStatement') return statement.body.some(returns);
  return statement.type === 'ReturnStatement';
}

function runTry(statement: Of<'TryStatement'>, scope: Scope): Ending | undefined {
  const ending = runStatements(statement.block.body, scope.inner());
  const { handler, finalizer } = statement;
  const caught = ending?.kind === 'throw' && handler;
  const result = caught ? runStatements(handler.body.body, scope.inner()) : ending;
  return (finalizer && runStatements(finalizer.body, scope.inner())) ?? result;
}
