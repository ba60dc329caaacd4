import { groupFindings } from '../../findings/group.ts';
import { jsonText } from '../terminal.ts';
import type { Reporter, ReporterSetup } from './reporter.ts';

/** For programs: one JSON object on stdout, with a schema version. */
export function jsonReporter({ io }: ReporterSetup): Reporter {
  const failed: string[] = [];
  return {
    event(event) {
      if (event.type === 'document' && event.status === 'failed') failed.push(event.path);
    },
    finish({ metrics, interrupted, removed, dropped, messages }) {
      const findings = groupFindings(messages).map(({ messages: places, ...group }) => {
        return { ...group, places: places.length };
      });
      const report = { ...metrics, interrupted, failed, dropped, removed, findings, messages };
      io.stdout.write(jsonText(report));
    },
    stop() {},
  };
}
