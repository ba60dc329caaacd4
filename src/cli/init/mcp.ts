import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { ContextorError } from '../../errors.ts';
import { makeFolders } from '../../files/make-folders.ts';
import type { Invocation } from '../command.ts';
import { type ClientFile, clientFiles, serverName } from './client-files.ts';

/**
 * Adds the server to the configurations of MCP clients, to all or, where one cannot be read, to
 * none. What they hold stays.
 * @throws ContextorError `INIT_MCP_FILE`
 */
export function initMcp({ options, io, terminal }: Invocation): void {
  const dryRun = options.dryRun === true;
  const changes = clientFiles.map((file) => changeOf(io.cwd, file));
  for (const { client, path, before, after } of changes) {
    if (after === before) {
      terminal.line(`Left ${path} (${client}) as it is: it names "${serverName}".`);
      continue;
    }
    if (!dryRun) put(io.cwd, path, after);
    terminal.line(`${dryRun ? 'Would write' : 'Wrote'} ${path} (${client}).`);
  }
  terminal.line('Next: npx contextor build --search');
}

function changeOf(cwd: string, { client, path, withServer }: ClientFile) {
  const file = join(cwd, path);
  try {
    const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
    return { client, path, before, after: withServer(before) };
  } catch (cause) {
    throw cannot(path, 'read', cause);
  }
}

function put(cwd: string, path: string, text: string): void {
  try {
    makeFolders(dirname(join(cwd, path)));
    writeFileAtomic.sync(join(cwd, path), text);
  } catch (cause) {
    throw cannot(path, 'written', cause);
  }
}

function cannot(path: string, done: 'read' | 'written', cause: unknown): ContextorError {
  return new ContextorError(`${path} cannot be ${done}`, {
    code: 'INIT_MCP_FILE',
    remedy: 'Fix or move it, then run init --mcp again.',
    cause,
  });
}
