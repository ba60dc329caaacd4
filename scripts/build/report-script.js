import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'rolldown';

export const reportScript = 'report.js';

const sources = join('web', 'report');

/** Builds the script that the HTML report holds. Gives the files that were built in. */
export async function buildReportScript(folder) {
  const { output } = await build({
    input: join(sources, 'report.ts'),
    platform: 'browser',
    transform: { target: 'es2022', define: { 'process.env.NODE_ENV': '"production"' } },
    logLevel: 'warn',
    output: { file: join(folder, reportScript), format: 'iife', minify: true },
  });
  return output.flatMap(({ modules }) => Object.keys(modules ?? {}));
}

/** Whether a folder has the script as its sources and their packages would make it now. */
export function isReportScriptFresh(folder) {
  const inputs = readdirSync(sources).map((name) => join(sources, name));
  const built = timeOf(join(folder, reportScript));
  return [...inputs, 'package-lock.json'].every((input) => timeOf(input) < built);
}

/** When a file was last written, in milliseconds; 0 if it is not there. */
function timeOf(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
