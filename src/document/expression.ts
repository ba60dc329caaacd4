import { createRequire } from 'node:module';
import type { Expression, Program } from 'estree-jsx';

const require = createRequire(import.meta.url);

type Parser = typeof import('acorn').Parser;

let loaded: Parser | undefined;

/** Acorn is loaded with the first expression: most documents have none worth reading. */
function parser(): Parser {
  if (loaded === undefined) {
    const { Parser } = require('acorn') as typeof import('acorn');
    const jsx = require('acorn-jsx') as () => (parser: Parser) => Parser;
    loaded = jsx()(Parser);
  }
  return loaded;
}

const options = { ecmaVersion: 'latest', sourceType: 'module' } as const;

/**
 * Parses one JavaScript expression, with JSX. Nothing is ever evaluated.
 * Returns undefined where the source is no expression, such as a comment or nothing at all,
 * and where it is too long or nested too deeply to be a value that somebody wrote.
 */
export function parseExpression(source: string): Expression | undefined {
  if (!isReadable(source)) return undefined;
  try {
    const node = parser().parseExpressionAt(source, 0, options);
    return trailing.test(source.slice(node.end)) ? (node as unknown as Expression) : undefined;
  } catch {
    return undefined;
  }
}

/** Parses ESM, with JSX; undefined where it is not valid. */
export function parseModule(source: string): Program | undefined {
  if (!isReadable(source)) return undefined;
  try {
    return parser().parse(source, options) as unknown as Program;
  } catch {
    return undefined;
  }
}

/** Only white space and comments may follow an expression. */
const trailing = /^(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*$/;

/** Far beyond what documents hold, far below what exhausts acorn's stack. */
const limits = { length: 500_000, depth: 500 };

function isReadable(source: string): boolean {
  return source.length <= limits.length && nesting(source) <= limits.depth;
}

/** How deep brackets and tags nest at most, counted without reading strings. */
function nesting(source: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < source.length; at++) {
    const step = steps[source.charCodeAt(at)];
    if (step === undefined) continue;
    depth = Math.max(0, depth + step);
    if (depth > deepest) deepest = depth;
  }
  return deepest;
}

/** Character code -> how it changes the depth; `</` and `/>` make a tag's `<` and `>` come out even. */
const steps: Partial<Record<number, number>> = {
  40: 1,
  91: 1,
  123: 1,
  60: 1,
  41: -1,
  93: -1,
  125: -1,
  62: -1,
};
