import type { RootContent } from 'mdast';
import type { ElementNode } from '../contract/element.ts';

const code = /^(?:CodeBlock|pre)$/;

/**
 * Puts a text that a component was given, and shows changed in a way that is not known, into the one
 * block of code that stands empty; nothing is missing then. Undefined where there is no such block.
 */
export function fillCode(
  nodes: readonly RootContent[],
  given: readonly RootContent[] = [],
): RootContent[] | undefined {
  const shown = given.filter((node) => node.type !== 'text' || node.value.trim() !== '');
  const [only, more] = emptyCode(nodes);
  if (shown.length === 0 || !shown.every(isText) || !only || more) return undefined;
  only.children = [...shown] as ElementNode['children'];
  return [];
}

const isText = ({ type }: RootContent): boolean => /^text$|Expression$/.test(type);

function* emptyCode(nodes: readonly RootContent[]): Generator<ElementNode> {
  for (const node of nodes) {
    if (!('children' in node)) continue;
    if (!('attributes' in node && code.test(node.name ?? '')))
      yield* emptyCode(node.children as RootContent[]);
    else if (isEmpty(node)) yield node as ElementNode;
  }
}

/** `<pre><code></code></pre>` */
const isEmpty = (node: RootContent): boolean =>
  'children' in node && (node.children as RootContent[]).every(isEmpty);

/** Of commands of different package managers, that of npm, as of a group of tabs. */
export function commandOfNpm(commands: readonly string[]): string | undefined {
  const managers = commands.map(
    (text) => /^(npm|npx|pnpm|pnpx|yarn|bunx?|deno|xp[mx])(?:\s|$)/.exec(text)?.[1],
  );
  const areOthers = !managers.includes(undefined) && new Set(managers).size === managers.length;
  return areOthers
    ? commands[managers.findIndex((name) => /^np[mx]$/.test(name ?? ''))]
    : undefined;
}
