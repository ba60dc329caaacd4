import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Config } from '../../src/config/settings.ts';
import { type Files, filesOf } from './built-files.ts';

/** How long `contextor watch` may take to do what a change asks for, on a busy machine. */
const patienceMs = 20_000;

export interface Watched {
  /** What it has made as soon as that is right, or after the time that it may take. */
  settled(isRight: (files: Files) => boolean): Promise<{ files: Files; ended?: string }>;
  close(): Promise<void>;
}

/** Starts `contextor watch` in a project, with an output folder of its own. */
export async function watched(root: string, config: Config): Promise<Watched> {
  const file = join(root, 'watched.json');
  writeFileSync(file, JSON.stringify({ ...config, out: 'watched' }));
  const bin = join(resolve(process.env.CONTEXTOR_DIST ?? 'dist'), 'bin/contextor.js');
  const child = spawn(process.execPath, [bin, 'watch', '--config', file], { cwd: root });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
  const closed = new Promise<void>((done) => child.on('close', () => done()));
  await until(() => said.includes('Watching for changes') || child.exitCode !== null);
  const out = join(root, 'watched');
  return {
    async settled(isRight) {
      // What was judged is what is given: a second look may find the next build at work.
      let files: Files = new Map();
      await until(() => {
        files = read(out) ?? files;
        return isRight(files) || child.exitCode !== null;
      });
      const ended = child.exitCode === null ? undefined : said.slice(-600);
      return { files, ...(ended !== undefined && { ended }) };
    },
    async close() {
      child.kill('SIGINT');
      await Promise.race([closed, setTimeout(5_000)]);
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    },
  };
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!holds() && Date.now() < end) await setTimeout(50);
}

/** Files of a folder that is being written to; undefined where one went while they were read. */
function read(folder: string): Files | undefined {
  try {
    return existsSync(folder) ? filesOf(folder) : new Map();
  } catch {
    return undefined;
  }
}
