import { codeMarker } from '../../src/marker.ts';
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
      const marker = codeMarker(language, part.omitted.length);
      lines.push(
        part.indent + (isAmongTags(lines, language) ? `{/* ${marker.slice(3)} */}` : marker),
      );
    }
  }
  return lines;
}

/** Between JSX tags, a comment is an expression. */
function isAmongTags(lines: readonly string[], language: string | null | undefined): boolean {
  return scripts.has(language ?? '') && /^\s*<|\/>\s*$|<\/[\w.]*>\s*$/.test(lines.at(-1) ?? '');
}
