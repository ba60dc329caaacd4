import type { Node, Program } from 'estree-jsx';
import { acornParser } from '../document/parse/bounded-acorn.ts';

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
  const parser = acornParser(lang === 'ts' ? 'ts' : 'tsx');
  const bare = withoutTypes(source);
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

/** Types that are imported, whose names a value of the module may have, too: `import type { Kiln }`, `{ type Kiln }`. */
const typeImports =
  /(?<=^[ \t]*)import\s+type\s[^'"]{1,2000}?\sfrom\s*(?:'[^'\n]*'|"[^"\n]*")|(?<=^[ \t]*import\s[^'"]{0,2000}[{,]\s*)type\s+(?!as\b)[\w$]+(?:\s+as\s+[\w$]+)?\s*,?/gmu;

const withoutTypes = (source: string): string => {
  const blank = (text: string) => text.replace(/\S/g, ' ');
  return source.replace(typeParameters, blank).replace(typeImports, blank);
};

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
