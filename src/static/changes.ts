import type { Node } from 'estree-jsx';
import { globals } from './globals.ts';
import { nodesIn } from './nodes.ts';
import type { Scope } from './scope.ts';
import { Opaque, unknown, type Value } from './value.ts';

/** Names that code changes which may run or not are not known from there on. */
export function forget(node: Node, scope: Scope, value: Value = unknown): void {
  let names = changed.get(node);
  if (names === undefined) {
    const targets = [...nodesIn(node)].map(scope.reading.shown ? assignedBy : changedBy);
    names = new Set(
      targets.flatMap((target) => (target?.type === 'Identifier' ? target.name : [])),
    );
    changed.set(node, names);
  }
  for (const name of names) {
    // Methods are called on packages, too, which nothing here changes.
    const isForeign = !scope.reading.shown && scope.value(name) instanceof Opaque;
    if (!globals.has(name) && !isForeign) scope.assign(name, value);
  }
}

/** By node: syntax trees are kept for all documents of a worker. */
const changed = new WeakMap<Node, ReadonlySet<string>>();

/** What a node assigns. */
const assignedBy = (node: Node): Node | undefined =>
  node.type === 'AssignmentExpression' ? node.left : undefined;

/** What a node assigns, also by its members, or whose method it calls: `items` of `items.push(one)`. */
function changedBy(node: Node): Node | undefined {
  const isCall = node.type === 'CallExpression' && node.callee.type === 'MemberExpression';
  let target = isCall
    ? node.callee
    : node.type === 'UpdateExpression'
      ? node.argument
      : assignedBy(node);
  while (target?.type === 'MemberExpression') target = target.object;
  return target;
}

/** Whether a node may end the function that it is in. */
export function returns(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(returns);
  if (typeof node !== 'object' || node === null) return false;
  const { type = '' } = node as { type?: string };
  if (type === 'ReturnStatement') return true;
  return (
    !/Function/.test(type) &&
    Object.entries(node).some(([key, part]) => key !== 'parent' && returns(part))
  );
}
