import type { Node, Program } from 'estree-jsx';
import { nodesIn } from '../static/nodes.ts';
import { isScalar, type Value } from '../static/value.ts';

/** What is given as `components` to an element of a name, or to `compileMDX`. */
interface Given {
  element?: string;
  value: Node;
}

/** By program, since all documents of a site ask the same few. */
const given = new WeakMap<Program, Given[]>();

/** What elements, or those of a name, are given as `components`; of calls, only `compileMDX`. */
export function providedIn(program: Program | undefined, name?: string): Node[] {
  if (program === undefined) return [];
  if (!given.has(program)) given.set(program, [...nodesIn(program)].flatMap(givenBy));
  const all = given.get(program)!;
  return all
    .filter(({ element = name }) => name === undefined || element === name)
    .map(({ value }) => value);
}

function givenBy(node: Node): Given[] {
  if (node.type !== 'JSXOpeningElement') return givenToCompiler(node);
  const { name, attributes } = node;
  if (name.type !== 'JSXIdentifier') return [];
  return attributes.flatMap((one) =>
    one.type === 'JSXAttribute' &&
    one.name.name === 'components' &&
    one.value?.type === 'JSXExpressionContainer'
      ? [{ element: name.name, value: one.value.expression }]
      : [],
  );
}

/** `compileMDX({ source, components })`: https://github.com/hashicorp/next-mdx-remote#react-server-components-rsc--nextjs-app-directory-support */
function givenToCompiler(node: Node): Given[] {
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return [];
  const [options] = node.arguments;
  if (node.callee.name !== 'compileMDX' || options?.type !== 'ObjectExpression') return [];
  return options.properties.flatMap((one) =>
    one.type === 'Property' && one.key.type === 'Identifier' && one.key.name === 'components'
      ? [{ value: one.value as Node }]
      : [],
  );
}

/** The names that a program imports and that end in `components`. */
export function* namesOfMaps(program: Program | undefined): Generator<string> {
  for (const node of program?.body ?? []) {
    if (node.type !== 'ImportDeclaration') continue;
    for (const { local } of node.specifiers) if (/components$/i.test(local.name)) yield local.name;
  }
}

/** The objects that variables of some names are, or that functions of these names return. */
export function* objectsOf(
  program: Program | undefined,
  names: readonly string[],
): Generator<Node> {
  for (const node of nodesIn(program)) {
    if (node.type === 'VariableDeclarator' && node.init && isNamed(node.id, names))
      yield* objectsIn(node.init);
    if (node.type === 'FunctionDeclaration' && isNamed(node.id, names)) yield* objectsIn(node);
  }
}

const isNamed = (id: Node | null, names: readonly string[]): boolean =>
  id?.type === 'Identifier' && names.includes(id.name);

function* objectsIn(node: Node): Generator<Node> {
  if (node.type === 'ObjectExpression') yield node;
  else if ('expression' in node && typeof node.expression === 'object')
    yield* objectsIn(node.expression as Node);
  else if ('body' in node && !Array.isArray(node.body) && node.body.type !== 'BlockStatement')
    yield* objectsIn(node.body as Node);
  else if ('body' in node)
    for (const one of nodesIn(node.body))
      if (one.type === 'ReturnStatement' && one.argument) yield* objectsIn(one.argument);
}

/** The folders in `import.meta.glob('./parts/*.vue')`. */
export function globbedFolders(program: unknown): string[] {
  return [...nodesIn(program)].flatMap((node) => {
    const { callee, arguments: [patterns] = [] } = node as { callee?: Node; arguments?: Node[] };
    const isGlob =
      callee?.type === 'MemberExpression' &&
      callee.object.type === 'MetaProperty' &&
      callee.property.type === 'Identifier' &&
      callee.property.name === 'glob';
    if (!isGlob) return [];
    const listed = patterns?.type === 'ArrayExpression' ? patterns.elements : [patterns];
    return listed.flatMap((pattern) => {
      const glob = pattern?.type === 'Literal' ? String(pattern.value) : '';
      return /^(\.{1,2}\/[^*]*)(?:\*\*\/)?\*\.vue$/.exec(glob)?.[1] ?? [];
    });
  });
}

/** The calls `x.component('Name', Component)` anywhere in a script. */
export function* registrations(program: unknown): Generator<[name: string, component: Node]> {
  for (const node of nodesIn(program)) {
    const call = node as { type?: string; callee?: Node; arguments?: Node[] };
    const [name, component] = call.arguments ?? [];
    const isCall = call.type === 'CallExpression' && call.callee?.type === 'MemberExpression';
    if (isCall && name?.type === 'Literal' && isScalar(name.value as Value) && component) {
      const { property } = call.callee as { property: Node };
      if (property.type === 'Identifier' && property.name === 'component')
        yield [String(name.value), component];
    }
  }
}
