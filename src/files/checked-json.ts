import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { hashOf } from './hash.ts';
import { makeFolders } from './make-folders.ts';

/** What `writeCheckedJson` wrote; undefined where there is no such file, or it is damaged. */
export function readCheckedJson(file: string): unknown {
  try {
    const bytes = readFileSync(file);
    const end = bytes.indexOf(10);
    const json = bytes.subarray(end + 1);
    return bytes.toString('latin1', 0, end) === hashOf(json)
      ? JSON.parse(json.toString())
      : undefined;
  } catch {
    return undefined;
  }
}

/** Writes data below its hash, completely or not at all. */
export function writeCheckedJson(file: string, data: unknown): void {
  const json = Buffer.from(JSON.stringify(data));
  const unfinished = `${file}.${process.pid}.tmp`;
  makeFolders(dirname(file));
  writeFileSync(unfinished, `${hashOf(json)}\n`);
  appendFileSync(unfinished, json);
  renameSync(unfinished, file);
}
