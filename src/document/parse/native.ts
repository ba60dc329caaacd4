import { createRequire } from 'node:module';
import type { Root } from 'mdast';
import { ContextorError } from '../../errors.ts';
import type { Syntax } from '../document.ts';
import { checkNative } from './check-native.ts';

const require = createRequire(import.meta.url);

type Native = typeof import('satteri');

let native: Native | null | undefined;

/** The native parser, or undefined where its package is not installed for this platform. */
export function loadNative(): Native | undefined {
  if (native === undefined) {
    try {
      native = require('satteri') as Native;
    } catch {
      native = null;
    }
  }
  return native ?? undefined;
}

/** The native parser; `parser: native` insists on it. */
export function requireNative(): Native {
  const found = loadNative();
  if (found === undefined) {
    throw new ContextorError('The native parser cannot be loaded on this machine.', {
      code: 'PARSER_NATIVE_MISSING',
      remedy: 'Install the optional package `satteri`, or set `parser` to `auto` or `remark`.',
    });
  }
  return found;
}

const options = { features: { gfm: true, frontmatter: false }, position: true };

/** Parses with the native parser. Throws where it does not parse, or may differ from the reference. The caller has asked the guard before. */
export function parseWithNative(parser: Native, text: string, syntax: Syntax): Root {
  const parse = syntax === 'mdx' ? parser.mdxToMdast : parser.markdownToMdast;
  const root = parse(text, options) as unknown as Root;
  checkNative(root, text, syntax);
  return root;
}
