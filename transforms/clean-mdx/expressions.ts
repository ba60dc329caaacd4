import type {
  Expression,
  JSXAttribute,
  JSXElement,
  JSXFragment,
  JSXSpreadAttribute,
  Node,
} from 'estree-jsx';
import type { RootContent } from 'mdast';
import type { MdxFlowExpression, MdxJsxAttribute, MdxJsxExpressionAttribute } from 'mdast-util-mdx';
import { collapse } from '../../src/components/gaps.ts';
import type { ElementNode } from '../../src/contract/element.ts';
import { parseExpression } from '../../src/document/expression.ts';
import { rawImport } from '../../src/document/imports.ts';
import { nodesIn } from '../../src/static/parse-script.ts';
import { sourceOf } from '../../src/static/scope.ts';
import { text } from '../nodes.ts';
import { fold, isScalar, Markup, Rendered, type StaticValue, WholeProps } from '../static-value.ts';
import type { Place } from './place.ts';
import { knownText } from './values.ts';
import type { Walk } from './walk.ts';

/** The source of an expression, and where it stands. */
export type Written = Pick<MdxFlowExpression, 'value' | 'position'>;

/**
 * What `{…}` in prose reads as: literals as text, names as the value that the document gives them
 * (else as the name), JSX as its elements, what can be followed as what it gives. Comments are gone;
 * what would have to run is noted.
 */
export function expressionNodes({ value: source, position }: Written, place: Place): RootContent[] {
  const expression = parseExpression(source);
  if (!expression && isComment(source)) return [];
  if (!expression || isText(expression)) return [text(`{${source}}`)];
  const value = fold(expression, { source, lookup: place.scope.value });
  if (value !== undefined) return valueNodes(value);
  if (source.trim() === 'undefined' || isNotGiven(expression, place)) return [];
  if (isPlaceholder(expression, place)) return [text(`{${source}}`)];
  if (!place.budget.take('expansions')) return [];
  const reading = place.own.expression(expression, source, place);
  if (isName(expression) && (reading.notes.length > 0 || reading.nodes.length === 0)) {
    noteImport({ value: source, position }, place);
    return [text(partlyKnown(expression, source, { position, place }) ?? source.trim())];
  }
  const known = reading.notes.length > 0 ? knownText(expression, source, place) : undefined;
  if (known !== undefined) return valueNodes(known);
  for (const note of reading.notes) {
    // `${version}` in code.
    const end = note.startsWith('${') ? 'it stays as it is written' : undefined;
    place.loseExpression(note, { position }, end, importIn(source, place));
  }
  return reading.nodes;
}

/** Of prose in braces, such as `{1, 2}`, JavaScript would show only the last part; React shows no object, `{{ name }}`. */
const isText = (node: Expression) =>
  node.type === 'SequenceExpression' ||
  (node.type === 'ObjectExpression' &&
    node.properties.length > 0 &&
    node.properties.every((one) => one.type === 'Property' && one.shorthand));

/** Where the first name of an expression is imported from. */
const importIn = (source: string, { scope }: Place): string | undefined =>
  scope.imported(/[\w$]+/.exec(source)?.[0] ?? '')?.specifier;

/** Reports that the value of an import is not known; that the text of a file is missing has been told. */
function noteImport({ value: source, position }: Written, place: Place): void {
  const specifier = importIn(source, place);
  if (specifier !== undefined && rawImport(specifier) === undefined)
    place.loseExpression(source.trim(), { position }, 'its name stands in its place', specifier);
}

/** Whether an expression is a prop of a partial that the page does not give to it. */
function isNotGiven(node: Expression, { scope }: Place): boolean {
  if (node.type !== 'MemberExpression' || node.computed) return false;
  const props = scope.given.get('props');
  const isOfProps = node.object.type === 'Identifier' && node.object.name === 'props';
  return (
    isOfProps &&
    props instanceof WholeProps &&
    node.property.type === 'Identifier' &&
    !props.has(node.property.name)
  );
}

const operations = /^(?:BinaryExpression|MemberExpression|Identifier|Literal)$/;

/**
 * Whether an expression is what a reader puts something in for, `{api-id}` or `{api['name']}`: nothing
 * but names that the page does not have.
 */
function isPlaceholder(expression: Expression, { scope }: Place): boolean {
  if (!/^(?:Binary|Member)Expression$/.test(expression.type) || isName(expression)) return false;
  const nodes = [...nodesIn(expression)];
  const members = nodes.map((one) =>
    one.type === 'MemberExpression' && !one.computed ? one.property : undefined,
  );
  const names = nodes.flatMap((node) =>
    node.type === 'Identifier' && !members.includes(node) ? [node.name] : [],
  );
  const isFree = (name: string) =>
    !/^(?:props|frontmatter|frontMatter|[A-Z][a-z]\w*|process|window|globalThis)$/.test(name) &&
    scope.imported(name) === undefined &&
    !scope.given.has(name) &&
    !scope.esm.some((source) => source.includes(name));
  return (
    nodes.every(({ type }) => operations.test(type)) && names.length > 0 && names.every(isFree)
  );
}

/** The known words of a text that a name holds: `metadata.title`, where that is `${number} Set up`. */
function partlyKnown(
  expression: Node,
  source: string,
  { position, place }: Pick<Written, 'position'> & { place: Place },
): string | undefined {
  const lost = new Set<string>();
  const lookup = (name: string) => place.scope.partly(name, (one) => lost.add(one));
  const value = fold(expression, { source, lookup });
  const words = typeof value === 'string' ? value.trim() : '';
  if (words === '') return undefined;
  for (const one of lost) place.loseExpression(one, { position });
  return words;
}

/** A name, or names joined by dots. */
const isName = (node: Node): boolean =>
  node.type === 'Identifier' ||
  (node.type === 'MemberExpression' && !node.computed && isName(node.object));

/** What an expression becomes where it stands; its JSX is rendered as the place takes it. */
export function expressionOutcome(
  expression: Written,
  { place }: Walk,
  render: (nodes: RootContent[]) => RootContent[],
): RootContent[] {
  const source = expression.value;
  const nodes = expressionNodes(expression, place);
  if (nodes.every((node) => node.type === 'text')) return nodes;
  // A definition that names itself would go on without end.
  if (place.open.has(source) || !place.budget.take('expansions')) return [];
  place.open.add(source);
  const rendered = place.nested(expression, () => render(nodes));
  place.open.delete(source);
  return rendered;
}

/** The most nodes that one value gives: arrays of arrays that name each other would grow without end. */
const mostNodes = 10_000;

/** The nodes that a static value is in prose. */
export function valueNodes(value: StaticValue): RootContent[] {
  const nodes: RootContent[] = [];
  addNodes(value, nodes);
  return nodes;
}

function addNodes(value: StaticValue, nodes: RootContent[]): void {
  if (nodes.length >= mostNodes) return;
  if (isScalar(value)) nodes.push(text(String(value)));
  else if (value instanceof Markup) nodes.push(...markupNodes(value));
  else if (value instanceof Rendered) nodes.push(...value.nodes);
  else if (Array.isArray(value)) for (const part of value as StaticValue[]) addNodes(part, nodes);
}

/** Whether nothing is left when comments are taken away. */
const isComment = (source: string) =>
  source.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '').trim() === '';

/** The nodes that JSX inside an expression would have been in the document. */
const markupNodes = ({ node, source }: Markup): RootContent[] =>
  node.type === 'JSXFragment' ? childNodes(node, source) : [elementNode(node, source)];

function elementNode(node: JSXElement, source: string): ElementNode {
  return {
    type: 'mdxJsxTextElement',
    name: sourceOf(node.openingElement.name, { source }),
    attributes: node.openingElement.attributes.map((attribute) => attributeNode(attribute, source)),
    children: childNodes(node, source) as never,
  };
}

function childNodes(node: JSXElement | JSXFragment, source: string): RootContent[] {
  const nodes: RootContent[] = [];
  for (const child of node.children) {
    if (child.type === 'JSXText') {
      const value = collapse(child.value, 'jsx');
      if (value) nodes.push(text(value));
    } else if (child.type === 'JSXExpressionContainer') {
      nodes.push({ type: 'mdxTextExpression', value: sourceOf(child, { source }).slice(1, -1) });
    } else if (child.type === 'JSXElement') {
      nodes.push(elementNode(child, source));
    } else if (child.type === 'JSXFragment') {
      nodes.push(...childNodes(child, source));
    }
  }
  return nodes;
}

function attributeNode(
  attribute: JSXAttribute | JSXSpreadAttribute,
  source: string,
): MdxJsxAttribute | MdxJsxExpressionAttribute {
  if (attribute.type === 'JSXSpreadAttribute') {
    return {
      type: 'mdxJsxExpressionAttribute',
      value: sourceOf(attribute, { source }).slice(1, -1),
    };
  }
  const name = sourceOf(attribute.name, { source });
  return { type: 'mdxJsxAttribute', name, value: attributeValue(attribute.value, source) };
}

function attributeValue(value: Node | null | undefined, source: string): MdxJsxAttribute['value'] {
  if (!value) return null;
  if (value.type === 'Literal') return String(value.value);
  const written = sourceOf(value, { source });
  const expression = value.type === 'JSXExpressionContainer' ? written.slice(1, -1) : written;
  return { type: 'mdxJsxAttributeValueExpression', value: expression };
}
