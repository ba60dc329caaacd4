import { createRequire } from 'node:module';
import type { Paragraph, Parents, Root, Text } from 'mdast';
import type { Options as MdxOptions } from 'remark-mdx';
import type { Processor } from 'unified';
import type { Syntax } from '../document.ts';
import { acornParser } from './bounded-acorn.ts';
import { isUnread, lenientAcorn } from './lenient-acorn.ts';
import { lineEnds } from './line-ends.ts';
import { MeteredAcorn } from './metered-acorn.ts';
import { setext } from './setext.ts';

const require = createRequire(import.meta.url);

type Parse = (text: string) => Root;
type Flavour = Syntax | 'lenient';

const parsers: Partial<Record<Flavour, Parse>> = {};

/** Parses with remark, the reference. Throws a VFileMessage where MDX does not parse. */
export function parseWithRemark(text: string, syntax: Syntax): Root {
  parsers[syntax] ??= build(syntax);
  return parsers[syntax](text);
}

/** Parses MDX whose expressions need not be JavaScript. */
export function parseLeniently(text: string): Root {
  parsers.lenient ??= build('lenient');
  const root = parsers.lenient(text);
  unreadAsText(root);
  return root;
}

/** An expression in prose that is not JavaScript was meant as text in braces. */
function unreadAsText(parent: Parents): void {
  parent.children.forEach((child, at) => {
    if (
      (child.type === 'mdxTextExpression' || child.type === 'mdxFlowExpression') &&
      isUnread(child)
    ) {
      const text = { type: 'text', value: `{${child.value}}`, position: child.position } as Text;
      const { position } = child;
      parent.children[at] =
        child.type === 'mdxTextExpression'
          ? text
          : ({ type: 'paragraph', children: [text], position } as Paragraph);
    } else if ('children' in child) unreadAsText(child);
  });
}

function build(flavour: Flavour): Parse {
  const { unified, remarkParse, remarkGfm, remarkMdx } = loadRemark();
  const processor = unified().use(remarkParse).use(remarkGfm).use(linear);
  if (flavour !== 'markdown') {
    const acorn = new MeteredAcorn(flavour === 'lenient' ? lenientAcorn() : acornParser());
    const settings = { acorn, acornOptions: { ecmaVersion: 'latest', sourceType: 'module' } };
    const frozen = processor.use(remarkMdx, settings as unknown as MdxOptions).freeze();
    return (text) => {
      acorn.refill();
      return frozen.parse(text);
    };
  }
  const frozen = processor.freeze();
  return (text) => frozen.parse(text);
}

/** Takes the place of what takes quadratic time in micromark. */
function linear(this: Processor): void {
  const data = this.data();
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), setext, lineEnds];
}

/** remark is loaded with the first document that needs it: most go through the native parser. */
function loadRemark() {
  const { unified }: typeof import('unified') = require('unified');
  const { default: remarkParse }: typeof import('remark-parse') = require('remark-parse');
  const { default: remarkGfm }: typeof import('remark-gfm') = require('remark-gfm');
  const { default: remarkMdx }: typeof import('remark-mdx') = require('remark-mdx');
  return { unified, remarkParse, remarkGfm, remarkMdx };
}
