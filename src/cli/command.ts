import type { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { ParsedConfig } from '../config/settings.ts';
import type { Terminal } from './terminal.ts';

/** A stream that may be a terminal. */
export type Output = Writable & { isTTY?: boolean; columns?: number };

/** All that a command knows of the world; `process` is one, tests pass their own. */
export interface CliIo {
  stdout: Output;
  stderr: Output;
  stdin: Readable & { isTTY?: boolean };
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  /** Emits `SIGINT` and `SIGTERM`. */
  signals: EventEmitter;
}

/** One option of a command, as help, completion, documentation and parsing need it. */
export interface OptionSpec {
  /** As commander takes it: `-o, --out <folder>`. */
  flags: string;
  description: string;
  /** The setting that the option sets; its schema checks the value. */
  key?: keyof ParsedConfig;
  /** How the text becomes the setting's value; default: the text itself. */
  value?: 'number' | 'list';
  /** The values that an option without a setting may take. */
  choices?: readonly string[];
}

/** A command line that works, shown by `--help` and run by the tests. */
interface Example {
  command: string;
  description: string;
}

/** Options as parsed, by camel-cased name. */
export type OptionValues = Readonly<Record<string, unknown>>;

/** What a command gets to run with. */
export interface Invocation {
  /** The words after the command's name, as they were given. */
  argv: readonly string[];
  arguments: readonly string[];
  options: OptionValues;
  /** All options of the command. */
  specs: readonly OptionSpec[];
  io: CliIo;
  terminal: Terminal;
  /**
   * Aborted by SIGINT and SIGTERM. A command that never reads it has nothing to finish: signals end it
   * at once, however busy it is.
   */
  readonly signal: AbortSignal;
}

/** One command; one file in `commands/` each. */
export interface CommandDefinition {
  /** As commander takes them: `[globs...]`. */
  arguments?: readonly { syntax: string; description: string }[];
  /** Beside those that every command takes. */
  options: readonly OptionSpec[];
  examples: readonly Example[];
  /** @returns the exit code. */
  run(invocation: Invocation): Promise<number>;
}

/** What the list of commands knows before a command is loaded. */
export interface CommandEntry {
  name: string;
  alias?: string;
  summary: string;
  load(): Promise<CommandDefinition>;
}
