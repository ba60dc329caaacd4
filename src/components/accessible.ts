import type { RootContent } from 'mdast';
import type { ElementNode } from '../contract/element.ts';
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

/** Whether a node is more than a box around nothing or around a drawing. */
export function showsSomething(node: RootContent): boolean {
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

/**
 * Nodes without the text for screen readers (`class="sr-only"`) that other elements beside it show,
 * and without buttons that are a picture: what they do, only a reader of the site can.
 */
export function withoutEchoes(nodes: RootContent[]): RootContent[] {
  let kept = nodes.filter((node) => !isPictureButton(node));
  if (kept.some(isForScreenReaders)) {
    const shown = wordsOf(kept.filter((node) => !isForScreenReaders(node)));
    kept = kept.filter((node) => !isForScreenReaders(node) || !shown.includes(wordsOf([node])));
  }
  for (const node of kept) {
    if (isMade(node)) node.children = withoutEchoes(node.children as RootContent[]) as never;
  }
  return kept;
}

const isPictureButton = (node: RootContent): boolean =>
  isMade(node) && node.name === 'button' && node.children.length > 0 && wordsOf([node]) === '';

const isMade = (node: RootContent): node is ElementNode & RootContent =>
  'data' in node && (node.data as { made?: boolean } | undefined)?.made === true;

export const isForScreenReaders = (node: RootContent): boolean =>
  isMade(node) &&
  node.attributes.some(
    (one) =>
      one.type === 'mdxJsxAttribute' &&
      /^class(?:Name)?$/.test(one.name) &&
      typeof one.value === 'string' &&
      /(?:^|\s)(?:sr-only|visually-hidden)(?:\s|$)/.test(one.value),
  );

function wordsOf(nodes: readonly RootContent[]): string {
  const texts = nodes.map((node) => {
    if (node.type === 'text') return node.value;
    return 'children' in node ? wordsOf(node.children as RootContent[]) : '';
  });
  return texts.join('').replace(/\s+/g, ' ').trim();
}
