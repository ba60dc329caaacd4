import type { Settings } from '../../config/settings.ts';
import type { BuildEvent, BuildResult } from '../../contract/build.ts';
import type { CliIo } from '../command.ts';
import type { Terminal } from '../terminal.ts';

/** Tells what a run does; one file each. */
export interface Reporter {
  event(event: BuildEvent): void;
  finish(result: BuildResult): void;
  /** Clears the screen of what moves, when the run could not finish. */
  stop(): void;
}

export interface ReporterSetup {
  io: CliIo;
  terminal: Terminal;
  settings: Settings;
  quiet: boolean;
  verbose: boolean;
  /** Whether a progress bar is wanted, should the terminal allow one. */
  progress: boolean;
  dryRun: boolean;
}
