import { callBuiltin, globalValue } from './builtins.ts';
import { Closure, call, values } from './functions.ts';
import { describe, nameOf, type SyntaxNode } from './syntax.ts';
import {
  assign,
  Environment,
  isObject,
  noteOrigin,
  originOf,
  Pattern,
  type Place,
  type StaticData,
  type StaticObject,
  Unknown,
  Unset,
} from './values.ts';

/** Names in scope; each is evaluated when it is first used. */
export interface Scope {
  lookup(name: string): StaticData | undefined;
  has(name: string): boolean;
}

/** What an expression is evaluated in: its module, and what of the budget is left. */
export interface ModuleContext {
  /** Absolute path of the module. */
  file: string;
  place(node: SyntaxNode): Place;
  /** Exports of a module that the code names; undefined for packages, which are not read. */
  load(specifier: string): StaticData | undefined;
  budget: Budget;
}

/** Steps and depth that all modules of one configuration share. */
export interface Budget {
  steps: number;
  depth: number;
}

/** Far more than configurations need, and soon done. */
export const maxSteps = 150_000;
const maxDepth = 150;
const longestText = 1_000_000;

type Evaluator = (node: SyntaxNode, scope: Scope, module: ModuleContext) => StaticData;

/** The value of an expression, as far as it is stated; `Unknown` where it is not. */
export function evaluate(node: SyntaxNode, scope: Scope, module: ModuleContext): StaticData {
  const { budget } = module;
  const known = evaluators[node.type];
  if (known === undefined || budget.steps <= 0 || budget.depth >= maxDepth) {
    return new Unknown(module.place(node), describe(node));
  }
  budget.steps--;
  budget.depth++;
  try {
    return known(node, scope, module);
  } finally {
    budget.depth--;
  }
}

const inner: Evaluator = (node, scope, module) => evaluate(node.expression, scope, module);

const evaluators: Readonly<Record<string, Evaluator>> = {
  Literal(node, _scope, module) {
    if (node.regex) return new Pattern(module.place(node), node.regex);
    return node.bigint ? new Unknown(module.place(node), 'a large number') : node.value;
  },
  TemplateLiteral: template,
  ArrayExpression: list,
  ObjectExpression: object,
  Identifier(node, scope, module) {
    if (scope.has(node.name)) return scope.lookup(node.name);
    if (node.name === 'undefined') return undefined;
    return globalValue(node.name, module.file) ?? new Unknown(module.place(node), describe(node));
  },
  ArrowFunctionExpression: (node, scope, module) => new Closure(node, scope, module),
  FunctionExpression: (node, scope, module) => new Closure(node, scope, module),
  FunctionDeclaration: (node, scope, module) => new Closure(node, scope, module),
  CallExpression: call,
  NewExpression: (node, scope, module) =>
    callBuiltin(`new ${nameOf(node.callee)}`, values(node.arguments, scope, module)) ??
    new Unknown(module.place(node), describe(node)),
  MemberExpression: access,
  ConditionalExpression(node, scope, module) {
    const test = truth(evaluate(node.test, scope, module));
    if (test !== undefined) {
      return evaluate(test ? node.consequent : node.alternate, scope, module);
    }
    return new Unknown(module.place(node), 'a conditional value');
  },
  LogicalExpression: logical,
  BinaryExpression: binary,
  UnaryExpression(node, scope, module) {
    const value = evaluate(node.argument, scope, module);
    if (node.operator === '!') {
      const test = truth(value);
      if (test !== undefined) return !test;
    }
    if (node.operator === '-' && typeof value === 'number') return -value;
    if (node.operator === 'void') return undefined;
    return new Unknown(module.place(node), describe(node));
  },
  AwaitExpression: (node, scope, module) => evaluate(node.argument, scope, module),
  ImportExpression: (node, scope, module) => {
    const specifier = evaluate(node.source, scope, module);
    const loaded = typeof specifier === 'string' ? module.load(specifier) : undefined;
    return loaded ?? new Unknown(module.place(node), 'an import');
  },
  ChainExpression: inner,
  ParenthesizedExpression: inner,
  TSAsExpression: inner,
  TSSatisfiesExpression: inner,
  TSNonNullExpression: inner,
  TSTypeAssertion: inner,
  TSInstantiationExpression: inner,
};

function template(node: SyntaxNode, scope: Scope, module: ModuleContext): StaticData {
  let text = '';
  let missing: Unknown | undefined;
  for (const [at, quasi] of node.quasis.entries()) {
    text += quasi.value.cooked ?? '';
    if (at >= node.expressions.length) continue;
    const value = evaluate(node.expressions[at], scope, module);
    if (typeof value === 'string' || typeof value === 'number') text += value;
    else missing ??= value instanceof Unknown ? value : new Unknown(module.place(node), 'a text');
  }
  if (text.length > longestText) return new Unknown(module.place(node), 'too long a text');
  return missing === undefined ? text : new Unknown(module.place(node), missing.why, text);
}

function list(node: SyntaxNode, scope: Scope, module: ModuleContext): StaticData {
  const result: StaticData[] = [];
  const origin = noteOrigin(result, module.place(node));
  for (const element of node.elements) {
    if (element === null) continue;
    if (element.type !== 'SpreadElement') {
      result.push(evaluate(element, scope, module));
      continue;
    }
    const spread = evaluate(element.argument, scope, module);
    if (Array.isArray(spread) && spread.length < module.budget.steps) {
      module.budget.steps -= spread.length;
      for (const item of spread) result.push(item);
    } else if (Array.isArray(spread)) {
      origin.holes.push(new Unknown(module.place(element), 'too long a list'));
    }
    if (spread instanceof Unknown && !(spread instanceof Unset)) origin.holes.push(spread);
  }
  return result;
}

function object(node: SyntaxNode, scope: Scope, module: ModuleContext): StaticData {
  const result: StaticObject = new Map();
  const origin = noteOrigin(result, module.place(node));
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      const spread = evaluate(property.argument, scope, module);
      if (isObject(spread)) assign(result, spread);
      else if (spread instanceof Unknown && !(spread instanceof Unset)) origin.holes.push(spread);
      continue;
    }
    const key = property.computed
      ? evaluate(property.key, scope, module)
      : (property.key.name ?? property.key.value);
    if (typeof key !== 'string' && typeof key !== 'number') continue;
    if (key === '__proto__' || property.kind === 'get' || property.kind === 'set') continue;
    result.set(String(key), evaluate(property.value, scope, module));
    origin.members.set(String(key), module.place(property));
  }
  return result;
}

/** Whether a value counts as true; undefined where that is not known. */
export function truth(value: StaticData): boolean | undefined {
  if (value instanceof Unset) return false;
  return value instanceof Unknown ? undefined : Boolean(value);
}

function logical(node: SyntaxNode, scope: Scope, module: ModuleContext): StaticData {
  const left = evaluate(node.left, scope, module);
  const right = () => evaluate(node.right, scope, module);
  if (node.operator === '??') {
    if (left instanceof Unset || left === undefined || left === null) return right();
    return left;
  }
  const test = truth(left);
  if (test === undefined) return left;
  return test === (node.operator === '&&') ? right() : left;
}

function binary(node: SyntaxNode, scope: Scope, module: ModuleContext): StaticData {
  const left = evaluate(node.left, scope, module);
  const right = evaluate(node.right, scope, module);
  const plain = (value: StaticData) => ['string', 'number', 'boolean'].includes(typeof value);
  const comparable = [left, right].every(
    (value) => !(value instanceof Unknown) || value instanceof Unset,
  );
  const { operator } = node;
  if (comparable && /^[=!]==?$/.test(operator)) {
    return (left === right) === operator.startsWith('=');
  }
  if (operator === '+') {
    if (typeof left === 'number' && typeof right === 'number') return left + right;
    const fits = () => `${left}`.length + `${right}`.length < longestText;
    if (plain(left) && plain(right) && fits()) return `${left}${right}`;
  }
  const known = [left, right].map((side) => (plain(side) ? String(side) : ''));
  return new Unknown(module.place(node), describe(node), operator === '+' ? known.join('') : '');
}

function access(node: SyntaxNode, scope: Scope, module: ModuleContext): StaticData {
  const key = node.computed ? evaluate(node.property, scope, module) : node.property.name;
  const path = nameOf(node);
  if (/^(?:process|import\.meta)\.env$/.test(path)) return new Environment(module.place(node));
  if (path === 'import.meta.url' || path === 'import.meta.filename') return module.file;
  if (path === 'import.meta.dirname') return globalValue('__dirname', module.file);
  const value = evaluate(node.object, scope, module);
  if (value instanceof Environment) return value.variable(String(key), module.place(node));
  if (value instanceof Unset) return value;
  if (typeof key !== 'string' && typeof key !== 'number') {
    return new Unknown(module.place(node), 'a property with a computed name');
  }
  if (Array.isArray(value) || typeof value === 'string') {
    return key === 'length' ? value.length : value[Number(key)];
  }
  if (isObject(value)) {
    return value.has(String(key)) ? value.get(String(key)) : originOf(value)?.holes[0];
  }
  return new Unknown(
    module.place(node),
    value instanceof Unknown ? value.why : 'a property of an unknown value',
  );
}
