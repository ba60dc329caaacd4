import { dirname, join, resolve } from 'node:path';
import { isRepository } from '../../contract/address.ts';
import { Disk } from '../../files/disk.ts';
import type { Found } from './survey.ts';

export interface GitFacts {
  /** `owner/name` on GitHub, else the URL of the remote. */
  repo?: Found;
  /** The remote's default branch; never the one that happens to be checked out. */
  ref?: Found;
}

/** What git's own files say of a folder; nothing where there is no repository. */
export function gitFacts(folder: string, disk = new Disk()): GitFacts {
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

/** `git@github.com:acme/docs.git` -> `acme/docs`; other hosts keep their URL; a folder is none. */
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
export function repositoryOf(text: string): string | undefined {
  const whole = text.replace(shorthands, (_, host: string) => `https://${host}.${hosts[host]}/`);
  return repoName(whole.replace(/^git\+/, ''));
}

/** Names that say what a package is for, and not what it is about. */
export const roles =
  /^(?:docs?|documentation|website|site|www|web|blog|app|root|monorepo|workspace)$/i;

/** The name of a repository: `acme/kit` and its URL -> `kit`; of `acme/docs`, that of its owner. */
export function nameOfRepository({ value, place }: Found): Found | undefined {
  const [name, owner] = value.split(/[/:]/).reverse();
  if (name !== undefined && roles.test(name) && owner) return { value: owner, place };
  return name ? { value: name, place } : undefined;
}
