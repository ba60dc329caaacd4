import { evaluate, type ModuleContext, truth } from './evaluate.ts';
import { bind, Closure, type LocalScope, localScope } from './functions.ts';
import { nameOf, type SyntaxNode } from './syntax.ts';
import { type StaticData, Unknown } from './values.ts';

/** Stands for a block that does not return. */
export const goesOn = Symbol('goes on');

/** Reads the declarations of a block, then what it returns. */
export function runBlock(
  body: SyntaxNode[],
  scope: LocalScope,
  module: ModuleContext,
): StaticData | typeof goesOn {
  declare(body, scope, module);
  for (const statement of body) {
    const result = runStatement(statement, scope, module);
    if (result !== goesOn) return result;
  }
  return goesOn;
}

/** Statements that work nothing out for what is returned. */
const harmless: ReadonlySet<string> = new Set([
  'VariableDeclaration',
  'FunctionDeclaration',
  'TSTypeAliasDeclaration',
  'TSInterfaceDeclaration',
  'EmptyStatement',
]);

function runStatement(
  statement: SyntaxNode,
  scope: LocalScope,
  module: ModuleContext,
): StaticData | typeof goesOn {
  const { type } = statement;
  if (harmless.has(type)) return goesOn;
  if (type === 'ReturnStatement') {
    return statement.argument === null ? undefined : evaluate(statement.argument, scope, module);
  }
  if (type === 'ExpressionStatement' && statement.expression.type === 'CallExpression') {
    return goesOn;
  }
  if (type === 'BlockStatement') return runBlock(statement.body, localScope(scope), module);
  const test = type === 'IfStatement' ? truth(evaluate(statement.test, scope, module)) : undefined;
  if (test === undefined) return passOver(statement, scope, module);
  const branch = test ? statement.consequent : statement.alternate;
  return branch === null ? goesOn : runStatement(branch, scope, module);
}

/** What a statement that cannot be followed changes is not known; nor is anything where it may return. */
function passOver(
  statement: SyntaxNode,
  scope: LocalScope,
  module: ModuleContext,
): StaticData | typeof goesOn {
  const unknown = new Unknown(module.place(statement), 'computed by a function');
  const nodes = [...nodesIn(statement)];
  if (nodes.some(({ type }) => type === 'ReturnStatement')) return unknown;
  for (const node of nodes) {
    const name = nameOf(changedBy(node)).split('.')[0]!;
    if (scope.has(name)) scope.set(name, unknown);
  }
  return goesOn;
}

/** What an assignment sets, or whose method is called: `items` of `items.push(one)`. */
function changedBy({ type, left, callee, argument }: SyntaxNode): SyntaxNode {
  const changed =
    type === 'AssignmentExpression'
      ? left
      : type === 'CallExpression' && callee.type === 'MemberExpression'
        ? callee.object
        : type === 'UpdateExpression'
          ? argument
          : undefined;
  return changed?.type === 'MemberExpression' && changed.computed
    ? changed.object
    : (changed ?? unset);
}

const unset: SyntaxNode = { type: '', start: 0, end: 0 };

/** A node and those in it, but for the bodies of functions. */
export function* nodesIn(node: SyntaxNode): Generator<SyntaxNode> {
  yield node;
  for (const value of Object.values(node).flat()) {
    if (typeof value?.type !== 'string' || /Function/.test(value.type)) continue;
    yield* nodesIn(value);
  }
}

/** Makes the names that statements declare known in a scope. */
export function declare(body: SyntaxNode[], scope: LocalScope, module: ModuleContext): void {
  for (const statement of body) {
    const declared = statement.declaration ?? statement;
    if (declared.type === 'FunctionDeclaration' && declared.id) {
      scope.set(declared.id.name, new Closure(declared, scope, module));
    } else if (declared.type === 'VariableDeclaration') {
      for (const { id, init } of declared.declarations) {
        const value = () => (init ? evaluate(init, scope, module) : undefined);
        bind(id, value, { scope, module });
      }
    }
  }
}
