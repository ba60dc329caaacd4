import { build } from 'esbuild';
import { bundling } from '../bundling.js';
import { packages } from './packages.js';
import { finishMaps, sourceMaps, unmappedPackages } from './source-maps.js';
import { sources } from './sources.js';

/** The command and the library, which share their code. Gives the files that were built in. */
export async function buildCode(outdir) {
  const { metafile } = await build({
    ...bundling,
    ...packages,
    entryPoints: ['bin/contextor.ts', 'src/index.ts', 'src/errors.ts', 'src/engine/index.ts'],
    outdir,
    outbase: '.',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    plugins: [...packages.plugins, unmappedPackages, sources()],
    ...sourceMaps,
    metafile: true,
  });
  finishMaps(metafile);
  return Object.keys(metafile.inputs);
}
