import type { Message } from '../contract/message.ts';
import type { LinkKind, Site } from '../document/site.ts';

const kinds: Readonly<Record<LinkKind, string>> = {
  root: 'links from the root of the site',
  bare: 'links by a bare name',
};

/** Where no configuration says how a site serves its documents, and links do not tell it either. */
export function unknownLinks(unknown: Site['unknown'] = {}, folder: string): Message[] {
  return (['root', 'bare'] as const).flatMap((kind) => {
    const found = unknown[kind];
    if (found === undefined) return [];
    const reason = `${found.none} of ${found.of} ${kinds[kind]} that were looked at lead to no document, and no configuration says how the site serves them: such links stay as they are, and are not reported one by one`;
    const message = {
      severity: 'warning',
      rule: 'site-unknown',
      about: kind,
      path: folder,
      reason,
    };
    return [message as Message];
  });
}
