import type { Root } from 'mdast';
import type { Syntax } from '../document.ts';
import { type Failure, failureOf } from './failure.ts';
import { dangerToNative } from './guard.ts';
import { counted, maskCode, openings } from './mask-code.ts';
import { loadNative, type Native, parseWithNative, requireNative } from './native.ts';
import { endOpenCode } from './open-code.ts';
import { parseWithRemark } from './remark.ts';
import { hasTooManySigns } from './sign-work.ts';

export type ParserChoice = 'auto' | 'native' | 'remark';

export type Attempt = { ok: true; tree: Root } | { ok: false; failure: Failure };

/**
 * Parses with the parser asked for. What native refuses, remark decides on and explains;
 * what the guard keeps from native goes to remark at once.
 */
export function parseSyntax(text: string, syntax: Syntax, parser: ParserChoice): Attempt {
  const attempt = attemptSyntax(text, syntax, parser);
  if (attempt.ok) endOpenCode(attempt.tree, text);
  return attempt;
}

function attemptSyntax(text: string, syntax: Syntax, parser: ParserChoice): Attempt {
  const native =
    parser === 'remark' ? undefined : parser === 'native' ? requireNative() : loadNative();
  const tree = native && tryNative(native, text, syntax);
  if (tree !== undefined) return { ok: true, tree };
  try {
    return { ok: true, tree: parseWithRemark(text, syntax) };
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}

/** Undefined where the reference has to decide: its message names the place, and it may take what native does not. */
function tryNative(native: Native, text: string, syntax: Syntax): Root | undefined {
  const given = textForNative(text, syntax);
  if (given === undefined) return undefined;
  try {
    return parseWithNative(native, { text, given, syntax });
  } catch {
    return undefined;
  }
}

/** What native may be given for a text: itself, or itself with its code masked; undefined for neither. */
export function textForNative(text: string, syntax: Syntax): string | undefined {
  if (hasTooManySigns(text)) return undefined;
  const danger = dangerToNative(text, syntax);
  if (danger === undefined) return text;
  const masked = maskCode(text, danger === 'stack' ? counted : openings);
  return masked !== undefined && dangerToNative(masked, syntax) === undefined ? masked : undefined;
}
