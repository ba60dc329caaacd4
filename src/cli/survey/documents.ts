import { existsSync } from 'node:fs';
import fastGlob from 'fast-glob';

/** Files that a repo has without having documentation. */
const projectFiles = /^(readme|changelog|contributing|license|code_of_conduct|security)\b/i;

const ignored = ['**/node_modules/**', '**/dist/**', '**/vendor/**'];

/** Whether a folder holds Markdown that is more than a project's own files. */
export function hasDocuments(folder: string, deep = 5): boolean {
  return documentsIn(folder, deep).some((path) => path.includes('/') || !projectFiles.test(path));
}

/** Folders below a project that hold documents, those with the most first. */
export function candidatesIn(root: string): { folder: string; documents: number }[] {
  const counts = new Map<string, number>();
  for (const path of documentsIn(root, 6)) {
    const parts = path.split('/');
    const name = parts.pop()!;
    if (parts.length === 0 || projectFiles.test(name)) continue;
    const depth = /^(?:packages|apps|libs|sites|src|website)$/.test(parts[0]!) ? 2 : 1;
    const folder = parts.slice(0, depth).join('/');
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .map(([folder, documents]) => ({ folder, documents }))
    .sort((a, b) => b.documents - a.documents || (a.folder < b.folder ? -1 : 1));
}

function documentsIn(folder: string, deep: number): string[] {
  if (!existsSync(folder)) return [];
  return fastGlob.sync('**/*.{md,mdx,markdown,mdoc}', {
    cwd: folder,
    deep,
    ignore: ignored,
    suppressErrors: true,
  });
}
