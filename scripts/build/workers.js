import { build } from 'esbuild';
import { bundling } from '../bundling.js';
import { makeCodeFiles } from './code-files.js';
import { packages } from './packages.js';

/**
 * What the stages of users import from `contextor` has to be the worker's own: the context of the
 * stage that runs, and the classes of errors.
 */
const shared = {
  name: 'shared',
  setup({ onResolve }) {
    onResolve({ filter: /\/engine\/[\w-]+\.ts$/ }, () => built('../../engine/index.js'));
    onResolve({ filter: /\/errors\.ts$/ }, () => built('../../errors.js'));
    onResolve({ filter: /\/code-cache\.ts$/ }, () => built('../../code-cache.js'));
  },
};

function built(path) {
  return { path, external: true };
}

const folder = 'src/pool/worker';

/**
 * What a worker starts from, in few files: a worker needs nearly all of it, and with 30 files it
 * takes 12 ms more of CPU to start. But a file of a megabyte, and the C library keeps some megabytes
 * more for the rest of the build: what was once freed tells it how much it should not give back. So
 * the code is cut at two modules, into files of less than half a megabyte.
 */
const entryPoints = {
  [`${folder}/entry`]: 'src/pool/worker/entry.ts',
  [`${folder}/process-entry`]: 'src/pool/worker/process-entry.ts',
  [`${folder}/cut-yaml`]: 'src/document/frontmatter.ts',
  [`${folder}/cut-document`]: 'src/pool/worker/create-document.ts',
};

const largestBytes = 512 * 1024;

/** The code of workers. Gives the files that were built in. */
export async function buildWorkers() {
  const { metafile } = await build({
    ...bundling,
    ...packages,
    entryPoints,
    outdir: 'dist',
    splitting: true,
    chunkNames: `${folder}/[name]-[hash]`,
    plugins: [...packages.plugins, shared],
    metafile: true,
  });
  for (const [file, { bytes }] of Object.entries(metafile.outputs)) {
    if (bytes > largestBytes)
      throw new Error(`${file} has ${bytes} bytes: cut it at one more module`);
  }
  makeCodeFiles(metafile.outputs);
  return Object.keys(metafile.inputs);
}
