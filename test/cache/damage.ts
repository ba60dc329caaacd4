import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What happens to a file: a bit changes, the end is cut off, or two bytes change places. Places are fractions of its length. */
export interface Damage {
  act: 'flip' | 'cut' | 'swap';
  at: number;
  to: number;
  bit: number;
}

export function damaged(bytes: Buffer, { act, at, to, bit }: Damage): Buffer {
  const place = (where: number) => Math.floor(where * bytes.length);
  if (act === 'cut') return bytes.subarray(0, place(at));
  const result = Buffer.from(bytes);
  const [here, there] = [place(at), place(to)];
  if (act === 'flip') result[here]! ^= 1 << bit;
  else [result[here], result[there]] = [bytes[there]!, bytes[here]!];
  return result;
}

/** The files of a folder that hold something, in one order. */
export function filledFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile() && statSync(file).size > 0);
}
