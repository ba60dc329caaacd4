import { codeMarkerText, comment, linesStoodFor } from '../../src/marker.ts';
import { languageAfter } from './inner-language.ts';
import { type Cut, cutAt } from './lines.ts';

/** The beginning of a long code block, the blocks that are open there closed; undefined where it stays. */
export function shortenCode(
  value: string,
  language: string | null | undefined,
  limit: number,
): string | undefined {
  const lines = value.split('\n');
  if (lines.length <= limit) return undefined;
  const cut = cutAt(lines, limit);
  return cut && written(cut, language).join('\n');
}

const scripts: ReadonlySet<string> = new Set([
  'js',
  'jsx',
  'ts',
  'tsx',
  'javascript',
  'typescript',
]);

function written({ head, tail }: Cut, language: string | null | undefined): string[] {
  const lines = [...head];
  for (const part of tail) {
    if ('line' in part) lines.push(part.line);
    else {
      const count = part.omitted.reduce((sum, line) => sum + linesStoodFor(line), 0);
      lines.push(part.indent + markerAfter(lines, language, codeMarkerText(count)));
    }
  }
  return lines;
}

/** A line after which JSX goes on with text: a whole tag, or the end of one. */
const tagEnd = /^\s*(?:<.*)?(?<![=-])>\s*$|<\/[\w.]*>\s*$|\/>\s*$|\*\/\}\s*$/;

/** A marker as a comment that stands after `lines`; between JSX tags, a comment is an expression. */
export function markerAfter(
  lines: readonly string[],
  language: string | null | undefined,
  text: string,
): string {
  const inner = languageAfter(lines, language);
  const isAmongTags = scripts.has(inner ?? '') && tagEnd.test(lines.at(-1) ?? '');
  return isAmongTags && inner === language ? `{/* ${text} */}` : comment(inner, text);
}
