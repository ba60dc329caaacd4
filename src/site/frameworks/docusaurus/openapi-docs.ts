import { posix } from 'node:path';
import { entriesOf, listOf, member, type StaticData, stringMember } from '../../config/values.ts';
import type { DerivedPage } from '../../record.ts';
import { asMdx } from '../readers/api-page.ts';
import type { Folder } from '../readers/folder.ts';
import { Descriptions, operationPage, writtenPage } from '../readers/operations.ts';

/**
 * The documents that docusaurus-plugin-openapi-docs writes before the site is built, where they are not in
 * the project: one for each description, and for each of its operations.
 *
 * https://github.com/PaloAltoNetworks/docusaurus-openapi-docs
 */
export function pagesOfOpenApiDocs(folder: Folder, config: StaticData): DerivedPage[] {
  const pages = new Map<string, DerivedPage>();
  for (const plugin of listOf(member(config, 'plugins'))) {
    const [name, options] = Array.isArray(plugin) ? plugin : [];
    if (name !== 'docusaurus-plugin-openapi-docs') continue;
    const descriptions = new Descriptions(folder, folder.placeOf(config, ['plugins']));
    for (const [, api] of entriesOf(member(options, 'config'))) {
      for (const page of pagesOf(api, { folder, descriptions }))
        if (!pages.has(page.path)) pages.set(page.path, page);
    }
  }
  return [...pages.values()];
}

function pagesOf(
  api: StaticData,
  { folder, descriptions }: { folder: Folder; descriptions: Descriptions },
): DerivedPage[] {
  const specPath = folder.setting(api, ['specPath'])?.value;
  const outputDir = folder.setting(api, ['outputDir'])?.value;
  if (specPath === undefined || outputDir === undefined) return [];
  if (folder.names(outputDir).some((name) => name.endsWith('.api.mdx'))) return [];
  return filesAt(specPath, folder).flatMap((file) => {
    const at = (name: string) => ({
      path: folder.inProject(posix.join(outputDir, `${name}.mdx`)),
      from: folder.inProject(file),
    });
    const info = (key: string) => stringMember(descriptions.read(file), 'info', key);
    const title = info('title') ?? '';
    const id = kebabCase(title);
    const introduction = writtenPage({
      ...at(`${id}.info`),
      matter: { id, title },
      content: asMdx(info('description') ?? ''),
    });
    const operations = descriptions.operations(file).flatMap((operation): DerivedPage[] => {
      const { method, path, data } = operation;
      const [named, summary] = [stringMember(data, 'operationId'), stringMember(data, 'summary')];
      const title = summary ?? named ?? (method === 'webhook' ? path : 'Missing summary');
      const id = kebabCase(named ?? summary ?? (method === 'webhook' ? path : ''));
      return id === ''
        ? []
        : [operationPage(operation, { ...at(`${id}.api`), matter: { id, title } })];
    });
    return id === '' ? operations : [introduction, ...operations];
  });
}

/** The descriptions that a path names: a file, an address, or those in a folder. */
function filesAt(specPath: string, folder: Folder): string[] {
  if (/^\w+:|\.(?:json|ya?ml)$/.test(specPath)) return [specPath];
  const names = folder.names(specPath).filter((name) => /^[^_].*\.(?:json|ya?ml)$/.test(name));
  return names.map((name) => posix.join(specPath, name));
}

/** Words, digits and capitals apart: `listAPIKeysV2` -> `list-api-keys-v-2`. https://lodash.com/docs/#kebabCase */
const kebabCase = (text: string): string =>
  (text.replace(/['’]/g, '').match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\x00-\x7f]+/g) ?? [])
    .join('-')
    .toLowerCase();
