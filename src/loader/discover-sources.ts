import type { Settings } from '../config/settings.ts';
import { settingsBySource } from '../config/sources.ts';
import { byPath, sourceName } from '../files/source-name.ts';
import { type Discovery, discover, type FoundSource } from './discover.ts';

/** What was found in one source; paths are relative to it. */
export interface SourceDiscovery extends FoundSource {
  /** Those of this source, as if it were the only one. */
  settings: Settings;
}

/** What was found in all sources; paths are relative to the folder that contains them. */
export interface Discoveries extends Discovery {
  sources: readonly SourceDiscovery[];
}

/**
 * Lists the documents of all sources.
 *
 * @throws ContextorError `SOURCE_MISSING`, `SOURCE_UNREADABLE`
 */
export async function discoverSources(settings: Settings): Promise<Discoveries> {
  const sources: SourceDiscovery[] = [];
  for (const one of settingsBySource(settings)) {
    sources.push({ ...(await discover(one)), settings: one });
  }
  if (settings.sources === undefined) return { ...sources[0]!, sources };
  const named = <Item extends { path: string }>({ settings }: SourceDiscovery, items: Item[]) =>
    items.map((item) => ({ ...item, path: sourceName(settings.folder ?? '', item.path) }));
  return {
    sourceRoot: settings.sourceRoot,
    files: sources.flatMap((source) => named(source, source.files)).sort(byPath),
    messages: sources.flatMap((source) => named(source, source.messages)).sort(byPath),
    sources,
  };
}
