import { join } from 'node:path';
import { build } from 'rolldown';

export const reportScript = 'report.js';

/** Builds the script that the HTML report holds. Gives the files that were built in. */
export async function buildReportScript(folder) {
  const { output } = await build({
    input: 'web/report/report.ts',
    platform: 'browser',
    transform: { target: 'es2022', define: { 'process.env.NODE_ENV': '"production"' } },
    logLevel: 'warn',
    output: { file: join(folder, reportScript), format: 'iife', minify: true },
  });
  return output.flatMap(({ modules }) => Object.keys(modules ?? {}));
}
