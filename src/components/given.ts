import type { Node, Program } from 'estree-jsx';
import { evaluate } from '../static/evaluate.ts';
import { nodesIn } from '../static/parse-script.ts';
import type { Scope } from '../static/scope.ts';
import { Callable, Opaque, Unknown, type Value } from '../static/value.ts';
import { mapNames } from './registered-files.ts';
import { objectsOf } from './registrations.ts';
import type { ScriptModule } from './script-module.ts';

/** What is given as `components` to an element of a name, or to `compileMDX`. */
interface Given {
  element?: string;
  value: Node;
}

/** By program, since all documents of a site ask the same few. */
const given = new WeakMap<Program, Given[]>();

/** What elements, or those of a name, are given as `components`; of calls, only `compileMDX`. */
function providedIn(program: Program | undefined, name?: string): Node[] {
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

/** The names that a program imports or gives to objects and that end in `components`. */
function* namesOfMaps(program: Program | undefined): Generator<string> {
  for (const node of program?.body ?? []) {
    const imported = node.type === 'ImportDeclaration' ? node.specifiers : [];
    const declared = node.type === 'VariableDeclaration' ? node.declarations : [];
    const ids = [...imported.map(({ local }) => local), ...declared.map(({ id }) => id)];
    for (const id of ids) if (id.type === 'Identifier' && isMap.test(id.name)) yield id.name;
  }
}

const isMap = /components$/i;

/** The value of an expression; of an object with an unknown part, such as `{ ...own, ...props.components }`, the others, the last first. */
function valuesOf(expression: Node, scope: Scope): Value[] {
  const whole = evaluate(expression, scope);
  if (!(whole instanceof Unknown) || expression.type !== 'ObjectExpression') return [whole];
  return expression.properties
    .toReversed()
    .map((property) => evaluate({ ...expression, properties: [property] }, scope));
}

/** The maps of components that elements of a module, or those of a name, are given for documents. */
export function* mapsGivenIn(
  module: ScriptModule | undefined,
  element?: string,
): Generator<ReadonlyMap<string, Value>> {
  for (const expression of providedIn(module?.program, element)) {
    // Where code of the site chooses one of several maps, each of them is one for some pages.
    const others = [...namesOfMaps(module!.program)].map((name) => module!.scope.value(name));
    for (const map of [...valuesOf(expression, module!.scope), ...others]) {
      const isKnown = map instanceof Opaque && !(map instanceof Unknown);
      if (isKnown || map instanceof Map) yield new Map(map.entries());
    }
  }
}

/** The maps that a module exports under the usual names, or its functions give; of one with an unknown part the others. */
export function* mapsExported(module: ScriptModule): Generator<ReadonlyMap<string, Value>> {
  let isWhole = true;
  for (const name of mapNames) {
    const exported = module.exported(name);
    const map = exported instanceof Callable ? exported.call([new Map()], undefined) : exported;
    if (map instanceof Map) yield map;
    isWhole &&= !(map instanceof Unknown);
  }
  if (isWhole) return;
  for (const object of objectsOf(module.program, mapNames))
    for (const map of valuesOf(object, module.scope)) if (map instanceof Map) yield map;
}
