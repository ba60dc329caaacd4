import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { listCorpora } from '../corpora.ts';

/** A documentation tree: where the command is run, and with which options. */
export interface Tree {
  name: string;
  cwd: string;
  args: readonly string[];
}

/** Plain trees of documents, whole projects with the configuration of their site, and this project's own docs. */
export function listTrees(
  projects = process.env.CONTEXTOR_PROJECTS ?? '../shared/projects',
): Tree[] {
  const plain = listCorpora().map(({ name, folder }) => {
    const cwd = existsSync(join(folder, 'docs')) ? join(folder, 'docs') : folder;
    return { name, cwd, args: ['--no-config', '--src', '.'] };
  });
  const own = { name: 'contextor', cwd: resolve('.'), args: [] };
  if (!existsSync(projects)) return [...plain, own];
  const whole = readdirSync(projects, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, cwd: resolve(projects, name), args: [] }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return [...plain, ...whole, own];
}
