import type { Node } from 'estree-jsx';
import type { RootContent } from 'mdast';
import { evaluate } from '../static/evaluate.ts';
import { type Scope, sourceOf } from '../static/scope.ts';
import { textOf } from '../static/value.ts';

export const isButton = (name: string) => /(?:^|\.)\w*[bB]utton$/.test(name);
export const isChoice = ({ type }: Node) =>
  type === 'ConditionalExpression' || type === 'LogicalExpression';

/** Code in which single values are not known: these stay as they are written, `${version}`. */
export function partly(node: Node, scope: Scope): RootContent[] {
  if (node.type !== 'TemplateLiteral') return [];
  const parts = node.quasis.map(({ value }, index) => {
    const inner = node.expressions[index];
    const text = inner && textOf(evaluate(inner, scope));
    return (value.cooked ?? '') + (inner ? (text ?? `\${${sourceOf(inner, scope.reading)}}`) : '');
  });
  return [{ type: 'text', value: parts.join('') }];
}
