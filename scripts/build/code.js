import { readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { build } from 'esbuild';
import { bundling } from '../bundling.js';
import { makeCodeFiles } from './code-files.js';
import { packages } from './packages.js';

/**
 * Modules that are loaded on demand, and what is always loaded with them, or needs little more.
 * esbuild makes a file of all modules that the same entries lead to; told of this, it makes 61 files
 * in place of 97, of which a build loads 32 in place of 68. Each takes Node half a millisecond.
 */
const loadedTogether = [
  {
    modules: /^src\/cli\/(?:commands\/(?!index|build)[\w-]+|print-document)\.ts$/,
    others: ['src/cli/program.ts', 'src/cli/commands/build.ts'],
  },
  {
    modules: /^src\/(?:one-document|report\/write|run\/whole-build|verify\/tree)\.ts$/,
    others: ['src/config/resolve.ts', 'src/build.ts'],
  },
  {
    modules:
      /^src\/(?:pool\/host\/(?:inline|processes|threads)|pool\/worker\/graph|queue\/(?:producer|serve)|run\/merge-parts|shard\/part)\.ts$/,
    others: ['src/run/whole-build.ts'],
  },
];

/** Tells esbuild what is loaded with a module by imports of nothing. */
const loading = {
  name: 'loading',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const name = relative('.', path).replaceAll(sep, '/');
      const group = loadedTogether.find(({ modules }) => modules.test(name));
      if (group === undefined) return undefined;
      const imports = group.others.map((other) => `\nimport ${JSON.stringify(resolve(other))};`);
      return { loader: 'ts', contents: readFileSync(path, 'utf8') + imports.join('') };
    });
  },
};

/** The command and the library, which share their code. Gives the files that were built in. */
export async function buildCode() {
  const { metafile } = await build({
    ...bundling,
    ...packages,
    entryPoints: [
      'bin/contextor.ts',
      'src/index.ts',
      'src/errors.ts',
      'src/engine/index.ts',
      'src/code-cache.ts',
    ],
    outdir: 'dist',
    outbase: '.',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    plugins: [...packages.plugins, loading],
    metafile: true,
  });
  makeCodeFiles(metafile.outputs);
  return Object.keys(metafile.inputs);
}
