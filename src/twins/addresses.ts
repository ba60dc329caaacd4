import { createHash } from 'node:crypto';
import { oneLine } from '../contract/safe-text.ts';
import { isWithin } from '../files/source-name.ts';
import { skillDescription, skillHead, skillName } from '../output/publish/skill.ts';
import { pageUrl } from '../site/routes.ts';
import type { SiteFile } from './page.ts';

/** Makes addresses of files of the site: whole ones where its address is known, else from its root. */
export interface Addresses {
  /** Address of a file, relative to the folder of the site. */
  of(path: string): string;
  /** Path on the site that an address leads to, from its root; undefined for one elsewhere. */
  pathOf(address: string): string | undefined;
}

/**
 * @param base address of the site's root, such as `https://acme.dev/docs`, or its path, `/docs`; undefined where neither is known
 * @param known further addresses of the same site, such as the public one while it is served locally
 */
export function addressesUnder(base: string | undefined, known: readonly string[] = []): Addresses {
  const roots = [base, ...known].flatMap((one) => (one === undefined ? [] : [rootOf(one)]));
  return {
    of: (path) => pageUrl(base ?? '', `/${path}`),
    pathOf(address) {
      const root = roots.find(({ origin }) => origin !== '' && isWithin(origin, address));
      if (root === undefined && !address.startsWith('/')) return undefined;
      const path = root === undefined ? address : address.slice(root.origin.length) || '/';
      const prefixes = (root === undefined ? roots : [root]).map(({ pathname }) =>
        pathname.replace(/\/+$/, ''),
      );
      const prefix = prefixes.find((one) => isWithin(one, path));
      if (prefix === undefined) return root === undefined ? path : undefined;
      return path.slice(prefix.length) || '/';
    },
  };
}

/** A path has no origin. */
const rootOf = (base: string): { origin: string; pathname: string } =>
  base.startsWith('/') ? { origin: '', pathname: base } : new URL(base);

const folder = '.well-known/agent-skills';
const schema = 'https://schemas.agentskills.io/discovery/0.2.0/schema.json';

/** The skill that says how to read the site, and the index in which agents find it. */
export function skillFiles(
  subject: { title: string; description?: string | undefined },
  addresses: Addresses,
): SiteFile[] {
  const name = skillName(subject.title);
  const path = `${folder}/${name}/SKILL.md`;
  const text = `${skillHead(subject)}
# ${oneLine(subject.title)}

1. Fetch ${addresses.of('llms.txt')}: it lists the pages with a line about each.
2. Fetch the pages that you need, and only those: each has an address that ends in \`.md\` and is Markdown.

A page that you know by its address on the site is Markdown too, with \`.md\` added to the address.
`;
  const skill = {
    name,
    type: 'skill-md',
    description: skillDescription(subject),
    url: addresses.of(path),
    digest: `sha256:${createHash('sha256').update(text).digest('hex')}`,
  };
  const index = `${JSON.stringify({ $schema: schema, skills: [skill] }, undefined, 2)}\n`;
  return [
    { path: `${folder}/index.json`, text: index },
    { path, text },
  ];
}
