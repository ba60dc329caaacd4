import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildTree, commandLineOf } from '../../scripts/corpora.ts';
import type { Figures } from '../../scripts/figures/measure.ts';
import type { Message } from '../../src/contract/message.ts';
import { runCli } from '../cli/run-cli.ts';
import { type CliRun, runHere } from '../cli/run-here.ts';
import { bin } from '../setup/package.ts';

export interface Built {
  out: string;
  messages: Message[];
  documents: { processed: number; written: number; unchanged: number; failed: number };
  tokens: Omit<Figures, 'documents'>;
}

/** A scratch folder for the builds of one test file. */
export function scratch(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'contextor-corpora-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

interface Options {
  src: string;
  out: string;
  cwd: string;
  profile: string;
  args?: readonly string[];
}

/**
 * Where a command runs: in a process of its own, or in this one, whose code is warm after the first build
 * (0.6 of the CPU).
 */
export type Where = 'process' | 'here';

/** Builds a tree with the command, and reads its report. */
export async function build({ args = [], ...options }: Options, where: Where): Promise<Built> {
  const tree = { ...options, args: [...args, '--reporter', 'json'] };
  const { code, stdout, stderr } =
    where === 'here'
      ? await runHere(commandLineOf(tree), { cwd: tree.cwd })
      : buildTree({ ...tree, bin });
  if (code === null || code > 1) throw new Error(stderr);
  return { out: options.out, ...JSON.parse(stdout) };
}

/** Builds a project as it is, or as its configuration says. */
export async function buildProject(
  cwd: string,
  out: string,
  where: Where,
  ...args: string[]
): Promise<Built> {
  const command = ['build', '--out', out, '--reporter', 'json', ...args];
  const { code, stdout, stderr } = await run(command, cwd, where);
  if (code !== 0) throw new Error(stderr);
  return { out: join(cwd, out), ...JSON.parse(stdout) };
}

/** Runs the command in a folder. */
export async function run(args: readonly string[], cwd: string, where: Where): Promise<CliRun> {
  return where === 'here' ? await runHere(args, { cwd }) : runCli(args, { cwd });
}

/** One hash over the paths and bytes of all files of a folder, or of those whose name ends so. */
export function hashOf(folder: string, ending = ''): string {
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(file.slice(folder.length)).update(readFileSync(file));
  return hash.digest('hex');
}
