import { isAbsolute, relative, sep } from 'node:path';
import type { DocumentSettings, Settings } from '../config/settings.ts';

/** The settings that shape the output: those that only change how it is made are not among them. */
export type ManifestSettings = Omit<DocumentSettings, 'parser' | 'parallelTransforms' | 'merge'> &
  Pick<Settings, 'include' | 'exclude'>;

export function manifestSettings(settings: Settings, shaping: DocumentSettings): ManifestSettings {
  const { parser, parallelTransforms, merge, transforms, ...rest } = shaping;
  const { include, exclude, cwd } = settings;
  const portable = transforms.map((transform) =>
    typeof transform === 'string'
      ? portablePath(transform, cwd)
      : { ...transform, module: portablePath(transform.module, cwd) },
  );
  return { include, exclude, ...rest, transforms: portable };
}

/** No output names a folder of the machine that made it. */
function portablePath(module: string, cwd: string): string {
  return isAbsolute(module) ? relative(cwd, module).split(sep).join('/') : module;
}
