import type { Path, Rule } from './types.ts';

/** The rules for one place of the context, and for the places below it. */
export interface RuleNode {
  rule?: Rule;
  excluded?: true;
  readonly children: Map<string, RuleNode>;
  any?: RuleNode;
}

export const ruleNode = (): RuleNode => ({ children: new Map() });

/** The node for one key: the exact one, else that of `*`. */
export const childNode = (node: RuleNode | undefined, key: string): RuleNode | undefined =>
  node?.children.get(key) ?? node?.any;

/** Whether something below a node has a rule of its own. */
export const hasChildren = (node: RuleNode | undefined): node is RuleNode =>
  node !== undefined && (node.children.size > 0 || node.any !== undefined);

/** Whether a rule here or below is a function. */
export function hasFunction({ rule, children, any }: RuleNode): boolean {
  if (typeof rule === 'function' || (any !== undefined && hasFunction(any))) return true;
  return [...children.values()].some(hasFunction);
}

export const pathOf = (path: Path): readonly string[] =>
  typeof path === 'string' ? path.split('.') : path;

/** The node at a path, made when it is not there yet. */
export function nodeAt(root: RuleNode, path: readonly string[]): RuleNode {
  let node = root;
  for (const key of path) {
    let next = key === '*' ? node.any : node.children.get(key);
    if (next === undefined) {
      next = ruleNode();
      if (key === '*') node.any = next;
      else node.children.set(key, next);
    }
    node = next;
  }
  return node;
}

/** Copies what `*` says into its exact siblings, so that a lookup never has to weigh two nodes. */
export function spreadWildcards(node: RuleNode): RuleNode {
  if (node.any !== undefined) {
    for (const child of node.children.values()) fillFrom(child, node.any);
    spreadWildcards(node.any);
  }
  for (const child of node.children.values()) spreadWildcards(child);
  return node;
}

function fillFrom(target: RuleNode, source: RuleNode): void {
  if (target.rule === undefined && source.rule !== undefined) target.rule = source.rule;
  if (source.excluded) target.excluded = true;
  for (const [key, child] of source.children) fillFrom(nodeAt(target, [key]), child);
  if (source.any !== undefined) fillFrom(nodeAt(target, ['*']), source.any);
}
