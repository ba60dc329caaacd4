import { build } from 'rolldown';
import { bundling } from '../bundling.js';
import { packages } from './packages.js';
import { joinMaps } from './source-maps.js';

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
 * step of a command loads one group more: start, build, work. A build that has nothing to do ends
 * with the second; what only a configuration or a framework needs is not among them.
 */
const groups = [
  group('start', /^\0process$|src[\\/](?:cli[\\/]main|errors|is-record)\.ts$/),
  group('engine', /src[\\/]engine[\\/]index\.ts$/),
  group('acorn', /[\\/]acorn(?:-jsx)?[\\/]/),
  // What both a build without changes and a worker need: a thread loads no more than its work takes.
  group(
    'shared',
    /src[\\/](?:contract[\\/](?!savings)|files[\\/](?!text-file|thrown-at)|attempt|first-of|maps|nearest|glob\.|includes[\\/]include-text|site[\\/]project\.)/,
  ),
  // What work takes besides.
  group(
    'dialects',
    /src[\\/](?:contract[\\/]savings|files[\\/](?:text-file|thrown-at)|document[\\/]lines[\\/]scanner|site[\\/](?:detect|source-globs|taken|variants))|transforms[\\/](?:define|dialects[\\/]records)/,
  ),
  // What the configuration of a site needs, and documents too.
  group(
    'static',
    /src[\\/](?:document[\\/](?:lines[\\/]|frontmatter\.)|static[\\/]parse-script|site[\\/](?:config[\\/](?!files)|labels|title|routes\.|frameworks[\\/]addresses[\\/](?:patterns|routes)))/,
  ),
  // With the stemmer of most indexes: those of all other languages are a tenth of a start.
  group('search', /src[\\/](?:search[\\/]open|mcp[\\/]answers)\.ts$|[\\/]stemmer[\\/]/),
  group('build', /src[\\/](?:build|cli[\\/](?:program|commands[\\/](?:build|check)))\.ts$/),
  group('progress', /src[\\/]cli[\\/]reporters[\\/](?:progress-bar|github)\.ts$/),
  // What checks a configuration, where no earlier build has.
  group('check', /src[\\/]cli[\\/]option-values\.ts$/),
  group('site', /src[\\/]site[\\/]read-site\.ts$/),
  // What answers from built docs needs nothing of a build.
  group('ask', /src[\\/]cli[\\/]commands[\\/](?:mcp|pack|search|stats)\.ts$/),
  group('worker', /src[\\/](?:pool[\\/]worker|job)[\\/]/),
  group('work', /src[\\/](?:steps\.ts|pool[\\/]host[\\/])/),
  group('stems', /@orama[\\/]stemmers/),
  // What answers over stdin and stdout: HTTP would take a quarter of its start.
  group('mcp', /src[\\/]mcp[\\/](?!http)|@modelcontextprotocol[\\/](?!node)/),
  group(
    'servers',
    /src[\\/](?:(?:mcp|serve)[\\/]|serve-site\.ts)|@modelcontextprotocol|@?hono[\\/]/,
  ),
  // What looks for documents where no configuration tells them.
  group('survey', /src[\\/]cli[\\/]survey[\\/]/),
  // What looks for a configuration of contextor.
  group('find', /[\\/]cosmiconfig[\\/]/),
  group('commands', /src[\\/]|[\\/]smol-toml[\\/]/),
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
      // One character beyond Latin-1 makes V8 keep a file, and read it, in two bytes a character.
      charset: 'ascii',
      codeSplitting: { groups },
      minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
      sourcemap: 'hidden',
      sourcemapExcludeSources: true,
    },
  });
  const chunks = output.filter(({ type }) => type === 'chunk');
  joinMaps(dir, chunks);
  return chunks.flatMap(({ modules }) => Object.keys(modules));
}
