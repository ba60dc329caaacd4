import { entriesOf, listOf, member, type StaticData, stringMember } from '../../config/values.ts';
import type { Folder } from './folder.ts';

/**
 * The import aliases of a bundler, as patterns with their targets in the project:
 * `{ '@parts': '/work/acme/parts' }`, or `[{ find: '@parts', replacement: '/work/acme/parts' }]`.
 * Those of packages and of folders elsewhere are left out.
 *
 * @example
 * bundlerAliases(folder, { '@parts': '/work/acme/parts' }); // { '@parts': 'parts', '@parts/*': 'parts/*' }
 */
export function bundlerAliases(folder: Folder, stated: StaticData): Record<string, string> {
  const listed = listOf(stated).map((entry): [string, StaticData] => [
    stringMember(entry, 'find') ?? '',
    member(entry, 'replacement'),
  ]);
  const pairs = [...entriesOf(stated), ...listed].flatMap(([name, target]) => {
    const path = typeof target === 'string' ? folder.inside(target) : undefined;
    const plain = name.replace(/\$$|\/$/g, '');
    if (plain === '' || path === undefined) return [];
    const inner = path === '' ? '*' : `${path}/*`;
    return name.endsWith('$')
      ? [[plain, path]]
      : [
          [plain, path],
          [`${plain}/*`, inner],
        ];
  });
  return Object.fromEntries(pairs);
}
