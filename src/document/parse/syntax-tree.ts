import type { Root } from 'mdast';
import type { Syntax } from '../document.ts';
import { type Failure, failureOf } from './failure.ts';
import { judge } from './guard.ts';
import { loadNative, parseWithNative, requireNative } from './native.ts';
import { parseWithRemark } from './remark.ts';

export type ParserChoice = 'auto' | 'native' | 'remark';

export type Attempt = { ok: true; tree: Root } | { ok: false; failure: Failure };

/**
 * Parses with the parser asked for. What native refuses, remark decides on and explains;
 * what the guard keeps from native goes to remark at once.
 */
export function parseSyntax(text: string, syntax: Syntax, parser: ParserChoice): Attempt {
  const native =
    parser === 'remark' ? undefined : parser === 'native' ? requireNative() : loadNative();
  const verdict = judge(text, syntax);
  if (verdict === 'none')
    return { ok: false, failure: { reason: 'tags or expressions without end' } };
  if (native !== undefined && verdict === 'native') {
    try {
      return { ok: true, tree: parseWithNative(native, text, syntax) };
    } catch {
      // The reference decides: its message names the place, and it may take what native does not.
    }
  }
  try {
    return { ok: true, tree: parseWithRemark(text, syntax) };
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}
