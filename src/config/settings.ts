import type { z } from 'zod';
import type { configSchema } from './schema.ts';

/** What a user may write, in a file or on the command line: every key optional. */
export type Config = z.input<typeof configSchema>;

/** The configuration after validation and defaults. */
export type ParsedConfig = z.output<typeof configSchema>;

/** The settings of a run: absolute paths, no `auto` left, frozen. */
export interface Settings extends Readonly<Omit<ParsedConfig, 'maxWorkers' | 'site'>> {
  /** Folder that the run was started for; relative paths in the configuration start here. */
  readonly cwd: string;
  /** Absolute source root; of several sources, the folder that holds them all. */
  readonly sourceRoot: string;
  /** Where `src` lists several. */
  readonly sources?: readonly SourceSettings[];
  /** Of the settings of one source of several: its path in the folder that holds all. */
  readonly folder?: string | undefined;
  /** Of the settings of one source of several: its folder in the output. */
  readonly prefix?: string | undefined;
  /** Of the settings of one source of several: whether the configuration says the prefix. */
  readonly prefixed?: boolean | undefined;
  /** Of the settings of one source of several: the URL that all share. */
  readonly commonUrl?: string | undefined;
  /** Absolute output root. */
  readonly outRoot: string;
  /** Absolute path of the file of known findings; undefined where there is none. */
  readonly baseline?: string | undefined;
  readonly maxWorkers: number;
  /** The built site, with an absolute folder; undefined where none is named. */
  readonly site?: SiteSettings | undefined;
}

/** One of several sources, with its folder settled. */
export interface SourceSettings
  extends Readonly<Pick<ParsedConfig, 'dialect' | 'include' | 'exclude'>> {
  /** Absolute. */
  readonly sourceRoot: string;
  /** Path of its root in the folder that holds all sources, forward slashes. */
  readonly folder: string;
  /** Folder in the output, forward slashes; empty for the output itself. */
  readonly prefix: string;
  /** Whether the configuration says the prefix. */
  readonly prefixed: boolean;
  readonly title?: string | undefined;
  /** URL under which its site serves its root. */
  readonly baseUrl?: string | undefined;
  /** URL that all sources share. */
  readonly commonUrl?: string | undefined;
}

/** The site that agents are served from. */
export type SiteSettings = Readonly<Exclude<NonNullable<ParsedConfig['site']>, string>>;

/** The part of the settings that shapes single documents: plain data, no absolute path of the machine. */
export type DocumentSettings = Readonly<
  Pick<
    ParsedConfig,
    | 'profile'
    | 'dialect'
    | 'layout'
    | 'frontmatter'
    | 'parser'
    | 'repo'
    | 'ref'
    | 'topics'
    | 'baseUrl'
    | 'links'
    | 'unknownComponents'
    | 'components'
    | 'containers'
    | 'macros'
    | 'partials'
    | 'aliases'
    | 'mayInclude'
    | 'savings'
    | 'compress'
    | 'variants'
    | 'transforms'
    | 'merge'
    | 'parallelTransforms'
    | 'license'
    | 'search'
    | 'tokenizer'
  > &
    Pick<Settings, 'folder' | 'prefix'> & {
      /** How the site reads its `.md` files, where it says another way than its dialect. */
      markdown?: 'markdown';
      /** Whether the site sets maths between dollars. */
      math?: true;
      /** What comments in code say that only colour lines, where the site sets its own. */
      magicComments?: readonly string[];
      /** Language of the pages in each locale folder; of those outside them by the empty name. */
      languages?: Readonly<Record<string, string>>;
    }
>;

/**
 * Gives completion and type checks to a configuration that is code; returns it unchanged.
 *
 * @example
 * ```ts
 * // contextor.config.ts
 * import { defineConfig } from 'contextor';
 *
 * export default defineConfig({ src: 'docs', profile: 'balanced' });
 * ```
 */
export function defineConfig<const C extends Config>(config: C): C {
  return config;
}
