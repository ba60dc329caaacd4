import type { Node } from 'estree-jsx';
import { Exceeded } from './budget.ts';
import type { Scope } from './scope.ts';
import { Unknown, unknown, type Value } from './value.ts';

/**
 * Runs a part of a reading. A reading that says where things stand gives what is not known a place,
 * and goes on where the part takes more than may be spent.
 *
 * @throws Exceeded where the reading has no places
 */
export function within(node: Node, { reading }: Scope, run: () => Value): Value {
  const { budget, place } = reading;
  if (place === undefined) return budget.deeper(run);
  try {
    const value = budget.deeper(run);
    return value === unknown ? new Unknown(place(node), describe(node)) : value;
  } catch (error) {
    if (!(error instanceof Exceeded)) throw error;
    return new Unknown(place(node), describe(node));
  }
}

/** What messages call a kind of syntax. */
function describe(node: Node): string {
  const { type } = node;
  if (type === 'Identifier') return `the variable ${node.name}`;
  if (type === 'CallExpression') return describeCall(calledBy(node.callee));
  return /Function/.test(type) ? 'computed by a function' : (names[type] ?? 'code');
}

const names: Readonly<Record<string, string>> = {
  AwaitExpression: 'an awaited value',
  BinaryExpression: 'a computed value',
  ConditionalExpression: 'a conditional value',
  ImportExpression: 'an import',
  MemberExpression: 'a property of an unknown value',
  NewExpression: 'a new object',
};

/** `a call of join()` for `path.join`. */
export function describeCall(callee: string): string {
  const name = callee.slice(callee.lastIndexOf('.') + 1);
  return name === '' ? 'a call' : `a call of ${name}()`;
}

/** The function of a call as it is written; of `f()()` that of the inner call. */
export const calledBy = (callee: Node): string =>
  callee.type === 'CallExpression' ? calledBy(callee.callee) : nameOf(callee);

/** `path.posix.join` of the nodes that spell it; empty for nodes that spell no name. */
function nameOf(node: Node): string {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'ThisExpression') return 'this';
  if (node.type === 'ChainExpression') return nameOf(node.expression);
  if (node.type === 'MetaProperty') return 'import.meta';
  if (node.type !== 'MemberExpression' || node.computed) return '';
  const owner = nameOf(node.object);
  return owner === '' || node.property.type !== 'Identifier'
    ? ''
    : `${owner}.${node.property.name}`;
}
