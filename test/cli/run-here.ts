import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { main } from '../../src/cli/main.ts';
import type { CliRun } from './run-cli.ts';

/** Runs the command of the sources in this process: for many runs of which the process is not what matters. */
export async function runHere(args: readonly string[], cwd: string): Promise<CliRun> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  stdin.end();
  const world = { stdin, stdout, stderr, env: {}, cwd, signals: new EventEmitter() };
  const code = await main(args, world);
  const said = (stream: PassThrough) => String(stream.read() ?? '');
  return { code, stdout: said(stdout), stderr: said(stderr) };
}
