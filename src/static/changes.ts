import type { Node } from 'estree-jsx';
import { getOrMake } from '../maps.ts';
import { globals } from './globals.ts';
import { nodesIn } from './parse-script.ts';
import type { Scope } from './scope.ts';
import { Opaque, Unknown, unknown, type Value } from './value.ts';

/**
 * What code changes that may run or not is not known from there on: a name, or one member of what it
 * names where the parts of a value are looked up or shown.
 */
export function forget(node: Node, scope: Scope, value: Value = unknown): void {
  const changes = getOrMake(changed, node, () => {
    const find = scope.reading.shown ? assignedBy : changedBy;
    return [...nodesIn(node)].flatMap((one) => changeOf(find(one)) ?? []);
  });
  const { shown } = scope.reading;
  for (const { name, member } of changes) {
    if (globals.has(name)) continue;
    const held = shown && member === undefined ? undefined : scope.value(name);
    // Methods are called on packages, too, which nothing here changes.
    if (!shown && held instanceof Opaque) continue;
    const isPart = member !== undefined && (shown || value instanceof Unknown);
    if (isPart && held instanceof Map) held.set(member, value);
    else scope.assign(name, value);
  }
}

interface Change {
  name: string;
  member: string | undefined;
}

/** By node: syntax trees are kept for all documents of a worker. */
const changed = new WeakMap<Node, readonly Change[]>();

/** What a node assigns. */
const assignedBy = (node: Node): Node | undefined =>
  node.type === 'AssignmentExpression' ? node.left : undefined;

/** What a node assigns, or whose method it calls: `items` of `items.push(one)`. */
function changedBy(node: Node): Node | undefined {
  if (node.type === 'UpdateExpression') return node.argument;
  if (node.type !== 'CallExpression') return assignedBy(node);
  return node.callee.type === 'MemberExpression' ? node.callee.object : undefined;
}

/** The name that a change begins at, and the first member: `site` and `head` of `site.head.tags`. */
function changeOf(target: Node | undefined): Change | undefined {
  let member: string | undefined;
  let root: Node | undefined = target;
  for (; root?.type === 'MemberExpression'; root = root.object) {
    const { computed, property } = root;
    member = !computed && property.type === 'Identifier' ? property.name : undefined;
  }
  return root?.type === 'Identifier' ? { name: root.name, member } : undefined;
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
