import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { repoName } from './git.ts';
import type { Found } from './survey.ts';

/** Names that say what a package is for, and not what it is about. */
const roles = /^(?:docs?|documentation|website|site|www|web|blog|app|root|monorepo|workspace)$/i;

/** What the package.json of a folder says of a project; nothing where there is none. */
export function packageFacts(root: string, folder: string): { title?: Found; repo?: Found } {
  const place = posix.join(folder, 'package.json');
  const { name, repository } = manifestOf(join(root, place));
  const url =
    typeof repository === 'string' ? repository : (repository as { url?: unknown } | null)?.url;
  return {
    ...(isTitle(name) && { title: { value: name, place } }),
    ...(typeof url === 'string' && url !== '' && { repo: { value: repositoryOf(url), place } }),
  };
}

function isTitle(name: unknown): name is string {
  return typeof name === 'string' && name !== '' && !roles.test(name.replace(/^@[^/]+\//, ''));
}

/** The name of a repository: `acme/kit` and its URL -> `kit`. */
export function nameOfRepository({ value, place }: Found): Found | undefined {
  const name = value.split(/[/:]/).at(-1);
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
