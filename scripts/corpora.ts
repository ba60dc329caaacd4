import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** One documentation tree to measure on; its folder is named after its dialect. */
export interface Corpus {
  name: string;
  folder: string;
}

/** The trees of the folder that `CONTEXTOR_CORPORA` names; none where it is absent. */
export function listCorpora(
  folder = process.env.CONTEXTOR_CORPORA ?? '../shared/corpora',
): Corpus[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, folder: resolve(folder, name) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export interface BuildOptions {
  src: string;
  out: string;
  /** Where the command is run; by default right above the output. */
  cwd?: string;
  profile?: string;
  /** Further command line options. */
  args?: readonly string[];
  /** The built command; default that of `npm run build`. */
  bin?: string;
}

export interface BuildOutcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the built command as a user would, without any configuration of this project. */
export function buildTree(options: BuildOptions): BuildOutcome {
  const { cwd = join(options.out, '..'), bin = resolve('dist/bin/contextor.js') } = options;
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...commandLineOf(options)], {
    encoding: 'utf8',
    cwd,
    maxBuffer: 256 * 1024 * 1024,
    timeout: 300_000,
  });
  return { code: status, stdout, stderr };
}

/** What the command is told to build a tree without any configuration of this project. */
export function commandLineOf(options: BuildOptions): string[] {
  const { src, out, profile = 'lossless', args = [] } = options;
  const plain = ['build', '--no-config', '--no-progress'];
  return [...plain, '--src', src, '--out', out, '--profile', profile, ...args];
}
