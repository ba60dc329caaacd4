import type { Nodes, Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';
import type { Syntax } from '../document.ts';
import { isExpressionSource, parseModule } from '../expression.ts';
import { isPhrasing } from './node-kinds.ts';

/**
 * The native parser takes some texts otherwise than the reference, or where that refuses them.
 * Throws on each such tree, so that the reference decides.
 */
export function checkNative(root: Root, text: string, syntax: Syntax): void {
  if (!(syntax === 'mdx' && beyondMarkdown.test(text)) && !underlinedTask.test(text)) return;
  const stack: Nodes[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    checkNode(node);
    if (!('children' in node)) continue;
    const holdsPhrasing = phrasingParents.has(node.type);
    for (const child of node.children) {
      const type = child.type;
      if (type === 'text' || type === 'inlineCode') continue;
      // A tag that ends outside the block where it began leaves nodes where none of their kind can be.
      const fits =
        (type === 'listItem') === (node.type === 'list') && (!holdsPhrasing || isPhrasing(child));
      if (!fits) refuse(child);
      // One by one: a call takes no more than some 100,000 arguments, and large documents have more.
      stack.push(child);
    }
  }
}

const beyondMarkdown = /[<{]|^(?:import|export)\b/m;

/** A task whose paragraph turns out to be a heading is no task. */
const underlinedTask = /\[[ xX]\][ \t][^\n]*\n[ \t>]*(?:=+|-+)[ \t]*$/m;

const phrasingParents = new Set<Nodes['type']>([
  ...(['paragraph', 'heading', 'tableCell', 'mdxJsxTextElement'] as const),
  ...(['emphasis', 'strong', 'delete', 'link', 'linkReference'] as const),
]);

function checkNode(node: Nodes): void {
  switch (node.type) {
    case 'listItem':
      if (typeof node.checked === 'boolean' && node.children[0]?.type === 'heading') refuse(node);
      break;
    case 'mdxjsEsm':
      if (!isEsm(node.value)) refuse(node);
      break;
    case 'mdxFlowExpression':
    case 'mdxTextExpression':
      if (!isExpressionSource(node.value)) refuse(node);
      break;
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement':
      checkElement(node);
      break;
    default:
  }
}

function checkElement(element: MdxJsxFlowElement | MdxJsxTextElement): void {
  for (const attribute of element.attributes) {
    if (attribute.type === 'mdxJsxExpressionAttribute') {
      if (!isExpressionSource(`({${attribute.value}})`)) refuse(element);
    } else if (typeof attribute.value === 'object' && attribute.value !== null) {
      if (!isExpressionSource(attribute.value.value)) refuse(element);
    }
  }
  const last = element.children.at(-1)?.position?.end.offset;
  const end = element.position?.end.offset;
  if (last !== undefined && end !== undefined && end - last < shortestEnd) refuse(element);
}

/** A tag ends behind all that it holds. */
const shortestEnd = '</>'.length;

const plainImport =
  /^import (?:[\w$]+|(?:[\w$]+, )?\{ ?[\w$]+(?:, [\w$]+)*,? ?\}|\* as [\w$]+) from (?:'[^'\\\n]*'|"[^"\\\n]*");?$/;
const esmStatement = /^(?:Import|Export)/;

/** Native takes `import` and `export` on trust; what is not ESM is an error to the reference. */
function isEsm(source: string): boolean {
  if (source.split('\n').every((line) => plainImport.test(line))) return true;
  const program = parseModule(source);
  return program?.body.every(({ type }) => esmStatement.test(type)) ?? false;
}

function refuse({ type, position }: Nodes): never {
  throw new SyntaxError(`${type} on line ${position?.start.line} is not for sure`);
}
