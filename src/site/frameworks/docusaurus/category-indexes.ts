import { posix } from 'node:path';
import { entriesOf, member, type StaticData, stringMember } from '../../config/values.ts';
import type { SiteSource } from '../../record.ts';
import type { Folder } from '../readers/folder.ts';

/**
 * The routes of the index pages that the site makes of categories, where the sidebars or the `_category_`
 * files state them: https://docusaurus.io/docs/sidebar/items#generated-index-page
 */
export function categoryIndexes(source: SiteSource, folder: Folder): string[] {
  if (source.kind !== 'docs') return [];
  const documents = posix.relative(folder.path, source.folder);
  const slugs = [...slugsIn(source.sidebar), ...slugsBelow(documents, folder.aside())];
  return slugs.map((slug) => posix.join('/', source.prefix, slug));
}

function slugsIn(data: StaticData): string[] {
  if (Array.isArray(data)) return data.flatMap(slugsIn);
  return [...slugOf(data), ...entriesOf(data).flatMap(([, inner]) => slugsIn(inner))];
}

function slugsBelow(path: string, folder: Folder): string[] {
  const own = folder.names(path).filter((name) => /^_category_\.(?:json|ya?ml)$/.test(name));
  return [
    ...own.flatMap((name) => slugOf(folder.data(posix.join(path, name)))),
    ...folder.folders(path).flatMap((name) => slugsBelow(posix.join(path, name), folder)),
  ];
}

/** Without a slug, the page is below `category`. */
function slugOf(category: StaticData): string[] {
  const isIndex = stringMember(category, 'link', 'type') === 'generated-index';
  const slug = isIndex ? member(category, 'link', 'slug') : undefined;
  return typeof slug === 'string' ? [slug] : [];
}
