import type { ValueMap } from '../static/value.ts';
import { nodesIn } from './parsed.ts';

/** A node of the tree, whose types of TypeScript the parser knows. */
interface AnyNode {
  type?: string;
  [key: string]: unknown;
}

/**
 * The props that a setup script declares by a type, `defineProps<{ title?: string }>()`: what a use does
 * not give is undefined, not unknown. Types of other files are not followed.
 */
export function addTypedProps(program: unknown, props: ValueMap): void {
  for (const name of typedProps(program)) if (!props.has(name)) props.set(name, undefined);
}

function typedProps(program: unknown): string[] {
  const types = new Map<string, unknown>();
  const found: unknown[] = [];
  for (const node of nodesIn(program) as Iterable<AnyNode>) {
    if (node.type === 'TSInterfaceDeclaration') types.set(nameOf(node.id), node.body);
    if (node.type === 'TSTypeAliasDeclaration') types.set(nameOf(node.id), node.typeAnnotation);
    if (node.type === 'CallExpression' && nameOf(node.callee) === 'defineProps') {
      found.push(...listOf((node.typeArguments as AnyNode | undefined)?.params));
    }
  }
  return found.flatMap((type) => {
    const stated = (type as AnyNode).type === 'TSTypeReference';
    return membersOf(stated ? types.get(nameOf((type as AnyNode).typeName)) : type);
  });
}

/** The names in `{ a: string; b?: number }`, of a literal or of an interface. */
function membersOf(type: unknown): string[] {
  const { members, body } = (type ?? {}) as AnyNode;
  return listOf(members ?? body).map((member) => nameOf((member as AnyNode).key));
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function nameOf(node: unknown): string {
  const { name, value } = (node ?? {}) as AnyNode;
  return String(name ?? value ?? '');
}
