import type { Expression, Program } from 'estree-jsx';
import { acornParser } from './parse/bounded-acorn.ts';

const options = { ecmaVersion: 'latest', sourceType: 'module' } as const;

/**
 * Parses one JavaScript expression, with JSX. Nothing is ever evaluated.
 * Returns undefined where the source is not an expression, such as a comment or nothing at all,
 * and where it is too long or nested too deeply to be a value that somebody wrote.
 */
export function parseExpression(source: string): Expression | undefined {
  if (source.length > maxLength) return undefined;
  try {
    // A node ends before the parentheses around it.
    let end = 0;
    const onToken = (token: { end: number }) => {
      end = token.end;
    };
    const node = acornParser().parseExpressionAt(source, 0, { ...options, onToken });
    return trailing.test(source.slice(end)) ? (node as unknown as Expression) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether braces may hold a source in MDX: one expression, or nothing but comments. */
export function isExpressionSource(source: string): boolean {
  return trailing.test(source) || parseExpression(source) !== undefined;
}

/** Whether this is what braces may hold among attributes: `...props`. */
export function isSpread(source: string): boolean {
  const list = parseExpression(`[${source}]`);
  if (list?.type !== 'ArrayExpression') return false;
  return list.elements.length === 1 && list.elements[0]?.type === 'SpreadElement';
}

/** Parses ESM, with JSX; undefined where it is not valid. */
export function parseModule(source: string): Program | undefined {
  if (source.length > maxLength) return undefined;
  try {
    return acornParser().parse(source, options) as unknown as Program;
  } catch {
    return undefined;
  }
}

/** Only white space and comments may follow an expression. */
const trailing = /^(?:\s|\/\/[^\n]*(?:\n|$)|\/\*[^*]*\*+(?:[^*/][^*]*\*+)*\/)*$/;

/** Longer sources hold no value that somebody wrote by hand. */
const maxLength = 500_000;
