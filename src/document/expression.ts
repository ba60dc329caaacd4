import type { Expression, Node, Program } from 'estree-jsx';
import { attempt } from '../attempt.ts';
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
export const isExpressionSource = (source: string): boolean =>
  plain.test(source) || trailing.test(source) || parseExpression(source) !== undefined;

/** Whether braces may hold a source as the value of an attribute, which is never empty. */
export const isValueSource = (source: string): boolean =>
  !trailing.test(source) && isExpressionSource(source);

/** Whether this is what braces may hold among attributes: `...props`. */
export function isSpread(source: string): boolean {
  const list = parseExpression(`[${source}]`);
  if (list?.type !== 'ArrayExpression') return false;
  return list.elements.length === 1 && list.elements[0]?.type === 'SpreadElement';
}

/** A name, a string or a number. */
const plain = /^(?:[A-Z]\w*|\d{1,9}|'[^'\\\n]*'|"[^"\\\n]*"|`[^`\\$]*`)$/;

/** Parses ESM, with JSX; undefined where it is not valid. */
export function parseModule(source: string): Program | undefined {
  if (source.length > maxLength) return undefined;
  return attempt(() => acornParser().parse(source, options) as unknown as Program);
}

/** Only white space and comments may follow an expression. */
const trailing = /^(?:\s|\/\/[^\n]*(?:\n|$)|\/\*[^*]*\*+(?:[^*/][^*]*\*+)*\/)*$/;

/** Longer sources hold no value that somebody wrote by hand. */
const maxLength = 500_000;

/** The names that a pattern binds, as on the left of a declaration. */
export function namesIn(pattern: Node): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? namesIn(element) : []));
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        namesIn(property.type === 'RestElement' ? property.argument : property.value),
      );
    case 'RestElement':
      return namesIn(pattern.argument);
    default:
      return [];
  }
}
