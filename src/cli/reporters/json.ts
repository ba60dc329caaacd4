import { Findings } from './findings.ts';
import type { Reporter, ReporterSetup } from './reporter.ts';

/** For programs: one JSON object on stdout, with a schema version. */
export function jsonReporter({ io }: ReporterSetup): Reporter {
  const findings = new Findings();
  const failed: string[] = [];
  return {
    event(event) {
      findings.add(event);
      if (event.type === 'document' && event.status === 'failed') failed.push(event.path);
    },
    finish({ metrics, interrupted }) {
      const { schemaVersion, ...figures } = metrics;
      const report = {
        schemaVersion,
        interrupted,
        ...figures,
        failed,
        messages: findings.messages,
      };
      io.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    },
  };
}
