import { Parser } from 'acorn';
import jsx from 'acorn-jsx';
import type { Expression, Program } from 'estree-jsx';

const parser = Parser.extend(jsx());
const options = { ecmaVersion: 'latest', sourceType: 'module' } as const;

/**
 * Parses one JavaScript expression, with JSX. Nothing is ever evaluated.
 * Returns undefined where the source is no expression, such as a comment or nothing at all.
 */
export function parseExpression(source: string): Expression | undefined {
  try {
    const node = parser.parseExpressionAt(source, 0, options);
    return trailing.test(source.slice(node.end)) ? (node as unknown as Expression) : undefined;
  } catch {
    return undefined;
  }
}

/** Parses ESM, with JSX; undefined where it is not valid. */
export function parseModule(source: string): Program | undefined {
  try {
    return parser.parse(source, options) as unknown as Program;
  } catch {
    return undefined;
  }
}

/** Only white space and comments may follow an expression. */
const trailing = /^(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*$/;
