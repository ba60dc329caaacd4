import { join } from 'node:path';
import type { DocumentDependencies } from '../pool/protocol.ts';

/** Absolute paths of the included files that lie outside the source folder, each once. */
export function outsideSource(
  includes: DocumentDependencies['includes'],
  sourceRoot: string,
): string[] {
  const outside = includes.filter(([path]) => path.startsWith('../'));
  return [...new Set(outside.map(([path]) => join(sourceRoot, path)))].sort();
}
