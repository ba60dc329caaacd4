import { posix } from 'node:path';
import { folderOf } from './target.ts';

/**
 * A relative path as the included file has it: links of included files come here as the page would
 * have to write them.
 */
export function asWritten(path: string, source: string, page: string): string {
  return posix.relative(folderOf(source), posix.join(folderOf(page), path));
}

/**
 * Whether a link in an included file is one of the page that includes it: MkDocs and Sphinx include
 * text before they read links; Docusaurus takes for a path of files only what has an extension.
 */
export function isOfPage(path: string, dialect: string): boolean {
  if (dialect === 'docusaurus') return !/\.\w+$/.test(path);
  return dialect === 'mkdocs-material' || dialect === 'myst';
}
