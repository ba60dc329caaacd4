import type { Node } from 'estree-jsx';
import { nodesIn } from '../static/nodes.ts';
import { isScalar, type Value } from '../static/value.ts';

/** What elements, or those of a name, are given as `components`. */
export function* providedIn(program: unknown, name?: string): Generator<Node> {
  for (const found of nodesIn(program)) {
    const node = found as Node;
    if (node.type !== 'JSXOpeningElement' || node.name.type !== 'JSXIdentifier') continue;
    if (name !== undefined && node.name.name !== name) continue;
    for (const attribute of node.attributes) {
      if (attribute.type !== 'JSXAttribute' || attribute.name.name !== 'components') continue;
      if (attribute.value?.type === 'JSXExpressionContainer') yield attribute.value.expression;
    }
  }
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
