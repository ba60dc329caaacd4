import { createRequire } from 'node:module';
import type { RE2JS } from 're2js';
import { BoundedMap } from '../bounded-map.ts';
import { loadLate } from '../document/load-late.ts';

type Engine = typeof RE2JS;

const require = createRequire(import.meta.url);
let engine: Engine | undefined;

/** Compiled expressions by flags and source. */
const compiled = new BoundedMap<string, RE2JS | undefined>(500);

/** An expression as RE2 takes it; undefined where RE2 does not know it. */
export function compile(source: string, flags: string): RE2JS | undefined {
  const key = `/${source}/${flags}`;
  if (!compiled.has(key))
    compiled.set(key, /^[gimsu]*$/.test(flags) ? compileNew(source, flags) : undefined);
  return compiled.get(key);
}

function compileNew(source: string, flags: string): RE2JS | undefined {
  engine ??= loadLate((): Engine => require('re2js').RE2JS);
  const { CASE_INSENSITIVE, MULTILINE, DOTALL } = engine;
  const bits = { i: CASE_INSENSITIVE, m: MULTILINE, s: DOTALL };
  const given = Object.entries(bits).filter(([flag]) => flags.includes(flag));
  try {
    return engine.compile(
      engine.translateRegExp(withBlanks(source)),
      given.reduce((sum, [, bit]) => sum | bit, 0),
    );
  } catch {
    return undefined;
  }
}

/** JavaScript's blanks; those of RE2 are ASCII's. */
const blanks = String.raw`\t-\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}`;

/** An expression whose `\s` and `\S` are JavaScript's; `\S` in brackets, most often in `[\s\S]`, stays. */
function withBlanks(source: string): string {
  let isInside = false;
  return source.replace(/\\[\s\S]|[[\]]/g, (part) => {
    if (part === '[' || part === ']') isInside = part === '[';
    if (part === '\\s') return isInside ? blanks : `[${blanks}]`;
    return part === '\\S' && !isInside ? `[^${blanks}]` : part;
  });
}

/** About how many parts RE2 makes of an expression: what repeats a number of times it writes as often. */
export function sizeOf(source: string): number {
  let times = 1;
  for (const [, least, most] of source.matchAll(/\{(\d+)(?:,(\d*))?\}/g))
    times *= Math.max(1, Number(most || least));
  return source.length * Math.min(1000, times);
}
