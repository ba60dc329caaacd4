import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { main } from '../../src/cli/main.ts';

export interface CliRun {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** What a run of the command finds around it. */
export interface CliWorld {
  cwd?: string;
  env?: Record<string, string>;
  input?: string;
}

/** Runs the command of the sources in this process, where the process and the package are not what matters. */
export async function runHere(
  args: readonly string[],
  { cwd = process.cwd(), env = {}, input = '' }: CliWorld = {},
): Promise<CliRun> {
  const stdin = new PassThrough();
  stdin.end(input);
  const [stdout, stderr] = [listening(), listening()];
  const world = { stdin, stdout: stdout.stream, stderr: stderr.stream, env, cwd };
  const code = await main(withoutWorkers(args), { ...world, signals: new EventEmitter() });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

/** The sources hold no built worker, to which a busy machine would leave a document that takes long. */
const withoutWorkers = (args: readonly string[]): readonly string[] =>
  args[0] === 'build' && process.env.CONTEXTOR_BUILT === undefined
    ? ['build', '--no-parallel', ...args.slice(1)]
    : args;

/** A stream, and what was written to it. */
function listening(): { stream: PassThrough; text(): string } {
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return { stream, text: () => Buffer.concat(chunks).toString() };
}
