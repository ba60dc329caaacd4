import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { repoName } from './git.ts';
import type { Found } from './survey.ts';

/** What the package.json of a folder says of a project; nothing where there is none. */
export function packageFacts(root: string, folder: string): { title?: Found; repo?: Found } {
  const place = posix.join(folder, 'package.json');
  const { name, repository } = manifestOf(join(root, place));
  const url =
    typeof repository === 'string' ? repository : (repository as { url?: unknown } | null)?.url;
  return {
    ...(typeof name === 'string' && name !== '' && { title: { value: name, place } }),
    ...(typeof url === 'string' && url !== '' && { repo: { value: repositoryOf(url), place } }),
  };
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
