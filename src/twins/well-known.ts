import { createHash } from 'node:crypto';
import { oneLine } from '../contract/one-line.ts';
import { skillDescription, skillHead, skillName } from '../output/publish/skill.ts';
import type { Addresses } from './addresses.ts';
import type { SiteFile } from './page.ts';

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
