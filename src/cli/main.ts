import { version } from '../version.ts';
import type { CliIo } from './command.ts';
import { keepCompiledCode } from './engine-settings.ts';

/**
 * Runs one command line.
 * @returns 0 done; 1 the documents have findings; 2 could not run; 130 or 143 interrupted.
 */
export async function main(argv: readonly string[], io: CliIo): Promise<number> {
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    io.stdout.write(`${version}\n`);
    return 0;
  }
  keepCompiledCode();
  const { runProgram } = await import('./program.ts');
  return runProgram(argv, io);
}
