import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Folder of what runs for a project keep: in its `node_modules`, or else in the cache of the user. */
function cacheBase(project: string): string {
  const modules = join(project, 'node_modules');
  return existsSync(modules) ? join(modules, '.cache', 'contextor') : userCache();
}

/** The project, source and output that a cache is for, all absolute. */
interface CacheOwner {
  cwd: string;
  sourceRoot: string;
  outRoot: string;
}

/** Folder of the cache of one source and one output folder; never inside the output. */
export function cacheFolder({ cwd, sourceRoot, outRoot }: CacheOwner): string {
  const name = createHash('sha1').update(`${sourceRoot}\0${outRoot}`).digest('hex').slice(0, 16);
  return join(cacheBase(cwd), name);
}

/** The part that no project brings along. */
export const userCache = (): string => join(cacheOfUser(process.platform), 'contextor');

function cacheOfUser(platform: NodeJS.Platform): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (XDG_CACHE_HOME) return XDG_CACHE_HOME;
  if (platform === 'win32' && LOCALAPPDATA) return LOCALAPPDATA;
  return platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
}
