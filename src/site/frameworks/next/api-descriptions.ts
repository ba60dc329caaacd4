import { posix } from 'node:path';
import type { Folder } from '../readers/folder.ts';
import { modulesNamed } from './components-module.ts';

const quoted = /(['"`])([^'"`\n]+\.(?:json|ya?ml))\1/g;

/**
 * The names by which pages of an API find what describes it: the files that the module with
 * `createOpenAPI({ input })` of Fumadocs names, in a list, by names of their own, or in imports.
 */
export function descriptionAliases(folder: Folder): Record<string, string> {
  const files = modulesNamed(folder, /open-?api/i).flatMap((module) => {
    const text = folder.text(module) ?? '';
    if (!/\bcreateOpenAPI\(/.test(text)) return [];
    return [...text.matchAll(quoted)].flatMap(([, , path = '']) => {
      const plain = path.replace(/^[@~]\//, '');
      // Imports start at their module, all else at the folder of the site.
      return folder.first([posix.join(posix.dirname(module), path), plain, `src/${plain}`]) ?? [];
    });
  });
  const named = [...new Set(files)].map(
    (file, at) => [`fumadocs-openapi/${at}`, folder.inProject(file)] as const,
  );
  return Object.fromEntries(named);
}
