import type { Nodes } from 'mdast';

/** A tree as indented lines, positions left out: what the tests of the parse room compare. */
export function show(node: Nodes, depth = 0): string {
  const { type, children, position, ...rest } = node as Nodes & { children?: Nodes[] };
  const fields = Object.entries(rest)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => ` ${key}=${JSON.stringify(value)}`);
  const line = `${'  '.repeat(depth)}${type}${fields.join('')}`;
  return [line, ...(children ?? []).map((child) => show(child, depth + 1))].join('\n');
}
