import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { version } from '../../src/version.ts';
import { put } from '../setup/folder.ts';
import { bin, dist } from '../setup/package.ts';

/** A docs repo with pages that link, include a partial and show an image. */
export function sampleProject(cwd: string, pages: number): void {
  put(cwd, 'package.json', '{"dependencies":{"@docusaurus/core":"3.0.0"}}');
  put(cwd, 'docs/_partial.mdx', 'From the **partial**.\n');
  put(cwd, 'docs/img/a.png', 'not really');
  for (let page = 0; page < pages; page += 1) {
    const text = `Line ${page} of text.\n\n`.repeat(1 + (page % 40));
    put(
      cwd,
      `docs/g${page % 5}/p${page}.mdx`,
      `import Partial from '../_partial.mdx';\n\n# Page ${page}\n\n<Partial />\n\n![shot](../img/a.png)\n\n${text}`,
    );
  }
}

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The real command as a process. */
export class Command {
  readonly #process: ChildProcess;
  readonly finished: Promise<Finished>;
  #stdout = '';
  stderr = '';
  #ended = false;

  constructor(
    args: readonly string[],
    { cwd, env = {}, binary = bin }: { cwd: string; env?: Record<string, string>; binary?: string },
  ) {
    this.#process = spawn(process.execPath, [binary, ...args], {
      cwd,
      env: { ...process.env, NO_COLOR: '1', ...env },
    });
    this.#process.stdout?.setEncoding('utf8').on('data', (data) => {
      this.#stdout += data;
    });
    this.#process.stderr?.on('data', (data) => {
      this.stderr += data;
    });
    this.finished = new Promise((done) => {
      this.#process.on('close', (code) => {
        this.#ended = true;
        done({ code, stdout: this.#stdout, stderr: this.stderr });
      });
    });
  }

  /** Waits until the command has said something. */
  async says(text: string): Promise<void> {
    while (!this.stderr.includes(text)) {
      if (this.ended) throw new Error(`it ended: ${this.stderr}`);
      await sleep(20);
    }
  }

  /** Nothing more comes from it. */
  get ended(): boolean {
    return this.#ended;
  }

  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }
}

/** A copy of the built command that calls itself another version. */
export function otherVersion(folder: string): string {
  cpSync(dist, join(folder, 'dist'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const own = new RegExp(`(?<=\\bversion(?:\\$\\d+)?\\s*[:=]\\s*)(["'\`])${version}\\1`);
  let changed = 0;
  for (const name of readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, 'dist', name);
    if (!name.endsWith('.js')) continue;
    const text = readFileSync(file, 'utf8');
    if (!own.test(text)) continue;
    writeFileSync(file, text.replace(own, '"0.0.1"'));
    changed += 1;
  }
  if (changed === 0) throw new Error('no built file says its version');
  return join(folder, 'dist/bin/contextor.js');
}
