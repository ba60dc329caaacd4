import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../config/settings.ts';

/** Folder of the cache of one source and one output folder; never inside the output. */
export function cacheFolder({ cwd, sourceRoot, outRoot }: Settings): string {
  const name = createHash('sha1').update(`${sourceRoot}\0${outRoot}`).digest('hex').slice(0, 16);
  const modules = join(cwd, 'node_modules');
  const base = existsSync(modules) ? join(modules, '.cache') : userCache(process.platform);
  return join(base, 'contextor', name);
}

function userCache(platform: NodeJS.Platform): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (XDG_CACHE_HOME) return XDG_CACHE_HOME;
  if (platform === 'win32' && LOCALAPPDATA) return LOCALAPPDATA;
  return platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
}
