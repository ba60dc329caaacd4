import { hash, randomUUID } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';

/** Tells the threads and processes of a command where compiled code is kept. */
const folderVariable = 'CONTEXTOR_CODE_CACHE';

/** Behind V8's data: its SHA-1, and in four bytes for how many milliseconds the code had run. */
const footer = { hashBytes: 20, bytes: 24 };

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
 * both off. To keep it costs 4 % of a build, so the first run leaves an empty folder: on a machine
 * that is new for each build there is no second.
 */
export function useCodeCache(): void {
  const { env, version, arch } = process;
  if (env.NODE_DISABLE_COMPILE_CACHE) return;
  const user = process.getuid?.() ?? 0;
  const mine = join(tmpdir(), `contextor-code-${user}`);
  const folder = join(mine, `${version}-${arch}-${engineTag()}`);
  try {
    const isFirstRun = mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined;
    if (isFirstRun || !isPrivate(mine, user)) return;
  } catch {
    return;
  }
  env[folderVariable] = folder;
  if (!process.listeners('exit').includes(keepCode)) process.once('exit', keepCode);
}

/** Tells V8's version and flags: code that was kept with others is refused. */
function engineTag(): string {
  return cachedDataVersionTag().toString(16);
}

/** What is kept will run: nobody else may have put it there. */
function isPrivate(folder: string, user: number): boolean {
  const stats = lstatSync(folder);
  if (process.platform === 'win32') return stats.isDirectory();
  return stats.isDirectory() && stats.uid === user && (stats.mode & 0o077) === 0;
}

/** Compiles a file that holds one function, and gives the function. */
export function compileFile(file: string): (...given: unknown[]) => unknown {
  const bytes = readFileSync(file);
  const code = bytes.toString();
  const folder = process.env[folderVariable];
  if (folder === undefined) return new Script(code, { filename: file }).runInThisContext();
  const path = join(folder, `${basename(file)}-${hash('sha1', bytes)}`);
  const kept = readKept(path);
  const script = new Script(code, { filename: file, cachedData: kept?.data });
  const taken = script.cachedDataRejected === false ? kept : undefined;
  loaded.push({ script, path, ranMs: taken?.ranMs ?? 0, bytes: taken?.data.length ?? 0 });
  return script.runInThisContext();
}

function readKept(path: string): { data: Buffer; ranMs: number } | undefined {
  try {
    const bytes = readFileSync(path);
    const data = bytes.subarray(0, -footer.bytes);
    const sum = bytes.subarray(data.length, data.length + footer.hashBytes);
    if (!sum.equals(sumOf(data))) return undefined;
    return { data, ranMs: bytes.readUInt32LE(data.length + footer.hashBytes) };
  } catch {
    return undefined;
  }
}

function sumOf(data: Buffer): Buffer {
  return Buffer.from(hash('sha1', data), 'hex');
}

/** What is kept anew is more by this at least. */
const worthKeeping = 1.1;

/**
 * Keeps the code that this thread has compiled. A function is compiled when it is first called, so
 * what has run twice as long as what was kept is looked at again, and kept if it is clearly more.
 * Nothing is kept where flags were changed since the start: the next run would refuse it.
 */
export function keepCode(): void {
  if (!process.env[folderVariable]?.endsWith(`-${engineTag()}`)) return;
  const ranMs = Math.round(performance.now());
  for (const file of loaded) {
    if (ranMs < 2 * file.ranMs) continue;
    file.ranMs = ranMs;
    const data = file.script.createCachedData();
    if (data.length > worthKeeping * file.bytes) write(file, data);
  }
}

function write(file: CodeFile, data: Buffer): void {
  const ranMs = Buffer.alloc(footer.bytes - footer.hashBytes);
  ranMs.writeUInt32LE(file.ranMs);
  const temporary = `${file.path}.${randomUUID()}`;
  try {
    writeFileSync(temporary, Buffer.concat([data, sumOf(data), ranMs]), { mode: 0o600 });
    renameSync(temporary, file.path);
    file.bytes = data.length;
  } catch {
    // Nothing is lost but time.
    rmSync(temporary, { force: true });
  }
}
