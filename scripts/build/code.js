import { readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { build } from 'esbuild';
import { bundling } from '../bundling.js';
import { packages } from './packages.js';

const base = ['src/build.ts', 'src/config/resolve.ts'];
const command = ['src/cli/program.ts'];
const wholeBuild = ['src/run/whole-build.ts'];

/**
 * Modules that are loaded on demand, and those that are loaded whenever they are. esbuild makes a
 * file of all modules that the same entries lead to; told of this, it makes 45 files in place of 95,
 * of which a build loads 25 in place of 65. Each takes Node half a millisecond.
 */
const loadedWith = {
  'src/cli/commands/init.ts': command,
  'src/cli/commands/inspect.ts': command,
  'src/one-document.ts': base,
  'src/pool/host/inline.ts': wholeBuild,
  'src/pool/host/processes.ts': wholeBuild,
  'src/pool/host/threads.ts': wholeBuild,
  'src/pool/worker/graph.ts': wholeBuild,
  'src/queue/producer.ts': wholeBuild,
  'src/queue/serve.ts': wholeBuild,
  'src/report/write.ts': base,
  'src/run/merge-parts.ts': wholeBuild,
  'src/run/whole-build.ts': base,
  'src/shard/part.ts': wholeBuild,
  'src/verify/tree.ts': base,
};

/** Tells esbuild what is loaded with a module by imports of nothing. */
const loading = {
  name: 'loading',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const others = loadedWith[relative('.', path).replaceAll(sep, '/')];
      if (others === undefined) return undefined;
      const imports = others.map((other) => `\nimport ${JSON.stringify(resolve(other))};`);
      return { loader: 'ts', contents: readFileSync(path, 'utf8') + imports.join('') };
    });
  },
};

/** The command and the library, which share their code. Gives the files that were built in. */
export async function buildCode() {
  const { metafile } = await build({
    ...bundling,
    ...packages,
    entryPoints: ['bin/contextor.ts', 'src/index.ts', 'src/errors.ts', 'src/engine/index.ts'],
    outdir: 'dist',
    outbase: '.',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    plugins: [...packages.plugins, loading],
    metafile: true,
  });
  return Object.keys(metafile.inputs);
}
