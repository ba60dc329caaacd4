import type { Node, Program } from 'estree-jsx';
import { type AcornParser, acornParser } from '../document/parse/bounded-acorn.ts';
import { getOrMake } from '../maps.ts';

export type ScriptLanguage = 'js' | 'jsx' | 'ts' | 'tsx';

/** Why a script could not be read. */
interface ScriptProblem {
  /** From 1. */
  line: number;
  reason: string;
}

/** Longer scripts are made by programs; nothing that a reader looks for is in them. */
const maxLength = 500_000;

const options = {
  ecmaVersion: 'latest',
  // TypeScript's extension of acorn does not work without.
  locations: true,
  allowHashBang: true,
  allowReturnOutsideFunction: true,
} as const;

/** Parses a script of JavaScript or TypeScript, with JSX unless it is plain TypeScript. Nothing is executed. */
export function readScript(source: string, lang: ScriptLanguage = 'tsx'): Program | ScriptProblem {
  if (source.length > maxLength) {
    return { line: 1, reason: `it is longer than ${maxLength.toLocaleString('en')} characters` };
  }
  const parser = parserOf(lang === 'ts' ? 'ts' : 'tsx');
  const bare = withoutTypeParameters(source);
  const attempts = [
    [source, 'module'],
    // Modules are strict; older scripts need not be.
    [source, 'script'],
    ...(bare === source ? [] : [[bare, 'module'] as const]),
  ] as const;
  let problem: unknown;
  for (const [text, sourceType] of attempts) {
    try {
      return parser.parse(text, { ...options, sourceType }) as unknown as Program;
    } catch (error) {
      if (sourceType === 'module') problem = error;
    }
  }
  return problemOf(problem as Error);
}

/** The type parameters of a function in `.tsx`, `<T extends string>(a: T) => a`, which the parser reads as a tag. */
const typeParameters = /<\p{Lu}\w*(?:,\s*\p{Lu}\w*)*\s+extends\s[^;()]{1,500}?>(?=\()/gu;

const withoutTypeParameters = (source: string): string =>
  source.replace(typeParameters, (text) => text.replace(/\S/g, ' '));

/**
 * What a reader of values need not mind: a name that a type has, too, or that is declared twice, and the export of
 * one that only types, or comments, declare.
 */
const harmless = /^Export '.*' is not defined$|^Identifier '.*' has already been declared$/;

const lenient = new Map<ScriptLanguage, AcornParser>();

/** A parser that goes on where an error is harmless. */
function parserOf(lang: 'ts' | 'tsx'): AcornParser {
  return getOrMake(lenient, lang, () => {
    class Lenient extends (acornParser(lang) as unknown as new (...input: unknown[]) => Raising) {
      override raiseRecoverable(position: number, message: string): void {
        if (!harmless.test(message)) super.raiseRecoverable(position, message);
      }
    }
    return Lenient as unknown as AcornParser;
  });
}

interface Raising {
  raiseRecoverable(position: number, message: string): void;
}

function problemOf({ message, loc }: Error & { loc?: { line: number } }): ScriptProblem {
  return { line: loc?.line ?? 1, reason: message.replace(/ \(\d+:\d+\)$/, '') };
}

/** The same; undefined where the script is not valid, too long or too deeply nested. */
export function parseScript(source: string, lang: ScriptLanguage): Program | undefined {
  const read = readScript(source, lang);
  return 'body' in read ? read : undefined;
}

/** The language of a file, by its name; `.js` files may contain JSX. */
export function languageOf(path: string): ScriptLanguage {
  const ending = /\.[cm]?([jt]sx?)$/.exec(path)?.[1];
  return ending === 'ts' || ending === 'tsx' ? ending : 'jsx';
}

/** A node and all nodes below it, in the order of the source. */
export function* nodesIn(tree: unknown): Generator<Node> {
  const open = [tree];
  while (open.length > 0) {
    const node = open.pop();
    if (typeof node !== 'object' || node === null) continue;
    if (!Array.isArray(node)) yield node as Node;
    const parts = Object.entries(node);
    for (let at = parts.length - 1; at >= 0; at--) {
      const [key, part] = parts[at]!;
      if (key !== 'parent') open.push(part);
    }
  }
}
