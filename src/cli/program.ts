import type { EventEmitter } from 'node:events';
import { Command, CommanderError } from 'commander';
import { ContextorError } from '../errors.ts';
import { version } from '../version.ts';
import type { CliIo, CommandDefinition, OptionSpec, OptionValues } from './command.ts';
import { commands } from './commands/index.ts';
import { printFailure } from './failure.ts';
import { optionsOf } from './options.ts';
import { createTerminal } from './terminal.ts';

/** Parses the command line, runs its command and turns every outcome into an exit code. */
export async function runProgram(argv: readonly string[], io: CliIo): Promise<number> {
  let exitCode = 0;
  const program = createProgram(io);
  const invoked = argv[0] === 'help' ? argv[1] : argv[0];
  const named = commands.find(({ name, alias }) => [name, alias ?? name].includes(invoked ?? ''));
  const choicesOf = named === undefined ? noChoices : await choicesForHelp(argv);
  // The others are for the help of all, and for suggestions.
  for (const entry of named === undefined ? commands : [named]) {
    const command = program.command(entry.name).summary(entry.summary);
    command.description(entry.summary);
    if (entry.alias !== undefined) command.alias(entry.alias);
    if (entry !== named) continue;
    const definition = await entry.load();
    configure(command, definition, choicesOf);
    command.action(async () => {
      exitCode = await invoke({ argv: argv.slice(1), definition, command, io });
    });
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    return exitCodeOf(error, { io, argv, command: named?.name });
  }
}

function createProgram(io: CliIo): Command {
  return new Command('contextor')
    .description('Turns a documentation repo into clean, token-economical .mdc context files.')
    .version(version, '-V, --version', 'Print the version.')
    .helpOption('-h, --help', 'Print help.')
    .helpCommand('help [command]', 'Print the help of a command.')
    .addHelpText('after', '\nRun `contextor <command> --help` for options and examples.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      getOutHelpWidth: () => io.stdout.columns ?? 80,
      getErrHelpWidth: () => io.stderr.columns ?? 80,
      outputError: () => {},
    });
}

type ChoicesOf = (spec: OptionSpec) => readonly string[];

const noChoices: ChoicesOf = () => [];

/** What the values of options may be; nothing in a run that prints no help, since the settings' schema takes long to load. */
async function choicesForHelp(argv: readonly string[]): Promise<ChoicesOf> {
  const mayPrintHelp = argv.some((word) => /^(?:help|--help|-\w*h\w*)$/.test(word));
  return mayPrintHelp ? (await import('./option-values.ts')).optionChoices : noChoices;
}

function configure(command: Command, definition: CommandDefinition, choicesOf: ChoicesOf): void {
  for (const { syntax, description } of definition.arguments ?? []) {
    command.argument(syntax, description);
  }
  const options = optionsOf(definition);
  for (const spec of options) command.option(spec.flags, spec.description);
  const specs = new Map(options.map((spec) => [spec.flags, spec]));
  command.configureHelp({
    optionDescription({ flags, description }) {
      const spec = specs.get(flags);
      return spec === undefined ? description : withChoices(spec, choicesOf);
    },
  });
  const width = Math.max(0, ...definition.examples.map((example) => example.command.length));
  const examples = definition.examples.map(
    (example) => `  $ ${example.command.padEnd(width)}  ${example.description}`,
  );
  command.addHelpText('after', ['', 'Examples:', ...examples].join('\n'));
}

function withChoices(spec: OptionSpec, choicesOf: ChoicesOf): string {
  const values = choicesOf(spec).filter((choice) => !spec.flags.includes(choice));
  return values.length === 0 ? spec.description : `${spec.description} (${values.join(', ')})`;
}

interface Invoked {
  argv: readonly string[];
  definition: CommandDefinition;
  command: Command;
  io: CliIo;
}

async function invoke({ argv, definition, command, io }: Invoked): Promise<number> {
  const options: OptionValues = command.opts();
  const terminal = createTerminal(io, { color: options.color as boolean | undefined });
  const interruption = listenForInterruption(io.signals);
  try {
    const code = await definition.run({
      argv,
      arguments: command.args,
      options,
      specs: optionsOf(definition),
      io,
      terminal,
      get signal() {
        return interruption.signal;
      },
    });
    return interruption.exitCode() ?? code;
  } catch (error) {
    const interrupted = interruption.exitCode();
    if (interrupted === undefined) throw error;
    terminal.line('Interrupted.');
    return interrupted;
  } finally {
    interruption.release();
  }
}

interface Failed {
  io: CliIo;
  argv: readonly string[];
  /** The name of the command, if there is one of this name. */
  command: string | undefined;
}

function exitCodeOf(error: unknown, { io, argv, command }: Failed): number {
  const quiet = error instanceof CommanderError && !error.message.startsWith('error: ');
  if (quiet) return error.exitCode === 0 ? 0 : 2;
  const color = argv.includes('--no-color') ? false : undefined;
  printFailure(
    error instanceof CommanderError ? usageError(error, command) : error,
    createTerminal(io, { color }),
  );
  return 2;
}

/** What to do instead of commands that people look for and that are something else here. */
const insteadOf: Readonly<Record<string, string>> = {
  report:
    'Write a report with `contextor build --report report.html`; `contextor stats` prints the tokens of the last build.',
  lint: 'Builds report what is wrong with the documents; `contextor build --strict` fails on a warning.',
  index: 'Write the search index with `contextor build --search`.',
};

function usageError({ message }: CommanderError, command: string | undefined): ContextorError {
  const [first, suggestion] = message.replace(/^error: /, '').split('\n');
  const unknown = /^unknown command '(.+)'$/.exec(first!)?.[1];
  return new ContextorError(first!, {
    code: 'USAGE',
    remedy:
      insteadOf[unknown ?? ''] ??
      suggestion?.replace(/^\(|\)$/g, '') ??
      `See \`contextor ${command === undefined ? '' : `${command} `}--help\`.`,
  });
}

const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

interface Interruption {
  /**
   * Listens from its first use: until then a signal ends the process at once, as it does
   * in a command that has nothing to finish and never uses it.
   */
  readonly signal: AbortSignal;
  /** The exit code of an interrupted run; undefined while nothing interrupted it. */
  exitCode(): number | undefined;
  /** Stops listening. */
  release(): void;
}

/** The first signal asks the run to finish what it writes and stop; a second ends the process. */
function listenForInterruption(signals: EventEmitter): Interruption {
  const controller = new AbortController();
  let code: number | undefined;
  const listeners = new Map<string, () => void>();
  const listen = () => {
    for (const [name, exitCode] of Object.entries(exitCodes)) {
      const listener = () => {
        if (code !== undefined) process.exit(exitCode);
        code = exitCode;
        controller.abort(new Error(`interrupted by ${name}`));
      };
      signals.on(name, listener);
      listeners.set(name, listener);
    }
  };
  return {
    get signal() {
      if (listeners.size === 0) listen();
      return controller.signal;
    },
    exitCode: () => code,
    release() {
      for (const [name, listener] of listeners) signals.off(name, listener);
    },
  };
}
