// Runs the conformance suite of the Model Context Protocol against `contextor mcp --http` with the docs
// of this project, in each version of the protocol that the suite knows.
//   npm run test:conformance
// conformance/expected.yml lists the checks that cannot pass, with the reasons. The suite needs Node 22; it and, where
// this is an older Node, that are installed in a folder of their own.
import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeScratchFolder } from '../src/files/scratch-folder.ts';
import { installTool } from './installed-tool.ts';
import { bin, serveCommand } from './served-command.ts';

/** Exact: releases before 0.2 do not test version 2026-07-28 of the protocol. */
const suiteVersion = '0.2.0-alpha.12';
const protocolVersions = ['2025-06-18', '2025-11-25', '2026-07-28'];
const expected = resolve('scripts/conformance/expected.yml');

const scratch = makeScratchFolder();
try {
  const suite = `@modelcontextprotocol/conformance@${suiteVersion}`;
  const { node, script } = installTool(join(scratch, 'tool'), suite, 'conformance');
  const out = join(scratch, 'out');
  execFileSync(process.execPath, [bin, 'build', '--search', '--out', out, '--no-progress'], {
    stdio: 'ignore',
  });
  const server = await serveCommand(['mcp', '--docs', out, '--http', '--port', '0'], {
    cwd: process.cwd(),
    address: /^Serving at (\S+\/mcp)\./m,
  });
  try {
    for (const version of protocolVersions) {
      const { status, stdout, stderr } = spawnSync(
        node,
        [
          ...[script, 'server', '--url', server.url, '--suite', 'all'],
          ...['--spec-version', version, '--expected-failures', expected],
        ],
        { cwd: scratch, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
      );
      const [, passed = '0', failed = '0'] =
        /^Total: (\d+) passed, (\d+) failed/m.exec(stdout) ?? [];
      const good = status === 0 && Number(passed) > 0;
      console.log(
        `${good ? 'ok  ' : 'FAIL'} ${version}: ${passed} checks passed, ${failed} failed, ${good ? 'all' : 'not all'} as expected`,
      );
      if (good) continue;
      console.log(`${stdout.slice(stdout.indexOf('=== SUMMARY ==='))}${stderr}`);
      process.exitCode = 1;
    }
  } finally {
    await server.close();
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
