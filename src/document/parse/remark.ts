import { createRequire } from 'node:module';
import type { Paragraph, Parents, Root, Text } from 'mdast';
import type { MdxFlowExpression, MdxTextExpression } from 'mdast-util-mdx';
import type { Options as MdxOptions } from 'remark-mdx';
import { linear } from '../../micromark/linear.ts';
import type { Syntax } from '../document.ts';
import { loadedLate } from '../load-late.ts';
import { type AcornParser, acornParser, TooDeep } from './bounded-acorn.ts';
import { MeteredAcorn } from './metered-acorn.ts';
import { spreadQuotedLists } from './quoted-lists.ts';

const require = createRequire(import.meta.url);

type Parse = (text: string) => Root;
type Flavour = Syntax | 'lenient';

const parsers: Partial<Record<Flavour, Parse>> = {};

/** Parses with remark, the reference. Throws a VFileMessage where MDX does not parse. */
export function parseWithRemark(text: string, syntax: Syntax): Root {
  parsers[syntax] ??= build(syntax);
  const root = parsers[syntax](text);
  spreadQuotedLists(root, text);
  return root;
}

/** Parses MDX whose expressions need not be JavaScript. */
export function parseLeniently(text: string): Root {
  parsers.lenient ??= build('lenient');
  const root = parsers.lenient(text);
  unreadAsText(root);
  spreadQuotedLists(root, text);
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
  const { unified, remarkParse, remarkGfm, remarkMdx } = remark();
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

/** remark is loaded with the first document that needs it: most go through the native parser. */
const remark = loadedLate(() => {
  const { unified }: typeof import('unified') = require('unified');
  const { default: remarkParse }: typeof import('remark-parse') = require('remark-parse');
  const { default: remarkGfm }: typeof import('remark-gfm') = require('remark-gfm');
  const { default: remarkMdx }: typeof import('remark-mdx') = require('remark-mdx');
  return { unified, remarkParse, remarkGfm, remarkMdx };
});

/**
 * Acorn for MDX that is not JavaScript: what it refuses is taken as it stands as long as its
 * brackets are balanced, so that a tag is a tag though its expressions cannot be read.
 */
function lenientAcorn(): Pick<AcornParser, 'parse' | 'parseExpressionAt'> {
  const strict = acornParser();
  return {
    parse: (input, options) => orAsWritten(input, () => strict.parse(input, options)),
    parseExpressionAt: (input, at, options) =>
      orAsWritten(input, () => {
        const expression = strict.parseExpressionAt(input, at, options);
        if (!rest.test(input.slice(expression.end)))
          throw new SyntaxError('More than an expression');
        return expression;
      }),
  };
}

/** What may follow an expression: blanks, comments, and the end of an object around a spread. */
const rest = /^(?:\s|\/\*[^*]*\*+(?:[^*/][^*]*\*+)*\/|\/\/[^\n]*(?:\n|$)|\}\))*$/;

function orAsWritten<T>(input: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof TooDeep || !isBalanced(input)) throw error;
    return { type: 'Program', start: 0, end: input.length, body: [], sourceType: 'module' } as T;
  }
}

/** Whether an expression was taken as it stands. */
function isUnread({ data }: MdxFlowExpression | MdxTextExpression): boolean {
  const statement = data?.estree?.body[0];
  const type: string | undefined =
    statement?.type === 'ExpressionStatement' ? statement.expression.type : undefined;
  return type === 'Program';
}

function isBalanced(input: string): boolean {
  let depth = 0;
  for (const character of input) {
    if (character === '{') depth++;
    else if (character === '}' && --depth < 0) return false;
  }
  return depth === 0;
}
