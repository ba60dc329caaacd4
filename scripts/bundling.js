// How the bundles of the package and of its scripts are made.
import { mkdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** One file of all that an entry imports, for the oldest Node that is supported. */
export const bundling = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  logLevel: 'warning',
};

/** Makes a script of TypeScript one that runs; its packages are found as always. Gives its address. */
export async function bundledScript(entry) {
  const folder = join('node_modules', '.cache', 'contextor-scripts');
  const outfile = resolve(folder, `${basename(entry, '.ts')}-${process.pid}.mjs`);
  mkdirSync(folder, { recursive: true });
  await build({
    ...bundling,
    entryPoints: [entry],
    outfile,
    packages: 'external',
    sourcemap: 'inline',
  });
  return pathToFileURL(outfile).href;
}
