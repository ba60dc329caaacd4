import { type PythonNode, splitBy } from './parse.ts';
import { isTruthy, type Value } from './value.ts';

export const isComparison = (operator: string) =>
  /^(?:[<>]=?|[!=]=|is|is not|in|not in)$/.test(operator);

/** The sign, or the words, between the two sides of an expression. */
export const operatorOf = (children: readonly PythonNode[]): string =>
  children
    .slice(1, -1)
    .map(({ text }) => text)
    .join(' ');

/** A condition of `or`, `and` and `not`, which bind in this order: the parser has it that `not` binds last. */
export function logical(node: PythonNode, evaluate: (node: PythonNode) => Value): Value {
  let value: Value = false;
  for (const alternative of splitBy(partsOfCondition(node), 'or')) {
    for (const part of splitBy(alternative, 'and')) {
      const isNegated = part.length > 1;
      value = evaluate(part.at(-1)!);
      if (isNegated) value = isTruthy(value) === (part.length % 2 === 1);
      if (!isTruthy(value)) break;
    }
    if (isTruthy(value)) return value;
  }
  return value;
}

/** The words and operands of a condition in the order in which they are written. */
function partsOfCondition(node: PythonNode): PythonNode[] {
  const isCondition =
    /^(?:Bin|Un)aryExpression$/.test(node.type) &&
    node.children.some(({ type }) => /^(?:and|or|not)$/.test(type)) &&
    !isComparison(operatorOf(node.children));
  return isCondition ? node.children.flatMap(partsOfCondition) : [node];
}
