import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { listTrees, type Tree } from '../afdocs/trees.ts';

/** Tokens (`o200k_base`) of a tree and of its output, front matter and all. */
export interface Figures {
  documents: number;
  /** Of the sources, with what they include. */
  before: number;
  /** Those of `before` that stand in files which pages include, once a page. */
  included: number;
  after: number;
  /** Those of `after` that are front matter. */
  front: number;
}

/** The trees of other projects that are on this machine. */
export const foreignTrees = (): Tree[] => listTrees().filter(({ name }) => name !== 'contextor');

/** The figures that a build without settings gives for a tree; it writes nothing. */
export function measure(
  { cwd, args, name }: Tree,
  { profile = 'balanced', bin = resolve('dist/bin/contextor.js') } = {},
): Figures {
  const build = ['build', '--dry-run', '--profile', profile, '--reporter', 'json', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...build], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (status === null || status > 1) throw new Error(`${name}: ${stderr}`);
  const { documents, tokens } = JSON.parse(stdout);
  return { documents: documents.processed, ...tokens };
}
