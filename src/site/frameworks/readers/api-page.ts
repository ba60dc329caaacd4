import { posix } from 'node:path';
import { type Place, stringMember } from '../../config/values.ts';
import type { DerivedPage } from '../../record.ts';
import type { Folder } from './folder.ts';
import { Descriptions, writtenPage } from './operations.ts';
import { trimmed } from './urls.ts';

/** A description of an API that a site shows whole at a route. */
export interface ShownApi {
  /** Relative to the folder, or an address. */
  file: string;
  route: string;
  /** What the page is called. Default: the title of the description. */
  label?: string | undefined;
}

/** The page of a whole API, and where it is served. */
export interface ApiPage {
  route: string;
  page: DerivedPage;
}

/**
 * The pages of descriptions of APIs, among the documents of a site, under other names than these; what
 * cannot be read is noted.
 *
 * @param documents folder of the documents, relative to the project
 * @param place where the site names the descriptions
 */
export function apiPages(
  apis: readonly ShownApi[],
  { folder, documents, place }: { folder: Folder; documents: string; place: Place },
): ApiPage[] {
  const descriptions = new Descriptions(folder, place);
  const made = new Set<string>();
  const isDocument = (path: string) =>
    ['.md', '.mdx'].some((ending) => folder.has(posix.relative(folder.path, path + ending)));
  return apis.flatMap(({ file, route, label }) => {
    const data = descriptions.read(file);
    if (data === undefined) return [];
    const name = posix.join(documents, trimmed(route).slice(1) || 'api');
    const beside = isDocument(name) ? `${name}-reference` : name;
    const own = unusedName(beside, (one) => made.has(one));
    made.add(own);
    const path = `${own}.mdx`;
    const from = folder.inProject(file);
    const title = label ?? stringMember(data, 'info', 'title') ?? 'API';
    const said = stringMember(data, 'info', 'description')?.trim() ?? '';
    const spec = JSON.stringify(posix.relative(posix.dirname(path), from));
    const content = [...(said ? [asMdx(said)] : []), `<RedocStandalone specUrl=${spec} />`];
    const page = writtenPage({ path, from, matter: { title }, content: content.join('\n\n') });
    return [{ route, page }];
  });
}

/** A name, with a number behind it where it is used already. */
export function unusedName(name: string, isUsed: (name: string) => boolean): string {
  let own = name;
  for (let count = 2; isUsed(own); count++) own = `${name}-${count}`;
  return own;
}

/** Markdown whose braces, and signs that begin no tag, are text to MDX. */
export const asMdx = (markdown: string): string =>
  markdown.replace(/[{}]/g, '\\$&').replace(/<(?![A-Za-z/])/g, '\\<');
