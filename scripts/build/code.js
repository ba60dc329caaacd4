import { build } from 'rolldown';
import { bundling } from '../bundling.js';
import { packages } from './packages.js';
import { finishMaps } from './source-maps.js';

/** The command, the library, what stages of users import, and the workers, which share their code. */
const entries = [
  'bin/contextor',
  'src/index',
  'src/engine/index',
  'src/integrations/vitepress',
  'src/integrations/astro',
  'src/integrations/docusaurus',
  'src/pool/worker/entry',
  'src/pool/worker/process-entry',
];

/**
 * What is loaded together, with all that it imports; the first group that names a module has it. Each
 * step of a command loads one group more: start, build, work.
 */
const groups = [
  group('start', /src[\\/]cli[\\/]main\.ts$/),
  group('engine', /src[\\/](?:engine[\\/]index|errors)\.ts$/),
  // What both a build and a worker need.
  group(
    'shared',
    /src[\\/](?:contract|files|site[\\/](?:detect|view)|includes[\\/]include-text)|transforms[\\/]dialects[\\/]records|[\\/]yaml[\\/]/,
  ),
  group(
    'build',
    /src[\\/](?:build|cli[\\/]program|cli[\\/]commands[\\/]build)\.ts$|[\\/]cosmiconfig[\\/]/,
  ),
  group('survey', /src[\\/]cli[\\/]survey[\\/]/),
  // What answers from built docs needs nothing of a build.
  group('search', /src[\\/](?:search[\\/]open|cli[\\/]commands[\\/](?:mcp|pack|search))\.ts$/),
  group('worker', /src[\\/](?:pool[\\/]worker|job)[\\/]/),
  group('work', /src[\\/](?:steps\.ts|pool[\\/]host[\\/])|[\\/]fast-glob[\\/]/),
  group('stems', /@orama[\\/]stemmers/),
  group(
    'servers',
    /src[\\/](?:(?:mcp|serve)[\\/]|serve-site\.ts)|@modelcontextprotocol|@?hono[\\/]/,
  ),
  group('commands', /src[\\/]|[\\/](?:smol-toml|acorn)[\\/]/),
];

function group(name, test) {
  return { name, test };
}

/** Builds the code of the package. Gives the files that were built in. */
export async function buildCode(dir) {
  const { output } = await build({
    ...bundling,
    ...packages,
    input: Object.fromEntries(entries.map((entry) => [entry, `${entry}.ts`])),
    preserveEntrySignatures: 'exports-only',
    // The library imports at once what commands import on demand.
    checks: { ineffectiveDynamicImport: false },
    output: {
      dir,
      chunkFileNames: 'chunks/[name].js',
      codeSplitting: { groups },
      minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
      sourcemap: true,
      sourcemapExcludeSources: true,
    },
  });
  const chunks = output.filter(({ type }) => type === 'chunk');
  finishMaps(dir, chunks);
  return chunks.flatMap(({ modules }) => Object.keys(modules));
}
