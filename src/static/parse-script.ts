import { createRequire } from 'node:module';
import type { Program } from 'estree-jsx';
import { parseModule } from '../document/expression.ts';
import { mayNestDeeply } from './nesting.ts';

const require = createRequire(import.meta.url);

type Oxc = typeof import('oxc-parser');
export type ScriptLanguage = 'js' | 'jsx' | 'ts' | 'tsx';

let oxc: Oxc | null | undefined;

/** The native parser of TypeScript; undefined where its package is not installed for this platform. */
function loadOxc(): Oxc | undefined {
  if (oxc === undefined) {
    try {
      oxc = require('oxc-parser') as Oxc;
    } catch {
      oxc = null;
    }
  }
  return oxc ?? undefined;
}

/**
 * Parses a module of JavaScript or TypeScript, with JSX. Nothing is executed. Without the native
 * parser, only JavaScript is read. Undefined where it is not valid, too long or too deeply nested.
 */
export function parseScript(source: string, lang: ScriptLanguage = 'tsx'): Program | undefined {
  if (mayNestDeeply(source)) return undefined;
  const parser = loadOxc();
  if (parser === undefined) return parseModule(source);
  const { program, errors } = parser.parseSync(`module.${lang}`, source, {
    lang,
    sourceType: 'module',
    preserveParens: false,
  });
  const isFatal = errors.some(({ severity }) => severity === 'Error');
  return isFatal && program.body.length === 0 ? undefined : (program as unknown as Program);
}

/** The language of a file, by its name; `.js` files may hold JSX. */
export function languageOf(path: string): ScriptLanguage {
  const ending = /\.[cm]?([jt]sx?)$/.exec(path)?.[1];
  return ending === 'ts' || ending === 'tsx' ? ending : 'jsx';
}
