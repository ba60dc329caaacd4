import { defaultReporter } from './default.ts';
import { jsonReporter } from './json.ts';
import type { Reporter, ReporterSetup } from './reporter.ts';

/** The reporters, by the name that `--reporter` takes. */
export const reporters: Record<string, (setup: ReporterSetup) => Reporter | Promise<Reporter>> = {
  default: defaultReporter,
  json: jsonReporter,
  github: async (setup) => (await import('./github.ts')).githubReporter(setup),
};
