import type { SiteView } from '../../src/document/site.ts';
import { encodePath } from './target.ts';

interface Forge {
  file: string;
  raw: string;
}

/** URL patterns of the forges, by host; `{repo}` is the repository's URL. */
const forges: Readonly<Record<string, Forge>> = {
  'github.com': {
    file: '{repo}/blob/{ref}/{path}',
    raw: 'https://raw.githubusercontent.com/{name}/{ref}/{path}',
  },
  'gitlab.com': { file: '{repo}/-/blob/{ref}/{path}', raw: '{repo}/-/raw/{ref}/{path}' },
  'bitbucket.org': { file: '{repo}/src/{ref}/{path}', raw: '{repo}/raw/{ref}/{path}' },
  'codeberg.org': { file: '{repo}/src/commit/{ref}/{path}', raw: '{repo}/raw/commit/{ref}/{path}' },
};
const otherForge: Forge = { file: '{repo}/blob/{ref}/{path}', raw: '{repo}/raw/{ref}/{path}' };

/** What the forges that understand it take for the default branch. */
export const defaultBranch = 'HEAD';
const knowsHead = /(?:^|\.)github\.com$|gitlab|^bitbucket\.org$/;

export interface Repository {
  /** URL of a page that shows the file. */
  fileUrl(path: string): string;
  /** URL of the file's content. */
  rawUrl(path: string): string;
}

/**
 * The repository that links lead into; undefined where repository or ref are not known.
 *
 * @param repo `owner/name` (on GitHub) or the repository's URL
 */
export function repositoryOf(
  repo: string | undefined,
  ref: string | undefined,
): Repository | undefined {
  if (repo === undefined || ref === undefined || repo === '' || ref === '') return undefined;
  const spelled = repo
    .replace(/^git\+/, '')
    .replace(/^(?:ssh:\/\/)?git@([^:/]+)[:/]/, 'https://$1/')
    .replace(/\.git$|\/+$/g, '');
  const url = spelled.includes(':') ? spelled : `https://github.com/${spelled}`;
  if (!/^https?:\/\/[^/]/.test(url) || !URL.canParse(url)) return undefined;
  const { host, pathname } = new URL(url);
  if (ref === defaultBranch && !knowsHead.test(host)) return undefined;
  const forge = forges[host] ?? (host.includes('gitlab') ? forges['gitlab.com']! : otherForge);
  const values: Record<string, string> = { repo: url, name: pathname.slice(1), ref };
  const fill = (pattern: string, path: string) =>
    pattern.replace(/\{(\w+)\}/g, (_, key: string) =>
      key === 'path' ? encodePath(path) : values[key]!,
    );
  return { fileUrl: (path) => fill(forge.file, path), rawUrl: (path) => fill(forge.raw, path) };
}

/** Where the site serves a file of its public folder, from its root without a slash. */
export function servedPath(path: string, site: SiteView): string | undefined {
  const parts = path.split('/');
  const below = parts.map((_, at) => parts.slice(at + 1).join('/')).filter(Boolean);
  return below.find((rest) => site.fileOf(`/${rest}`) === path);
}
