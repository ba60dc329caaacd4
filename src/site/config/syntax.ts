/** A node of the syntax tree, as ESTree names them, TypeScript's among them. */
export interface SyntaxNode {
  type: string;
  start: number;
  end: number;
  // biome-ignore lint/suspicious/noExplicitAny: each type has members of its own
  [member: string]: any;
}
