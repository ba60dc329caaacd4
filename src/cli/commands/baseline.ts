import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Settings } from '../../config/settings.ts';
import { ContextorError } from '../../errors.ts';
import { baselineName, baselineText } from '../../findings/baseline.ts';
import type { CommandDefinition } from '../command.ts';
import { fitEngine } from '../engine-settings.ts';
import { outputOptions, performanceOptions, projectOptions } from '../options.ts';
import { loadSources } from '../project.ts';
import { plural } from '../reporters/format.ts';
import { printMessages } from '../reporters/messages.ts';
import { printable } from '../terminal.ts';

/** `baseline`: saves the current findings, so that builds report new ones only. */
export default {
  options: [...projectOptions, ...outputOptions, ...performanceOptions],
  examples: [
    { command: 'contextor baseline', description: `Write ${baselineName}.` },
    { command: 'contextor build --strict', description: 'Then exit with 1 only on new warnings.' },
  ],
  async run(invocation) {
    const { io, terminal, signal } = invocation;
    const { settings } = await loadSources(invocation);
    const file = settings.baseline ?? join(settings.cwd, baselineName);
    const all = { ...settings, baseline: undefined, rules: withoutErrors(settings.rules) };
    const { build } = await import('../../build.ts');
    const { messages, metrics, interrupted } = await build(all, {
      signal,
      dryRun: true,
      onEvent: fitEngine,
    });
    if (interrupted) return 1;
    // A document that fails is not a finding to live with.
    printMessages(messages, { terminal, settings, io, quiet: true, verbose: false });
    const known = messages.filter(({ severity }) => severity === 'warning');
    write(file, baselineText(known));
    const name = printable(relative(io.cwd, file));
    terminal.line(`Wrote ${name}: ${plural(known.length, 'known finding')}.`);
    return metrics.documents.failed > 0 ? 1 : 0;
  },
} satisfies CommandDefinition;

/** Errors that fail no document become warnings, to separate them from those that do. */
function withoutErrors(rules: Settings['rules']): Settings['rules'] {
  return Object.fromEntries(
    Object.entries(rules).map(([name, level]) => [name, level === 'error' ? 'warning' : level]),
  );
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (cause) {
    throw new ContextorError(`the baseline cannot be written to ${file}`, {
      code: 'BASELINE_UNWRITABLE',
      remedy: 'Choose another file with "baseline" in the configuration.',
      cause,
    });
  }
}
