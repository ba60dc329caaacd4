import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

export type AcornParser = typeof import('acorn').Parser;

/** Calls that acorn may be deep in itself; brackets take three each. What people write takes a few dozen. */
const maxDepth = 1000;

/** Thrown where an expression nests too deeply; whatever follows it does not fix that. */
export class TooDeep extends SyntaxError {
  constructor() {
    super('Expression nested too deeply');
  }
}

/** The methods through which acorn and acorn-jsx recurse. */
const recursive = [
  'parseMaybeAssign',
  'parseMaybeUnary',
  'parseExprAtom',
  'parseExprOp',
  'parseStatement',
  'parseBindingAtom',
  'jsx_parseElementAt',
] as const;

type Method = (...input: unknown[]) => unknown;
type Recursive = Record<(typeof recursive)[number], Method>;

let loaded: AcornParser | undefined;

/**
 * Acorn with JSX, loaded with the first expression. It refuses what nests too deeply before its
 * stack ends: running out of stack may end the process instead of throwing.
 */
export function acornParser(): AcornParser {
  if (loaded === undefined) {
    const { Parser }: typeof import('acorn') = require('acorn');
    const jsx: typeof import('acorn-jsx') = require('acorn-jsx');
    loaded = bounded(jsx()(Parser) as AcornParser);
  }
  return loaded;
}

function bounded(parser: AcornParser): AcornParser {
  const Bounded = class extends (parser as unknown as new (...input: unknown[]) => object) {};
  const prototype = Bounded.prototype as Recursive & { depth?: number };
  const inherited = (parser as unknown as { prototype: Recursive }).prototype;
  for (const name of recursive) {
    const method = inherited[name];
    prototype[name] = function (this: { depth?: number }, ...input) {
      const depth = (this.depth ?? 0) + 1;
      if (depth > maxDepth) throw new TooDeep();
      this.depth = depth;
      try {
        return method.apply(this, input);
      } finally {
        this.depth = depth - 1;
      }
    };
  }
  return Bounded as unknown as AcornParser;
}
