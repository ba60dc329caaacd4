import type { PhrasingContent, RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { isBlank, isElement, text } from '../nodes.ts';

/** Parts of one thing, such as a card, which are no choices. */
const parts =
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
    if (member === undefined || member.of !== own?.of || parts.test(member.name)) return undefined;
    names.add(member.name);
  }
  return own && names.size > 1 && names.size === shown.length ? [text(own.name)] : undefined;
}

function memberOf({ name }: ElementNode): { of: string; name: string } | undefined {
  const [of, member, more] = (name ?? '').split('.');
  return of && member && more === undefined ? { of, name: member } : undefined;
}
