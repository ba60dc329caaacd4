import { createRequire } from 'node:module';
import type { Nodes, Root } from 'mdast';
import { ContextorError } from '../../errors.ts';
import type { Syntax } from '../document.ts';
import { parseModule } from '../expression.ts';

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

/** Parses with the native parser. Throws where MDX does not parse. The caller has asked the guard before. */
export function parseWithNative(parser: Native, text: string, syntax: Syntax): Root {
  const parse = syntax === 'mdx' ? parser.mdxToMdast : parser.markdownToMdast;
  const root = parse(text, options) as unknown as Root;
  if (syntax === 'mdx') checkEsm(root, text);
  return root;
}

const plainImport =
  /^import (?:[\w$]+|(?:[\w$]+, )?\{ ?[\w$]+(?:, [\w$]+)*,? ?\}|\* as [\w$]+) from (?:'[^'\\\n]*'|"[^"\\\n]*");?$/;

const esmLine = /^[ \t>]*(?:import|export)\b/m;
const esmStatement = /^(?:Import|Export)/;

/** Native takes `import` and `export` on trust; what is not ESM is an error to the reference. */
function checkEsm(root: Root, text: string): void {
  if (!esmLine.test(text)) return;
  const stack: Nodes[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'mdxjsEsm' && !isEsm(node.value)) throw new SyntaxError('Not ESM');
    if (!('children' in node) || node.type === 'paragraph') continue;
    // One by one: a call takes no more than some 100,000 arguments, and large documents have more.
    for (const child of node.children) stack.push(child);
  }
}

function isEsm(source: string): boolean {
  if (source.split('\n').every((line) => plainImport.test(line))) return true;
  const program = parseModule(source);
  return program?.body.every(({ type }) => esmStatement.test(type)) ?? false;
}
