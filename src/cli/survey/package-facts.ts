import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { repoName } from './git.ts';
import type { Found } from './survey.ts';

/** Names that say what a package is for, and not what it is about. */
const roles = /^(?:docs?|documentation|website|site|www|web|blog|app|root|monorepo|workspace)$/i;
/** Names that templates of frameworks bring along. */
const templates =
  /^(?:fumadocs|nextra|nextra-docs-template|starlight|vitepress|docusaurus|nuxt-app|my-.+)$/;
/** What a name says besides: `acme-monorepo`, `monorepo-acme`. */
const roleInName = /^(?:monorepo|root|workspace)-|-(?:monorepo|repo|root|workspace)$/;

/** What the package.json of a folder says of a project; nothing where there is none. */
export function packageFacts(root: string, folder: string): { title?: Found; repo?: Found } {
  const place = posix.join(folder, 'package.json');
  const { name, repository } = manifestOf(join(root, place));
  const url =
    typeof repository === 'string' ? repository : (repository as { url?: unknown } | null)?.url;
  return {
    ...(isTitle(name) && { title: { value: name.replace(roleInName, ''), place } }),
    ...(typeof url === 'string' && url !== '' && { repo: { value: repositoryOf(url), place } }),
  };
}

function isTitle(name: unknown): name is string {
  if (typeof name !== 'string' || name === '') return false;
  const own = name.replace(/^@[^/]+\//, '');
  return !roles.test(own) && !templates.test(own);
}

/** The name of a repository: `acme/kit` and its URL -> `kit`; of `acme/docs`, that of its owner. */
export function nameOfRepository({ value, place }: Found): Found | undefined {
  const [name, owner] = value.split(/[/:]/).reverse();
  if (name !== undefined && roles.test(name) && owner) return { value: owner, place };
  return name ? { value: name, place } : undefined;
}

/** `github:acme/docs`, `acme/docs` and `git+https://…` as npm takes them. */
function repositoryOf(text: string): string {
  return repoName(text.replace(/^git\+/, '').replace(/^github:/, 'https://github.com/'));
}

function manifestOf(file: string): Record<string, unknown> {
  try {
    const data: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
