import type { StageSettings } from '../../transforms/define.ts';
import type { DocumentSettings } from '../config/settings.ts';
import type { Site } from '../document/site.ts';

/** What the documents of a build have in common. */
export interface WorkerSetup {
  /** Absolute path of the source root. */
  sourceRoot: string;
  /** Absolute path of the folder that includes may not leave; the source root or one above it. */
  projectRoot: string;
  settings: DocumentSettings;
  site: Site;
  view: {
    /** Whether no file comes or goes while documents are made, so that each is looked for once. */
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

/** A user's transform or remark plugin: the address of its module, and what its entry says. */
export interface ResolvedTransform extends StageSettings {
  /** As the configuration names it. */
  name: string;
  /** `file:` URL; absent where the transform itself is given. */
  url?: string | undefined;
  /** A transform that is no module: it runs in the main thread alone. */
  inline?: unknown;
  /** The module is a remark plugin, whatever it says of itself. */
  remark?: boolean | undefined;
  options?: unknown;
}
