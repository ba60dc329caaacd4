import type { MdxFlowExpression, MdxTextExpression } from 'mdast-util-mdx';
import { type AcornParser, acornParser, TooDeep } from './bounded-acorn.ts';

/**
 * Acorn for MDX that is not JavaScript: what it refuses is taken as it stands as long as its
 * brackets are balanced, so that a tag is a tag though its expressions cannot be read.
 */
export function lenientAcorn(): Pick<AcornParser, 'parse' | 'parseExpressionAt'> {
  const strict = acornParser();
  return {
    parse: (input, options) => orAsWritten(input, () => strict.parse(input, options)),
    parseExpressionAt: (input, at, options) =>
      orAsWritten(input, () => {
        const expression = strict.parseExpressionAt(input, at, options);
        if (!rest.test(input.slice(expression.end)))
          throw new SyntaxError('More than an expression');
        return expression;
      }),
  };
}

/** What may follow an expression: blanks, comments, and the end of an object around a spread. */
const rest = /^(?:\s|\/\*[^*]*\*+(?:[^*/][^*]*\*+)*\/|\/\/[^\n]*(?:\n|$)|\}\))*$/;

function orAsWritten<T>(input: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof TooDeep || !isBalanced(input)) throw error;
    return { type: 'Program', start: 0, end: input.length, body: [], sourceType: 'module' } as T;
  }
}

/** Whether an expression was taken as it stands. */
export function isUnread({ data }: MdxFlowExpression | MdxTextExpression): boolean {
  const statement = data?.estree?.body[0];
  const type: string | undefined =
    statement?.type === 'ExpressionStatement' ? statement.expression.type : undefined;
  return type === 'Program';
}

function isBalanced(input: string): boolean {
  let depth = 0;
  for (const character of input) {
    if (character === '{') depth++;
    else if (character === '}' && --depth < 0) return false;
  }
  return depth === 0;
}
