// How the bundles of the package and of its scripts are made.
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';

/** All that an entry imports, for the oldest Node that is supported. */
export const bundling = {
  platform: 'node',
  transform: { target: 'node20.19' },
  logLevel: 'warn',
};

/** Makes a script of TypeScript one that runs; its packages are found as always. Gives its address. */
export async function bundledScript(entry) {
  const name = `${basename(entry, '.ts')}-${process.pid}.mjs`;
  const file = resolve('node_modules', '.cache', 'contextor-scripts', name);
  await build({
    ...bundling,
    input: entry,
    external: isPackage,
    output: { file, codeSplitting: false, sourcemap: 'inline' },
  });
  return pathToFileURL(file).href;
}

/** `yaml`, `node:fs`, but neither `./yaml.ts` nor an entry, nor what the bundler itself puts in. */
export function isPackage(id) {
  return /^[\w@]/.test(id) && !id.endsWith('.ts') && !id.startsWith('@oxc-project/runtime/');
}
