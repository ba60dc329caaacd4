/** A node of the syntax tree, as ESTree names them, TypeScript's among them. */
export interface SyntaxNode {
  type: string;
  start: number;
  end: number;
  // biome-ignore lint/suspicious/noExplicitAny: each type has members of its own
  [member: string]: any;
}

/** What messages call a kind of syntax. */
export function describe(node: SyntaxNode): string {
  const names: Readonly<Record<string, string>> = {
    CallExpression: 'a call',
    NewExpression: 'a new object',
    BinaryExpression: 'a computed value',
    AwaitExpression: 'an awaited value',
    Identifier: `the variable ${node.name}`,
  };
  return names[node.type] ?? 'code';
}

/** `path.posix.join` of the nodes that spell it; empty for nodes that spell no name. */
export function nameOf(node: SyntaxNode): string {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'ThisExpression') return 'this';
  if (node.type === 'ChainExpression') return nameOf(node.expression);
  if (node.type === 'MetaProperty') return 'import.meta';
  if (node.type !== 'MemberExpression' || node.computed) return '';
  const owner = nameOf(node.object);
  return owner === '' ? '' : `${owner}.${node.property.name}`;
}
