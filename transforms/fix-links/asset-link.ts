import type { SiteView } from '../../src/document/site.ts';
import { broken, bundlerAlias, type LinkNode, type LinkScope } from './link-scope.ts';
import { defaultBranch, repositoryOf, servedPath } from './repository.ts';
import type { Resolution } from './resolution.ts';
import { addressFromRoot, encodePath, joinInside } from './target.ts';

/** A link to a file that is no page: in the repository where that is known, else on the site. */
export function assetLink(
  node: LinkNode,
  resolution: Extract<Resolution, { kind: 'asset' | 'site' }>,
  { document, repository }: LinkScope,
): string {
  const { baseUrl } = document.settings;
  if (resolution.kind === 'asset' && repository !== undefined) {
    const path = inRepository(resolution.path, document.site);
    return node.type === 'image' ? repository.rawUrl(path) : repository.fileUrl(path);
  }
  if (baseUrl === undefined) {
    return resolution.kind === 'asset' ? node.url + (resolution.ending ?? '') : node.url;
  }
  if (node.url.startsWith('/')) return addressFromRoot(node.url, baseUrl, document.dialect.name);
  const { path } = resolution;
  // A bundler takes the file from wherever it is; what the public folder holds has an address.
  const served = bundlerAlias.test(node.url) ? servedPath(path, document.site) : undefined;
  return `${baseUrl.replace(/\/+$/, '')}/${encodePath(served ?? path)}`;
}

/** A link to a file outside the source folder. */
export function besideLink(
  node: LinkNode,
  { path, named }: { path: string; named?: boolean },
  scope: LinkScope,
): string {
  const { site, settings } = scope.document;
  const inside = joinInside(site.source, path);
  const repository = scope.repository ?? repositoryOf(settings.repo, defaultBranch);
  const served = repository === undefined ? servedPath(path, site) : undefined;
  if (served !== undefined) return assetLink(node, { kind: 'site', path: served }, scope);
  if (named && (inside === undefined || repository === undefined)) return node.url;
  if (site.source === '' || inside === undefined || repository === undefined) {
    const isInRepo = site.source !== '' && inside !== undefined;
    const remedy = isInRepo ? '; set `repo` and `ref` to link into the repository' : '';
    broken(scope, node, `it is outside the source folder${remedy}`);
    return node.url;
  }
  return node.type === 'image' ? repository.rawUrl(inside) : repository.fileUrl(inside);
}

/** A path of the source as one of the repository. */
export const inRepository = (path: string, { source }: SiteView): string =>
  joinInside(source, path) ?? path;
