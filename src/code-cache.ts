import { lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';
import { threadId } from 'node:worker_threads';
import { crc32 } from 'node:zlib';

/** Tells the threads and processes of a command where compiled code is kept. */
const folderVariable = 'CONTEXTOR_CODE_CACHE';

/** Behind V8's data: its checksum, and for how many milliseconds the code had run. */
const footerBytes = 8;

interface CodeFile {
  script: Script;
  /** Where its compiled code is kept. */
  path: string;
  /** How long it had run when it was kept, in milliseconds, and how much it was; 0 where it was not. */
  ranMs: number;
  bytes: number;
}

const loaded: CodeFile[] = [];

/**
 * Keeps what V8 compiles of contextor's own code for the next run, among the temporary files of the
 * system: each thread would compile the same functions again, which is a tenth of a cold build. Node
 * has a cache for modules from 22.8 on, but not in threads. `NODE_DISABLE_COMPILE_CACHE=1` turns
 * both off.
 */
export function useCodeCache(): void {
  const { env, version, arch } = process;
  if (env['NODE_DISABLE_COMPILE_CACHE']) return;
  const user = process.getuid?.() ?? 0;
  const mine = join(tmpdir(), `contextor-code-${user}`);
  const folder = join(mine, `${version}-${arch}-${cachedDataVersionTag().toString(16)}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isPrivate(mine, user)) return;
  } catch {
    return;
  }
  env[folderVariable] = folder;
  if (!process.listeners('exit').includes(keepCode)) process.once('exit', keepCode);
}

/** What is kept will run: nobody else may have put it there. */
function isPrivate(folder: string, user: number): boolean {
  const stats = lstatSync(folder);
  if (process.platform === 'win32') return stats.isDirectory();
  return stats.isDirectory() && stats.uid === user && (stats.mode & 0o077) === 0;
}

/** Compiles a file that holds one function, and gives the function. */
export function compileFile(file: string): (...given: unknown[]) => unknown {
  const code = readFileSync(file);
  const folder = process.env[folderVariable];
  if (folder === undefined)
    return new Script(code.toString(), { filename: file }).runInThisContext();
  const path = join(folder, `${basename(file)}-${crc32(code).toString(16)}`);
  const kept = readKept(path);
  const script = new Script(code.toString(), { filename: file, cachedData: kept?.data });
  const known = kept !== undefined && script.cachedDataRejected === false;
  loaded.push({
    script,
    path,
    ranMs: known ? kept.ranMs : 0,
    bytes: known ? kept.data.length : 0,
  });
  return script.runInThisContext();
}

function readKept(path: string): { data: Buffer; ranMs: number } | undefined {
  try {
    const bytes = readFileSync(path);
    const data = bytes.subarray(0, -footerBytes);
    if (crc32(data) !== bytes.readUInt32LE(data.length)) return undefined;
    return { data, ranMs: bytes.readUInt32LE(data.length + 4) };
  } catch {
    return undefined;
  }
}

/**
 * Keeps the code that this thread has compiled. It compiles a function when it is first called, so
 * what has run twice as long as what was kept is looked at again, and kept if it is more.
 */
export function keepCode(): void {
  const ranMs = Math.round(performance.now());
  for (const file of loaded) {
    if (ranMs < 2 * file.ranMs) continue;
    file.ranMs = ranMs;
    const data = file.script.createCachedData();
    if (data.length > file.bytes) write(file, data);
  }
}

function write(file: CodeFile, data: Buffer): void {
  const footer = Buffer.alloc(footerBytes);
  footer.writeUInt32LE(crc32(data));
  footer.writeUInt32LE(file.ranMs, 4);
  const temporary = `${file.path}.${process.pid}-${threadId}`;
  try {
    writeFileSync(temporary, Buffer.concat([data, footer]), { mode: 0o600 });
    renameSync(temporary, file.path);
    file.bytes = data.length;
  } catch {
    // Nothing is lost but time.
  }
}
