import { dearest, hasManySigns, maxStack } from './guard.ts';
import { hasTooManySigns } from './native-signs.ts';
import { outsideFences } from './outside-fences.ts';

const source = String.raw;
/** Strings and templates of one line. */
const string = source`"(?:[^"\\\n]|\\[^\n])*"|(?<!\w)'(?:[^'\\\n]|\\[^\n])*'|\x60[^\x60\\\n{}]+\x60`;
/** What begins no element to native. */
const less = source`<(?:(?![A-Za-z_$/>])|[A-Za-z]\w*(?=[,;|)\]]))`;
/** An element of one line that holds text alone, or nothing. */
const leaf = source`<[A-Za-z]\w*(?: \w+="[^"\n]*")*(?: ?/>|>[^<{}\x60\n]*</[A-Za-z]\w*>)`;
const flat = source`[^{}<"'\x60/]|${string}|${less}|${leaf}`;
const comment = source`\s*/\*(?:[^*\x60]|\*(?!/)){0,2000}\*/\s*`;
const expression = source`\{(?:${comment}|(?:${flat}|\{(?:${flat})*\})*)\}`;
/** A brace that no tag and no block begins with: native reads no further than its paragraph for it. */
const inText = source`(?<=(?:[\w\x60(]|\(\)|=>)[ \t]*)\{(?!\s*\.\.\.)(?:[^<\n]|${less}|\n(?!\n|[ \t]*\x60{3}))*(?=\n\n|$)`;
const escaped = source`(?<=(?<!\\)\\)\{`;
const harmless = new RegExp(`${escaped}|${expression}|${inText}`, 'y');

/** Native's stack suffices for so many characters, whatever they open. */
const longest = maxStack / dearest;

/** For each brace native looks again at the paragraph before it: less than a second. */
const maxWork = 1e9;

/** A string that may be in a tag, and hold a fence. */
const openString = /=[^!-~]*(?:"(?![^"`]*"|[^"\n]*")|'(?![^'`]*'|[^'\n]*'))/;

const statement = source`import (?:[\w$*{}, ]+ from )?(?:"[^"\n]*"|'[^'\n]*');?[ \t]*`;
const plainEsm = source`(?:${statement})+(?:\nimport |\n[ \t]*\n|\n?$(?![^]))`;
const otherEsm = new RegExp(source`^\uFEFF?(?!${plainEsm})(?:im|ex)port\b`, 'm');

/**
 * Whether the native parser certainly reads an MDX text, and soon; so it is with most texts, and this
 * takes a tenth of the time of the guard. Outside of fenced code, each brace begins a short expression
 * of one or two levels, or stands in a line of text; ESM is only imports, each on a line. None of them
 * holds a fence, for they hold no ticks, or none beyond a line.
 */
export function isPlainMdx(text: string): boolean {
  const outside = outsideFences(text);
  if (outside === undefined || !hasShortExpressions(outside)) return false;
  if (openString.test(outside) || otherEsm.test(outside)) return false;
  return !hasManySigns(outside) && !hasTooManySigns(outside);
}

function hasShortExpressions(outside: string): boolean {
  let braces = 0;
  for (let at = outside.indexOf('{'); at !== -1; at = outside.indexOf('{', at + 1)) {
    harmless.lastIndex = at;
    if (!harmless.test(outside) || harmless.lastIndex - at > longest) return false;
    braces++;
  }
  return braces * outside.length <= maxWork;
}
