import { isAbsolute, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DocumentSettings, Settings, SourceSettings } from '../../config/settings.ts';
import { outputPath } from '../../files/output-path.ts';
import { isInSource, nameInSource, slashed } from '../../files/source-name.ts';
import type { DocumentPlan } from '../../loader/plan.ts';

/** The settings that shape the output: those that only change how it is made are not among them. */
export type ManifestSettings = Omit<
  DocumentSettings,
  'parser' | 'parallelTransforms' | 'merge' | 'transforms' | 'search'
> &
  Pick<Settings, 'include' | 'exclude'> & {
    transforms: readonly unknown[];
    /** Where there are several: what is not the same in all. */
    sources?: readonly ManifestSource[];
  };

interface ManifestSource extends Pick<SourceSettings, 'folder' | 'prefix' | 'include' | 'exclude'> {
  dialect: string;
  baseUrl?: string | undefined;
  magicComments?: readonly string[];
}

export function manifestSettings(
  settings: Settings,
  { settings: shaping, sources }: Pick<DocumentPlan, 'settings' | 'sources'>,
): ManifestSettings {
  const { parser, parallelTransforms, merge, transforms, search, ...rest } = shaping;
  const { include, exclude, cwd } = settings;
  const portable = transforms.map((entry) => portableEntry(entry, cwd));
  return {
    include,
    exclude,
    ...rest,
    transforms: portable,
    ...(settings.sources && {
      sources: settings.sources.map(({ folder, prefix, include, exclude }, at) => {
        const { dialect, baseUrl, magicComments } = sources[at]!.settings;
        const said = { dialect, baseUrl, ...(magicComments && { magicComments }) };
        return { folder, prefix, ...said, include, exclude };
      }),
    }),
  };
}

/** Where a document was written, by its path in the folder that holds all sources. */
export function outputOf(path: string, settings: ManifestSettings): string {
  const source = settings.sources?.find(({ folder }) => isInSource(folder, path));
  if (source === undefined) return outputPath(path, settings);
  return outputPath(nameInSource(source.folder, path), { ...settings, prefix: source.prefix });
}

/** An entry as JSON: a transform that is not a module is listed by its name. */
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
  return isAbsolute(path) ? slashed(relative(cwd, path)) : path;
}
