import { posix } from 'node:path';
import { listOf, member, type StaticData, stringMember } from '../config/values.ts';
import { type ApiPage, apiPages, asMdx, type ShownApi } from './readers/api-page.ts';
import type { Folder } from './readers/folder.ts';
import { Descriptions, operationPage, tagOf, writtenPage } from './readers/operations.ts';
import { trimmed } from './readers/urls.ts';

/**
 * The pages that Blume makes of descriptions in OpenAPI: an overview of each, and one of each operation below its
 * tag; with Scalar, one in all. https://useblume.dev/docs/advanced/api-reference
 *
 * @param documents folder of the documents, relative to the project
 */
export function pagesOfOpenApi(
  folder: Folder,
  config: StaticData,
  { documents, mount }: { documents: string; mount: string },
): ApiPage[] {
  const block = folder.known(config, ['openapi']);
  if (member(block, 'enabled') === false) return [];
  const place = folder.placeOf(config, ['openapi']);
  const apis = apisOf(block);
  const pages =
    stringMember(block, 'renderer') === 'scalar'
      ? apiPages(apis, { folder, documents, place })
      : apis.flatMap((api) =>
          pagesOf(api, { folder, documents, descriptions: new Descriptions(folder, place) }),
        );
  return pages.map(({ route, page }) => ({ route: mount + trimmed(route), page }));
}

/** `spec` alone is the only source. */
function apisOf(block: StaticData): ShownApi[] {
  const spec = stringMember(block, 'spec');
  const sources = listOf(member(block, 'sources'));
  const base = stringMember(block, 'route') ?? '/reference';
  const all = [...(spec === undefined ? [] : [new Map([['spec', spec]])]), ...sources];
  return all.flatMap((source, at): ShownApi[] => {
    const [file, label] = [stringMember(source, 'spec'), stringMember(source, 'label')];
    const own = all.length === 1 ? '' : `/${slugOf(label ?? '') || at + 1}`;
    const route = stringMember(source, 'route') ?? `${base}${own}`;
    return file === undefined ? [] : [{ file, route, label }];
  });
}

function pagesOf(
  { file, route, label }: ShownApi,
  {
    folder,
    documents,
    descriptions,
  }: { folder: Folder; documents: string; descriptions: Descriptions },
): ApiPage[] {
  const from = folder.inProject(file);
  const at = (name: string) => posix.join(documents, `${trimmed(name).slice(1)}.mdx`);
  const info = (key: string) => stringMember(descriptions.read(file), 'info', key)?.trim();
  const said = info('description');
  const matter = { title: info('title') ?? label ?? 'API Reference' };
  const overview = said
    ? [{ route, page: writtenPage({ path: at(route), from, matter, content: asMdx(said) }) }]
    : [];
  const seen = new Set<string>();
  const operations = descriptions.operations(file).filter(({ method }) => method !== 'webhook');
  const made = operations.map((operation): ApiPage => {
    const { method, path, data } = operation;
    let key = slugOf(stringMember(data, 'operationId') ?? '') || slugOf(`${method}-${path}`);
    while (seen.has(key)) key += `-${method}`;
    seen.add(key);
    const own = `${route}/${slugOf(tagOf(operation) ?? '') || 'operations'}/${key}`;
    return { route: own, page: operationPage(operation, { path: at(own), from }) };
  });
  return [...overview, ...made];
}

/** Letters and digits of all languages in small letters, hyphens between the rest. */
const slugOf = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/\p{Cf}/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .replace(/^\p{M}+/u, '');
