import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { cacheBase } from '../files/cache-base.ts';

/** Folder of the cache of one source and one output folder; never inside the output. */
export function cacheFolder({ cwd, sourceRoot, outRoot }: Settings): string {
  const name = createHash('sha1').update(`${sourceRoot}\0${outRoot}`).digest('hex').slice(0, 16);
  return join(cacheBase(cwd), name);
}
