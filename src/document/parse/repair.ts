import type { Root } from 'mdast';
import type { Finding } from '../message.ts';
import type { Failure } from './failure.ts';
import { repairs } from './repairs.ts';
import { type ParserChoice, parseSyntax } from './syntax-tree.ts';

/**
 * Parses MDX, mending what is not MDX where that can be done without losing text; undefined where
 * no repair helps and the text has to be read as Markdown. Both outcomes are reported.
 */
export function parseMdx(
  text: string,
  { parser, report }: { parser: ParserChoice; report(finding: Finding): void },
  lines: readonly number[] | undefined,
): Root | undefined {
  const first = parseSyntax(text, 'mdx', parser);
  if (first.ok) return first.tree;
  const place = placeOf(first.failure, lines);
  const done: string[] = [];
  let mended = text;
  for (const { what, mend } of repairs) {
    const next = mend(mended);
    if (next === mended) continue;
    mended = next;
    done.push(what);
    const attempt = parseSyntax(mended, 'mdx', parser);
    if (!attempt.ok) continue;
    const reason = `This is not MDX (${first.failure.reason}); it was mended by ${done.join(', ')}.`;
    report({ severity: 'warning', rule: 'mdx-repair', reason, ...place });
    return attempt.tree;
  }
  const reason = `This is not MDX (${first.failure.reason}); it was read as Markdown with HTML.`;
  report({ severity: 'warning', rule: 'mdx-fallback', reason, ...place });
  return undefined;
}

function placeOf(
  { line, column }: Failure,
  lines: readonly number[] | undefined,
): Partial<Finding> {
  return {
    ...(line === undefined ? {} : { line: lines?.[line - 1] ?? line }),
    ...(column === undefined ? {} : { column }),
  };
}
