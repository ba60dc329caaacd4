#!/usr/bin/env node
import { main } from '../src/cli/main.ts';

// Node makes a stream when it is first asked for; a command that says nothing needs none.
let stdout: NodeJS.WriteStream | undefined;
const code = main(process.argv.slice(2), {
  get stdin() {
    return process.stdin;
  },
  get stdout() {
    stdout ??= process.stdout.on('error', failUnlessClosed);
    return stdout;
  },
  get stderr() {
    return process.stderr;
  },
  env: process.env,
  cwd: process.cwd(),
  signals: process,
});
code.then((exitCode) => {
  process.exitCode = exitCode;
});

/** A reader that closes the pipe early, such as `head`, is no failure. */
function failUnlessClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
