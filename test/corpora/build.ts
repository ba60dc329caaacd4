import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildTree } from '../../scripts/corpora.ts';
import type { Message } from '../../src/contract/message.ts';
import { bin } from '../setup/package.ts';

export interface Built {
  out: string;
  code: number | null;
  stderr: string;
  messages: Message[];
  documents: { processed: number; written: number; unchanged: number; failed: number };
}

/** A scratch folder for the builds of one test file. */
export function scratch(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'contextor-corpora-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

interface Options {
  src: string;
  out: string;
  profile?: string;
  args?: readonly string[];
}

/** Builds with the command, and reads its report. */
export function build({ args = [], ...options }: Options): Built {
  const outcome = buildTree({ ...options, bin, args: [...args, '--reporter', 'json'] });
  if (outcome.code === null || outcome.code > 1) throw new Error(outcome.stderr);
  const { documents, messages } = JSON.parse(outcome.stdout);
  return { out: options.out, ...outcome, documents, messages };
}

/** One hash over the paths and bytes of all files of a folder. */
export function hashOf(folder: string): string {
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(file.slice(folder.length)).update(readFileSync(file));
  return hash.digest('hex');
}
