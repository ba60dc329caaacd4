import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Root } from 'mdast';
import { ContextorError } from '../../errors.ts';
import { loadBuilt } from '../../files/dist-file.ts';
import type { Syntax } from '../document.ts';
import { checkNative } from './check-native.ts';
import { type Filled, restoreCode } from './fill-code.ts';
import { spreadQuotedLists } from './quoted-lists.ts';

export type Native = typeof import('./native-code.ts');

/** The code of the native parser in one file, for one version of its package. */
interface BuiltIn {
  version: string;
  link(binding: unknown): Native;
}

let native: Native | null | undefined;

/** The native parser, or undefined where its package is not installed for this platform. */
export function loadNative(): Native | undefined {
  if (native === undefined) {
    try {
      native = nativeFrom(createRequire(import.meta.url));
    } catch {
      native = null;
    }
  }
  return native ?? undefined;
}

/**
 * Loads the native parser in a thread. Node 20 aborts the whole process where a thread is stopped
 * while it requires an ES module, such as the native part; while it imports one, it does not.
 */
export async function loadNativeInThread(): Promise<void> {
  const require = createRequire(import.meta.url);
  try {
    native = nativeFrom(require, await import(pathToFileURL(nativePart(require)).href));
  } catch {
    native = null;
  }
}

/**
 * The native parser of the package that is installed. Its code is built in, since loading its 34
 * files takes each thread 30 ms of CPU; but it and the native part are made for each other, so the
 * package of another version is loaded whole.
 *
 * @param binding the native part, where it is loaded already
 * @throws where the package, or its native part for this platform, is not installed
 */
export function nativeFrom(require: NodeJS.Require, binding?: unknown): Native {
  const part = nativePart(require);
  const { version } = JSON.parse(readFileSync(join(dirname(part), 'package.json'), 'utf8'));
  const builtIn = loadBuilt<BuiltIn>('native-parser.cjs');
  if (builtIn === undefined || builtIn.version !== version) return require('satteri') as Native;
  return builtIn.link(binding ?? require(part));
}

const nativePart = (require: NodeJS.Require): string =>
  join(dirname(require.resolve('satteri')), '../index.js');

/** The native parser; `parser: native` insists on it. */
export function requireNative(): Native {
  const found = loadNative();
  if (found === undefined) {
    throw new ContextorError('the native parser cannot be loaded on this machine', {
      code: 'PARSER_NATIVE_MISSING',
      remedy: 'Install the optional package `satteri`, or set `parser` to `auto` or `remark`.',
    });
  }
  return found;
}

const options = { features: { gfm: true, frontmatter: false }, position: true };

interface NativeText {
  text: string;
  /** What native reads of it; see `textsForNative`. */
  given: Filled;
  syntax: Syntax;
}

/** Parses with the native parser. Throws where it does not parse, or may differ from the reference. */
export function parseWithNative(parser: Native, { text, given, syntax }: NativeText): Root {
  const parse = syntax === 'mdx' ? parser.mdxToMdast : parser.markdownToMdast;
  const root = parse(given.text, options) as unknown as Root;
  restoreCode(root, text, given);
  checkNative(root, text, syntax);
  spreadQuotedLists(root, text);
  return root;
}
