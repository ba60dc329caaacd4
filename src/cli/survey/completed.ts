import { join, posix } from 'node:path';
import type { Disk } from '../../files/disk.ts';
import { jsonRecord } from '../../is-record.ts';
import { gitFacts, nameOfRepository, repositoryOf, roles } from './git.ts';
import type { Found, FoundSite } from './survey.ts';

/** Repositories that copies of a framework's own configuration still name. */
const ofFrameworks =
  /^(?:facebook\/docusaurus|fuma-nama\/fumadocs|google\/docsy|imfing\/hextra|just-the-docs\/just-the-docs|shuding\/nextra|vuejs\/vitepress|withastro\/starlight)$/;

/** What a site does not say: from package.json and git. */
export function completed(
  site: Omit<FoundSite, 'titled'>,
  { root, folder = '', disk }: { root: string; folder?: string; disk: Disk },
): FoundSite {
  const facts = [folder, ''].map((place) => packageFacts(place, { root, disk }));
  const git = gitFacts(root, disk);
  const copied = git.repo !== undefined && ofFrameworks.test(site.repo?.value ?? '');
  const stated = copied ? undefined : site.repo;
  const repo = stated ?? git.repo ?? facts.map((one) => one.repo).find(Boolean);
  const name =
    facts.map(({ title }) => title).find((title) => title !== undefined) ??
    (repo && nameOfRepository(repo));
  return {
    ...site,
    title: site.title ?? name,
    titled: site.title !== undefined,
    repo,
    ref: (copied ? undefined : site.ref) ?? (repo && git.ref),
  };
}

/** Names that templates of frameworks bring along. */
const templates =
  /^(?:fumadocs|nextra|nextra-docs-template|starlight|vitepress|docusaurus|nuxt-app|my-.+)$/;
/** Parts of a name that say nothing of what it is about: `acme-monorepo`, `monorepo-acme`. */
const roleInName = /^(?:monorepo|root|workspace)-|-(?:monorepo|repo|root|workspace)$/;

/** What the package.json of a folder says about a project; nothing if there is none. */
function packageFacts(
  folder: string,
  { root, disk }: { root: string; disk: Disk },
): { title?: Found; repo?: Found } {
  const place = posix.join(folder, 'package.json');
  const { name, repository } = jsonRecord(disk.read(join(root, place)) ?? '');
  const url =
    typeof repository === 'string' ? repository : (repository as { url?: unknown } | null)?.url;
  const repo = typeof url === 'string' ? repositoryOf(url) : undefined;
  return {
    ...(isTitle(name) && { title: { value: name.replace(roleInName, ''), place } }),
    ...(repo !== undefined && { repo: { value: repo, place } }),
  };
}

function isTitle(name: unknown): name is string {
  if (typeof name !== 'string' || name === '') return false;
  const own = name.replace(/^@[^/]+\//, '');
  return !roles.test(own) && !templates.test(own);
}
