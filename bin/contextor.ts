#!/usr/bin/env node
import { main } from '../src/cli/main.ts';

// Node makes a stream when it is first asked for; a command that says nothing needs none.
const streams: { stdout?: NodeJS.WriteStream; stderr?: NodeJS.WriteStream } = {};
const code = main(process.argv.slice(2), {
  get stdin() {
    return process.stdin;
  },
  get stdout() {
    streams.stdout ??= process.stdout.on('error', failUnlessClosed);
    return streams.stdout;
  },
  get stderr() {
    streams.stderr ??= process.stderr.on('error', failUnlessClosed);
    return streams.stderr;
  },
  env: process.env,
  cwd: process.cwd(),
  signals: process,
});
code.then((exitCode) => {
  process.exitCode = exitCode;
  // Whoever interrupts a command does not wait for what a library may have left open, such as a watcher of files.
  if (exitCode > 128) process.exit();
});

/** A reader that closes the pipe early, such as `head`, is no failure. */
function failUnlessClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
