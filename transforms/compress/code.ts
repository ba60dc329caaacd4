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
  return cut && [...cut.head, ...cut.tail.map((part) => written(part, language))].join('\n');
}

function written(part: Cut['tail'][number], language: string | null | undefined): string {
  if ('line' in part) return part.line;
  return part.indent + codeMarker(language, part.omitted.length);
}
