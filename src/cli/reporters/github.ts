import type { Message, Severity } from '../../document/message.ts';
import { placeOf } from '../place.ts';
import { defaultReporter } from './default.ts';
import type { Reporter, ReporterSetup } from './reporter.ts';

const commands: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice' };

/** For GitHub Actions: an annotation for each finding on stdout, the summary on stderr. */
export function githubReporter(setup: ReporterSetup): Reporter {
  const summary = defaultReporter({ ...setup, progress: false });
  return {
    event: summary.event,
    finish(result) {
      for (const message of result.messages) {
        if (message.severity === 'info' && !setup.verbose) continue;
        setup.io.stdout.write(`${annotation(message, setup)}\n`);
      }
      summary.finish({ ...result, messages: [] });
    },
    stop: summary.stop,
  };
}

function annotation(message: Message, { io, settings }: ReporterSetup): string {
  // Annotations name files from the root of the repository, where a workflow's steps run.
  const file = placeOf({ path: message.path }, { cwd: io.cwd, root: settings.sourceRoot });
  const properties = Object.entries({
    file,
    line: message.line,
    col: message.column,
    title: `contextor: ${message.rule}`,
  })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escaped(String(value)).replace(/[:,]/g, percent)}`);
  return `::${commands[message.severity]} ${properties.join(',')}::${escaped(message.reason)}`;
}

function escaped(text: string): string {
  return text.replace(/[%\r\n]/g, percent);
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
