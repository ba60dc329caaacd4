#!/usr/bin/env node
import { main } from '../src/cli/main.ts';

const { stdout, stderr, env } = process;
// A reader that closes the pipe early, such as `head`, is no failure.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
const code = main(process.argv.slice(2), {
  // Made when it is first asked for, as few commands do.
  get stdin() {
    return process.stdin;
  },
  stdout,
  stderr,
  env,
  cwd: process.cwd(),
  signals: process,
});
code.then((exitCode) => {
  process.exitCode = exitCode;
});
