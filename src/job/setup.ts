import { join } from 'node:path';
import type { StageSettings } from '../../transforms/define.ts';
import type { DocumentSettings } from '../config/settings.ts';
import type { Site } from '../document/site.ts';

/** What the documents of a build have in common. */
export interface WorkerSetup {
  /** Absolute path of the source root, or of the folder that holds the sources. */
  sourceRoot: string;
  /** Absolute path of the folder that holds the projects of all sources. */
  projectRoot: string;
  /** Those that all documents share. */
  settings: DocumentSettings;
  sources: readonly SourceSetup[];
  view: {
    /** Whether no file is added or removed while documents are built, so that one look at each is enough. */
    still: boolean;
    /** Whether lookups in the site are noted, for the cache or a queue. */
    recording: boolean;
  };
  /** The user's transforms, found on the disk by the host. */
  transforms: ResolvedTransform[];
  /** Address of the module whose default export is the merge spec of the document graph. */
  mergeModule?: string | undefined;
  /** Milliseconds after which a document that waits for something counts as hung. */
  documentTimeoutMs: number;
}

/** What stands in for the file of a page that the site makes from another file. */
export interface DerivedText {
  text: string;
  /** That file, relative to the source root. */
  from: string;
}

/** What the documents of one source have in common. */
export interface SourceSetup {
  /** Path of its root below `sourceRoot`, forward slashes; empty where it is the only one. */
  folder: string;
  /** Path of the folder that includes may not leave, below `projectRoot`. */
  project: string;
  settings: DocumentSettings;
  site: Site;
  /** The configuration file of the site that serves it, where one is known. */
  siteFile?: string | undefined;
  /** Pages that are no files, by their paths. */
  derived?: Readonly<Record<string, DerivedText>>;
}

/** The absolute folders of a source: its root, and the one that includes may not leave. */
export function rootsOf(
  { sourceRoot, projectRoot }: Pick<WorkerSetup, 'sourceRoot' | 'projectRoot'>,
  { folder, project }: Pick<SourceSetup, 'folder' | 'project'>,
): { sourceRoot: string; projectRoot: string } {
  return { sourceRoot: join(sourceRoot, folder), projectRoot: join(projectRoot, project) };
}

/** A user's transform or remark plugin: the address of its module, and what its entry says. */
export interface ResolvedTransform extends StageSettings {
  /** As the configuration names it. */
  name: string;
  /** Absolute path of the configuration's folder. */
  home: string;
  /** `file:` URL; absent where the transform itself is given. */
  url?: string | undefined;
  /** A transform that is not a module: it runs in the main thread alone. */
  inline?: unknown;
  /** The module is a remark plugin, whatever it says of itself. */
  remark?: boolean | undefined;
  options?: unknown;
}
