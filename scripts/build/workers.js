import { join } from 'node:path';
import { build } from 'esbuild';
import { bundling } from '../bundling.js';
import { packages } from './packages.js';
import { finishMaps, sourceMaps, unmappedPackages } from './source-maps.js';
import { sources } from './sources.js';

/**
 * What the stages of users import from `contextor` has to be the worker's own: the context of the
 * stage that runs, and the classes of errors.
 */
const shared = {
  name: 'shared',
  setup({ onResolve }) {
    onResolve({ filter: /\/engine\/[\w-]+\.ts$/ }, () => built('../../engine/index.js'));
    onResolve({ filter: /\/errors\.ts$/ }, () => built('../../errors.js'));
  },
};

function built(path) {
  return { path, external: true };
}

const folder = 'src/pool/worker';

/**
 * The code of workers, in few files: a worker needs nearly all of it, and with 30 files it takes 12 ms
 * more of CPU to start. Gives the files that were built in.
 */
export async function buildWorkers(dist) {
  const { metafile } = await build({
    ...bundling,
    ...packages,
    entryPoints: [`${folder}/entry.ts`, `${folder}/process-entry.ts`],
    outdir: join(dist, folder),
    splitting: true,
    plugins: [...packages.plugins, unmappedPackages, sources([]), shared],
    ...sourceMaps,
    metafile: true,
  });
  finishMaps(metafile);
  return Object.keys(metafile.inputs);
}
