import { createRequire } from 'node:module';
import type { Root } from 'mdast';
import type { Processor } from 'unified';
import type { Syntax } from '../document.ts';

const require = createRequire(import.meta.url);

type Parse = (text: string) => Root;

const parsers: Partial<Record<Syntax, Parse>> = {};

/** Parses with remark, the reference. Throws a VFileMessage where MDX does not parse. */
export function parseWithRemark(text: string, syntax: Syntax): Root {
  parsers[syntax] ??= build(syntax);
  return parsers[syntax](text);
}

/** remark is loaded with the first document that needs it: most go through the native parser. */
function build(syntax: Syntax): Parse {
  const { unified } = require('unified') as typeof import('unified');
  const { default: remarkParse } = require('remark-parse') as typeof import('remark-parse');
  const { default: remarkGfm } = require('remark-gfm') as typeof import('remark-gfm');
  let processor = unified().use(remarkParse).use(remarkGfm) as unknown as Processor<Root>;
  if (syntax === 'mdx') {
    const { default: remarkMdx } = require('remark-mdx') as typeof import('remark-mdx');
    processor = processor.use(remarkMdx) as unknown as Processor<Root>;
  }
  const frozen = processor.freeze();
  return (text) => frozen.parse(text);
}
