import type { LinkFields } from '../../transforms/link-index.ts';
import { type MergeSpec, mergeContributions } from '../engine/index.ts';

/**
 * What the context of one document gives to the context of all. What grows with every document, such
 * as the pages that it links to, stays in its line of the index.
 */
export function corpusContribution(
  context: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { title, description, url, slug, outline, links, ...rest } = context;
  const { external = [] } = (links ?? {}) as Partial<LinkFields['links']>;
  return { documents: 1, ...rest, links: { hosts: countByHost(external) } };
}

/**
 * A contribution that was read from a file, as somebody may have left it: the fold trusts what it is
 * given.
 *
 * @param file for messages
 * @throws ContextorError `CONTRIBUTION_INVALID`, `CONTRIBUTION_UNSAFE_KEY`
 */
export function checkedContribution(
  file: string,
  fields: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return mergeContributions({}, [{ stage: file, fields }]).context;
}

/** How the contexts of documents become one; `enhanced` does for fields that it does not name. */
export const corpusMerge: MergeSpec = {
  strategy: 'enhanced',
  fields: {
    documents: 'sum',
    topics: 'union',
    'tokens.*': 'sum',
    'stats.*': 'sum',
    'code.blocks': 'sum',
    'code.languages.*': 'sum',
    'links.hosts.*': 'sum',
    'savings.*.*': 'sum',
    'unknownComponents.*': 'sum',
  },
};

const unsafe = new Set(['__proto__', 'constructor', 'prototype']);

function countByHost(addresses: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const address of addresses) {
    const host = /^https?:\/\/([^/?#]+)/i.exec(address)?.[1]?.toLowerCase();
    if (host !== undefined && !unsafe.has(host)) counts.set(host, (counts.get(host) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}
