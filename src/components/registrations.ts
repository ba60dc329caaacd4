import type { Node, Program } from 'estree-jsx';
import { nodesIn } from '../static/parse-script.ts';
import { isScalar, type Value } from '../static/value.ts';

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
