import type { RootContent } from 'mdast';
import { isScalar, type ValueMap } from '../static/value.ts';

/**
 * The name that an element has for those who cannot see its icon: its own label or title, else that
 * of a drawing in it. Undefined where it shows words anyway.
 */
export function accessibleName(
  props: ValueMap,
  children: readonly RootContent[],
): string | undefined {
  if (children.some(showsSomething)) return undefined;
  const own = props.get('aria-label') ?? props.get('title');
  if (isScalar(own)) return String(own);
  return labels(children).next().value ?? undefined;
}

function showsSomething(node: RootContent): boolean {
  if (node.type === 'text') return /\S/.test(node.value);
  if (!('children' in node)) return true;
  if ('name' in node && node.name === 'svg') return false;
  const isPlain = !('name' in node) || node.name === null || /^[a-z]/.test(node.name);
  if (isPlain && !showing.has('name' in node ? (node.name ?? '') : '')) {
    return (node.children as RootContent[]).some(showsSomething);
  }
  return 'name' in node && node.name !== 'Icon';
}

const showing: ReadonlySet<string> = new Set([
  'img',
  'video',
  'iframe',
  'audio',
  'picture',
  'br',
  'hr',
]);

function* labels(nodes: readonly RootContent[]): Generator<string> {
  for (const node of nodes) {
    if (!('attributes' in node) || !Array.isArray(node.attributes)) continue;
    for (const attribute of node.attributes) {
      const isLabel = attribute.type === 'mdxJsxAttribute' && attribute.name === 'aria-label';
      if (isLabel && typeof attribute.value === 'string') yield attribute.value;
    }
    yield* labels(node.children as RootContent[]);
  }
}
