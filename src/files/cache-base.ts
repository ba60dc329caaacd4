import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Folder of what runs for a project keep: in its `node_modules`, or else in the cache of the user. */
export function cacheBase(project: string): string {
  const modules = join(project, 'node_modules');
  const base = existsSync(modules) ? join(modules, '.cache') : userCache(process.platform);
  return join(base, 'contextor');
}

function userCache(platform: NodeJS.Platform): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (XDG_CACHE_HOME) return XDG_CACHE_HOME;
  if (platform === 'win32' && LOCALAPPDATA) return LOCALAPPDATA;
  return platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
}
