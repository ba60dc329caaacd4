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
  /** Absolute source root. */
  readonly sourceRoot: string;
  /** Absolute output root. */
  readonly outRoot: string;
  /** Absolute path of the file of known findings; undefined where there is none. */
  readonly baseline?: string | undefined;
  readonly maxWorkers: number;
  /** The built site, with an absolute folder; undefined where none is named. */
  readonly site?: SiteSettings | undefined;
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
  >
>;
