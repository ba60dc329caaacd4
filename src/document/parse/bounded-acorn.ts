import { createRequire } from 'node:module';
import { getOrMake } from '../../maps.ts';
import { loadedLate } from '../load-late.ts';

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

/** The methods through which acorn and its extensions recurse; none has all of them. */
const recursive = [
  'parseMaybeAssign',
  'parseMaybeUnary',
  'parseExprAtom',
  'parseExprOp',
  'parseStatement',
  'parseBindingAtom',
  'jsx_parseElementAt',
  'tsParseType',
  'tsParseNonConditionalType',
  'tsParseTypeOperatorOrHigher',
] as const;

type Method = (...input: unknown[]) => unknown;
type Recursive = Record<(typeof recursive)[number], Method>;

/** What acorn reads besides JavaScript. */
type Extension = 'jsx' | 'ts' | 'tsx';

const loaded = new Map<Extension, AcornParser>();

/**
 * Acorn with JSX or TypeScript, loaded with the first expression. It refuses what nests too deeply
 * before its stack ends: running out of stack may end the process instead of throwing.
 */
export function acornParser(extension: Extension = 'jsx'): AcornParser {
  return getOrMake(loaded, extension, () => {
    const { Parser }: typeof import('acorn') = require('acorn');
    return bounded(extend(Parser, extension));
  });
}

const typescript = loadedLate((): typeof import('@sveltejs/acorn-typescript') =>
  require('@sveltejs/acorn-typescript'),
);

function extend(parser: AcornParser, extension: Extension): AcornParser {
  if (extension === 'jsx') {
    const jsx: typeof import('acorn-jsx') = require('acorn-jsx');
    return jsx()(parser) as AcornParser;
  }
  return typescript().tsPlugin({ jsx: extension === 'tsx' })(parser);
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
