import { dirname, join, posix, resolve } from 'node:path';
import { isRepository } from '../../contract/address.ts';
import type { Disk } from '../../files/disk.ts';
import { jsonRecord } from '../../is-record.ts';
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

interface GitFacts {
  /** `owner/name` on GitHub, else the URL of the remote. */
  repo?: Found;
  /** The remote's default branch; never the one that happens to be checked out. */
  ref?: Found;
}

/** What git's own files say of a folder; nothing where there is no repository. */
export function gitFacts(folder: string, disk: Disk): GitFacts {
  const git = gitFolder(disk, folder);
  if (git === undefined) return {};
  // A worktree shares the configuration of the repository that it belongs to.
  const common = resolve(git, disk.read(join(git, 'commondir'))?.trim() ?? '.');
  const remote = /\[remote "origin"\][^[]*?\burl\s*=\s*(\S+)/.exec(
    disk.read(join(common, 'config')) ?? '',
  );
  const repo = remote && repoName(remote[1]!);
  const head = disk.read(join(common, 'refs/remotes/origin/HEAD')) ?? '';
  const ref = /^ref: refs\/remotes\/origin\/(\S+)/.exec(head);
  return {
    ...(repo && { repo: { value: repo, place: 'the remote origin of git' } }),
    ...(ref && { ref: { value: ref[1]!, place: 'the default branch of origin' } }),
  };
}

/** `git@github.com:acme/docs.git` -> `acme/docs`; other hosts keep their URL; a folder gives undefined. */
export function repoName(remote: string): string | undefined {
  const url = remote
    .replace(/^git:\/\//, 'https://')
    .replace(/^(?:ssh:\/\/)?git@([^:/]+)[:/]/, 'https://$1/')
    .replace(/\/\/[^@/]*@/, '//')
    .replace(/\.git$/, '');
  const name = /^https?:\/\/(?:www\.)?github\.com\/([^/]+\/[^/]+)$/.exec(url)?.[1] ?? url;
  return isRepository(name) ? name : undefined;
}

/** The folder of HEAD: `.git`, or the target of a `.git` file. */
function gitFolder(disk: Disk, folder: string): string | undefined {
  for (let here = folder; ; here = dirname(here)) {
    const path = join(here, '.git');
    const kind = disk.kind(path);
    if (kind === 'folder') return path;
    const pointer = kind && /^gitdir: (.+)/.exec(disk.read(path) ?? '')?.[1];
    if (pointer) return resolve(here, pointer.trim());
    if (dirname(here) === here) return undefined;
  }
}

const shorthands = /^(github|gitlab|bitbucket):(?!\/)/;
const hosts: Record<string, string> = { github: 'com', gitlab: 'com', bitbucket: 'org' };

/** `github:acme/docs`, `acme/docs` and `git+https://…` as npm takes them. */
function repositoryOf(text: string): string | undefined {
  const whole = text.replace(shorthands, (_, host: string) => `https://${host}.${hosts[host]}/`);
  return repoName(whole.replace(/^git\+/, ''));
}

/** Names that say what a package is for, and not what it is about. */
const roles = /^(?:docs?|documentation|website|site|www|web|blog|app|root|monorepo|workspace)$/i;

/** The name of a repository: `acme/kit` and its URL -> `kit`; of `acme/docs`, that of its owner. */
function nameOfRepository({ value, place }: Found): Found | undefined {
  const [name, owner] = value.split(/[/:]/).reverse();
  if (name !== undefined && roles.test(name) && owner) return { value: owner, place };
  return name ? { value: name, place } : undefined;
}
