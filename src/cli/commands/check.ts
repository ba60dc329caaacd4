import type { Settings } from '../../config/settings.ts';
import type { BuildResult } from '../../contract/build.ts';
import type { CommandDefinition, Invocation } from '../command.ts';
import { fitEngine } from '../engine-settings.ts';
import { outputOptions, performanceOptions, projectOptions } from '../options.ts';
import { loadSources } from '../project.ts';
import { plural } from '../reporters/format.ts';
import { printMessages } from '../reporters/messages.ts';
import { jsonText, printable } from '../terminal.ts';

/** `check`: whether the output is what a build would write; writes nothing. */
export default {
  options: [
    ...projectOptions,
    ...outputOptions,
    ...performanceOptions,
    { flags: '--json', description: 'Print what differs as JSON.' },
  ],
  examples: [
    { command: 'contextor check', description: 'In CI: is the committed context up to date?' },
    { command: 'contextor check --json', description: 'The same as JSON.' },
  ],
  async run(invocation) {
    const { settings } = await loadSources(invocation);
    return runCheck(settings, invocation);
  },
} satisfies CommandDefinition;

/** What `check` and `build --check` do. */
export async function runCheck(settings: Settings, invocation: Invocation): Promise<number> {
  const { arguments: only, io, options: values, signal } = invocation;
  const { build } = await import('../../build.ts');
  const result = await build(settings, {
    signal,
    dryRun: true,
    onEvent: fitEngine,
    ...(only.length > 0 && { only }),
  });
  if (values.json === true) {
    io.stdout.write(jsonText({ schemaVersion: 1, ...result.drift }));
  } else {
    print(result, settings, invocation);
  }
  const { stale, missing, orphaned } = result.drift;
  const drift = stale.length + missing.length + orphaned.length;
  return drift > 0 || result.metrics.documents.failed > 0 ? 1 : 0;
}

function print(result: BuildResult, settings: Settings, invocation: Invocation): void {
  const { io, terminal, options: values } = invocation;
  const { colors, line } = terminal;
  const { drift, metrics } = result;
  printMessages(result.messages, { terminal, settings, io, quiet: true, verbose: false });
  const kinds = Object.entries(drift) as [string, readonly string[]][];
  for (const [kind, outs] of kinds) {
    for (const out of outs) line(`${colors.yellow(kind.padEnd(8))} ${printable(out)}`);
  }
  const found = kinds.filter(([, outs]) => outs.length > 0);
  if (found.length === 0) {
    if (values.quiet !== true)
      line(`Up to date: ${plural(metrics.documents.processed, 'document')}.`);
    return;
  }
  line(
    `${found.map(([kind, outs]) => `${outs.length} ${kind}`).join(', ')}. To fix: ${fixCommand(invocation)}`,
  );
}

/** `build` with the options of this run. */
function fixCommand({ argv }: Invocation): string {
  const kept = argv.filter((word) => word !== '--check' && word !== '--json');
  return ['npx contextor build', ...kept.map(shellWord)].join(' ');
}

/** A word as a POSIX shell takes it, quoted where it has to be. */
const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
