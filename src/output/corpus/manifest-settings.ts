import { isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DocumentSettings, Settings } from '../../config/settings.ts';

/** The settings that shape the output: those that only change how it is made are not among them. */
export type ManifestSettings = Omit<
  DocumentSettings,
  'parser' | 'parallelTransforms' | 'merge' | 'transforms' | 'search'
> &
  Pick<Settings, 'include' | 'exclude'> & { transforms: readonly unknown[] };

export function manifestSettings(settings: Settings, shaping: DocumentSettings): ManifestSettings {
  const { parser, parallelTransforms, merge, transforms, search, ...rest } = shaping;
  const { include, exclude, cwd } = settings;
  const portable = transforms.map((entry) => portableEntry(entry, cwd));
  return { include, exclude, ...rest, transforms: portable };
}

/** An entry as JSON: a transform that is no module is told by its name. */
function portableEntry(entry: Settings['transforms'][number], cwd: string): unknown {
  if (typeof entry === 'string' || entry instanceof URL) return portablePath(entry, cwd);
  if (typeof entry === 'object' && 'module' in entry) {
    return { ...entry, module: portablePath(entry.module, cwd) };
  }
  return { inline: entry.name };
}

/** No output names a folder of the machine that made it. */
function portablePath(module: string | URL, cwd: string): string {
  const path = module instanceof URL ? fileURLToPath(module) : module;
  return isAbsolute(path) ? relative(cwd, path).split(sep).join('/') : path;
}
