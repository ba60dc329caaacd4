import { createRequire } from 'node:module';
import { nestsTooDeep } from './nesting.ts';

/** A node of the syntax tree, as ESTree names them, TypeScript's among them. */
export interface SyntaxNode {
  type: string;
  start: number;
  end: number;
  // biome-ignore lint/suspicious/noExplicitAny: each type has members of its own
  [member: string]: any;
}

export interface ParsedModule {
  body: SyntaxNode[];
  /** Line of an offset, from 1. */
  lineAt(offset: number): number;
}

/** What is wrong with a module that could not be parsed. */
export interface SyntaxProblem {
  line: number;
  reason: string;
}

const require = createRequire(import.meta.url);

/** Parses a module of JavaScript or TypeScript, with JSX; it is read, never run. */
export function parseConfigModule(file: string, code: string): ParsedModule | SyntaxProblem {
  if (nestsTooDeep(code)) return { line: 1, reason: 'it nests too deeply to be read' };
  const lineAt = lineFinder(code);
  const lang = /\.[cm]?ts$/.test(file) ? 'ts' : 'tsx';
  let parser: typeof import('oxc-parser');
  try {
    parser = require('oxc-parser');
  } catch {
    return { line: 1, reason: 'the parser oxc-parser has no build for this platform' };
  }
  const { program, errors } = parser.parseSync(file, code, { lang, sourceType: 'unambiguous' });
  const [error] = errors.filter(({ severity }) => severity === 'Error');
  if (error !== undefined && program.body.length === 0) {
    return { line: lineAt(error.labels[0]?.start ?? 0), reason: error.message };
  }
  return { body: program.body as unknown as SyntaxNode[], lineAt };
}

function lineFinder(code: string): (offset: number) => number {
  let starts: number[] | undefined;
  return (offset) => {
    starts ??= [0, ...Array.from(code.matchAll(/\n/g), ({ index }) => index + 1)];
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
