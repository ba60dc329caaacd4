import type { Image, PhrasingContent, RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { isBlank, isElement, text } from '../nodes.ts';
import type { RenderEnv } from '../renderings/rendering.ts';
import type { Place } from './place.ts';

/** What the parts of a table are called in libraries of components: Radix, shadcn, MUI, Chakra, Mantine. */
const parts: Readonly<Record<string, string>> = {
  body: 'tbody',
  caption: 'caption',
  cell: 'td',
  columnheader: 'th',
  columnheadercell: 'th',
  footer: 'tfoot',
  header: 'thead',
  row: 'tr',
  rowheadercell: 'th',
  tbody: 'tbody',
  td: 'td',
  tfoot: 'tfoot',
  th: 'th',
  thead: 'thead',
  tr: 'tr',
};

/** A table of such parts as one of HTML; undefined for other elements. */
export function tableOfParts(element: ElementNode): ElementNode | undefined {
  if (!/^(?:Table|Table\.Root|TableRoot)$/.test(element.name ?? '')) return undefined;
  const table = renamed(element, 'table');
  return hasRow(table) ? table : undefined;
}

function renamed(element: ElementNode, name: string): ElementNode {
  const children = (element.children as RootContent[]).map((child) => {
    if (!isElement(child)) return child;
    const part = partOf(child);
    return part === undefined ? child : renamed(child, part);
  });
  return { ...element, name, children } as ElementNode;
}

function partOf(element: ElementNode): string | undefined {
  // Parts of HTML stand among them.
  const own = element.name ?? '';
  if (parts[own] === own) return own;
  const name = /^(?:Table\.?)?([A-Z]\w*)$/.exec(element.name ?? '')?.[1]?.toLowerCase();
  // MUI calls the group so, shadcn a cell of it.
  if (name === 'head') return element.children.some(isRow) ? 'thead' : 'th';
  return name === undefined ? undefined : parts[name];
}

const isRow = (node: ElementNode['children'][number]): boolean =>
  isElement(node) && partOf(node) === 'tr';

const hasRow = ({ children }: ElementNode): boolean =>
  (children as RootContent[]).some(
    (child) => isElement(child) && (child.name === 'tr' || hasRow(child)),
  );

/**
 * A drawing that is imported as a component, as the picture that it is; nothing where it has no name:
 * https://docusaurus.io/docs/markdown-features/assets#inline-svgs
 */
export function drawingOf(element: ElementNode, env: RenderEnv, place: Place): Image[] | undefined {
  const name = element.name ?? '';
  const src = place.scope.imported(name) && place.scope.value(name);
  if (typeof src !== 'string' || !/\.svg$/.test(src)) return undefined;
  const file = env.document.include(src, place.path);
  const title = file.ok ? /<title[^>]*>([^<]+)</.exec(file.text)?.[1]?.trim() : undefined;
  const alt = env.text(element, ['alt', 'aria-label', 'title']) ?? title;
  return alt ? [{ type: 'image', url: env.url(src), alt }] : [];
}

/** Parts of one thing, such as a card, which are no choices. */
const partNames =
  /^(?:\w*(?:Content|Description|Footer|Group|Header|Icon|Image|Item|Label|Link|List|Section|Title|Trigger)|Actions?|After|Aside|Before|Body|Bottom|Cell|Close|Col\w*|Container|End|Left|Main|Overlay|Panel|Right|Root|Row|Start|Summary|Text|Top|Wrapper)$/;

/**
 * The name of a component that is one of several of the same one, `<Code.Next>` beside `<Code.Qwik>`:
 * whatever shows them tells them apart by it.
 */
export function labelOfMember(
  element: ElementNode,
  siblings: readonly RootContent[],
): PhrasingContent[] | undefined {
  const own = memberOf(element);
  const names = new Set<string>();
  const shown = siblings.filter((node) => !isBlank(node));
  for (const node of shown) {
    const member = isElement(node) && node.children.length > 0 ? memberOf(node) : undefined;
    if (member === undefined || member.of !== own?.of || partNames.test(member.name))
      return undefined;
    names.add(member.name);
  }
  return own && names.size > 1 && names.size === shown.length ? [text(own.name)] : undefined;
}

function memberOf({ name }: ElementNode): { of: string; name: string } | undefined {
  const [of, member, more] = (name ?? '').split('.');
  return of && member && more === undefined ? { of, name: member } : undefined;
}
