import { apply, argumentsOf, assign, evaluate, evaluateAll } from './expressions.ts';
import { functionIn, parametersOf } from './functions.ts';
import { attributeOf, call } from './methods.ts';
import { betweenCommas, type PythonNode, splitBy } from './parse.ts';
import type { Scope } from './scope.ts';
import {
  functionOf,
  isTruthy,
  itemsOf,
  NotKnown,
  type PythonFunction,
  unknown,
  type Value,
} from './value.ts';

/** What ends a function, or a turn of a loop, before its last statement. */
interface Ended {
  by: 'return' | 'break' | 'continue';
  value: Value;
}

/**
 * Runs statements.
 *
 * @throws NotKnown where what they do is not known
 */
function run(statements: readonly PythonNode[], scope: Scope): Ended | undefined {
  for (const statement of statements) {
    const ended = runOne(statement, scope);
    if (ended !== undefined) return ended;
  }
  return undefined;
}

/** Runs statements; what one does that is not known makes the names in it unknown, and the next ones go on. */
export function runKnown(statements: readonly PythonNode[], scope: Scope): void {
  for (const statement of statements) {
    try {
      runOne(statement, scope);
    } catch (error) {
      if (!(error instanceof NotKnown)) throw error;
      forget(statement, scope);
    }
  }
}

function forget(node: PythonNode, scope: Scope): void {
  if (node.type === 'VariableName') scope.forget(node.text);
  if (node.type === 'MemberExpression') forgetMember(node, scope);
  for (const child of node.children) forget(child, scope);
}

/** A value of an object's that was to be set: `env.variables["kiln"]`. */
function forgetMember(target: PythonNode, scope: Scope): void {
  try {
    assign([target], unknown, scope);
  } catch (error) {
    if (!(error instanceof NotKnown)) throw error;
  }
}

type Run = (node: PythonNode, scope: Scope) => Ended | undefined;

function runOne(statement: PythonNode, scope: Scope): Ended | undefined {
  scope.step();
  if (statement.isBroken || !Object.hasOwn(kinds, statement.type)) throw new NotKnown();
  return kinds[statement.type]!(statement, scope);
}

/** A statement after which the next one follows. */
const plain =
  (run: (node: PythonNode, scope: Scope) => void): Run =>
  (node, scope) => {
    run(node, scope);
    return undefined;
  };

/** How each kind of statement is run. */
const kinds: Readonly<Record<string, Run>> = {
  AssignStatement: plain(({ children }, scope) => {
    const parts = splitBy(children, 'AssignOp');
    const value = evaluateAll(parts.at(-1)!, scope);
    for (const targets of parts.slice(0, -1)) assign(targets, value, scope);
  }),
  AssertStatement: () => undefined,
  BreakStatement: () => ({ by: 'break', value: null }),
  ContinueStatement: () => ({ by: 'continue', value: null }),
  DecoratedStatement: plain(decorate),
  ExpressionStatement: plain(({ children }, scope) => evaluateAll(children, scope)),
  ForStatement: runLoop,
  FunctionDefinition: plain((node, scope) => scope.set(nameOf(node), defined(node, scope))),
  IfStatement: runBranches,
  ImportStatement: plain(importModules),
  PassStatement: () => undefined,
  ReturnStatement: ({ children: [, ...value] }, scope) => ({
    by: 'return',
    value: evaluateAll(value, scope),
  }),
  ScopeStatement: plain(({ children: [, ...names] }, scope) => {
    for (const { text } of names) scope.share(text);
  }),
  StatementGroup: ({ children }, scope) => run(splitBy(children, ';').flat(), scope),
  TryStatement: runTry,
  UpdateStatement: plain(({ children: [target, sign, ...value] }, scope) => {
    const operator = sign!.text.slice(0, -1);
    const made = apply(operator, evaluate(target!, scope), evaluateAll(value, scope));
    assign([target!], made, scope);
  }),
  WhileStatement({ children: [, asked, body] }, scope) {
    while (isTruthy(evaluate(asked!, scope))) {
      const ended = runBody(body!, scope);
      if (ended?.by === 'return') return ended;
      if (ended?.by === 'break') break;
    }
    return undefined;
  },
};

const runBody = ({ children: [, ...statements] }: PythonNode, scope: Scope) =>
  run(statements, scope);

function runBranches({ children }: PythonNode, scope: Scope): Ended | undefined {
  for (const [at, { type }] of children.entries()) {
    if (type === 'else') return runBody(children[at + 1]!, scope);
    const isAsked = type === 'if' || type === 'elif';
    if (isAsked && isTruthy(evaluate(children[at + 1]!, scope)))
      return runBody(children[at + 2]!, scope);
  }
  return undefined;
}

function runLoop({ children }: PythonNode, scope: Scope): Ended | undefined {
  const at = children.findIndex(({ type }) => type === 'in');
  const body = children.findIndex(({ type }) => type === 'Body');
  const targets = children.slice(1, at);
  for (const item of itemsOf(evaluateAll(children.slice(at + 1, body), scope))) {
    assign(targets, item, scope);
    const ended = runBody(children[body]!, scope);
    if (ended?.by === 'return') return ended;
    if (ended?.by === 'break') return undefined;
  }
  const otherwise = children[body + 2];
  return otherwise === undefined ? undefined : runBody(otherwise, scope);
}

/** A body that raises nothing, which is all that is carried out, and what follows it. */
function runTry({ children }: PythonNode, scope: Scope): Ended | undefined {
  const ended = runBody(children[1]!, scope);
  for (const [at, { type }] of children.entries()) {
    const isNext = type === 'finally' || (type === 'else' && ended === undefined);
    const next = isNext ? runBody(children[at + 1]!, scope) : undefined;
    if (next !== undefined) return next;
  }
  return ended;
}

const nameOf = ({ children }: Pick<PythonNode, 'children'>): string =>
  children.find(({ type }) => type === 'VariableName')!.text;

function defined({ children }: PythonNode, scope: Scope): PythonFunction {
  const parameters = children.find(({ type }) => type === 'ParamList')!;
  const body = children.at(-1)!;
  if (children[0]!.type !== 'def' || yields(body)) throw new NotKnown();
  const given = parametersOf(parameters, (node) => evaluate(node, scope));
  const made = functionIn(scope, given, (inner) => runBody(body, inner)?.value ?? null);
  return Object.assign(made, { pythonName: nameOf({ children }) });
}

/** Whether a body is that of a generator. */
const yields = ({ type, children }: PythonNode): boolean =>
  /^Yield/.test(type) || (type !== 'FunctionDefinition' && children.some(yields));

function decorate({ children }: PythonNode, scope: Scope): void {
  const definition = children.at(-1)!;
  if (definition.type !== 'FunctionDefinition') throw new NotKnown();
  let value: Value = defined(definition, scope);
  for (const { children: parts } of children.slice(0, -1).toReversed())
    value = call(functionOf(decorator(parts, scope)), value);
  scope.set(nameOf(definition), value);
}

/** `@env.macro`, or `@env.macro(…)`. */
function decorator([, first, ...more]: readonly PythonNode[], scope: Scope): Value {
  let value = evaluate(first!, scope);
  for (const part of more) {
    if (part.type === 'ArgList') value = functionOf(value)(argumentsOf(part, scope));
    else if (part.type !== '.') value = attributeOf(value, part.text);
  }
  return value;
}

/** `import a.b as c`, or `from a import b as c`. */
function importModules({ children }: PythonNode, scope: Scope): void {
  const { program } = scope;
  const at = children.findIndex(({ type }) => type === 'import');
  const source = children.slice(children[0]!.type === 'from' ? 1 : 0, at);
  const from = source.map(({ text }) => text).join('');
  const names = children.slice(at + 1).filter(({ type }) => !/^[()]$/.test(type));
  for (const part of betweenCommas(names)) {
    const as = part.findIndex(({ type }) => type === 'as');
    const path = (as === -1 ? part : part.slice(0, as)).map(({ text }) => text).join('');
    const own = as === -1 ? undefined : part[as + 1]!.text;
    if (from !== '') scope.set(own ?? path, attributeOf(program.module(from), path));
    else if (own !== undefined) scope.set(own, program.module(path));
    else scope.set(path.split('.')[0]!, program.module(path.split('.')[0]!));
  }
}
