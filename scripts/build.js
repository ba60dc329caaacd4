// Builds `dist`: the code with esbuild, the declarations with tsc (left out with --no-types).
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const entryPoints = [
  'bin/contextor.ts',
  'src/index.ts',
  'src/config/json-schema.ts',
  'src/document/tokens/vocabulary.ts',
  'src/engine/index.ts',
  'src/pool/worker/entry.ts',
  'src/pool/worker/process-entry.ts',
].filter((entry) => existsSync(entry));

/**
 * Packages that Node finds by itself, since they start from files of their own, load native code, or
 * are rarely needed. All others are built in: finding and opening their 300 files takes each thread
 * longer than running them.
 */
const external = [
  'bullmq',
  'chokidar',
  'cosmiconfig',
  'gpt-tokenizer',
  'ioredis',
  'jiti',
  'piscina',
  'satteri',
  'tinypool',
];

rmSync('dist', { recursive: true, force: true });
const { metafile } = await build({
  entryPoints,
  outdir: 'dist',
  outbase: '.',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external,
  // Packages in the older module form load Node's own modules with `require`, and know their file.
  banner: {
    js: [
      "import { createRequire as __createRequire } from 'node:module';",
      'const require = __createRequire(import.meta.url);',
      'const __filename = import.meta.filename;',
    ].join('\n'),
  },
  chunkNames: 'chunks/[name]-[hash]',
  metafile: true,
  logLevel: 'warning',
});
const inputs = [...Object.keys(metafile.inputs), ...(await buildNativeParser())];
writeFileSync('dist/THIRD-PARTY-LICENSES.txt', licences(inputs));
const { configJsonSchema } = await import('../dist/src/config/json-schema.js');
writeFileSync('dist/schema.json', `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
const { packVocabulary } = await import('../dist/src/document/tokens/vocabulary.js');
const { default: tokens } = await import('gpt-tokenizer/bpeRanks/o200k_base');
writeFileSync('dist/o200k_base.bin', packVocabulary(tokens));
if (!process.argv.includes('--no-types')) {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json'], {
    stdio: 'inherit',
  });
}

/**
 * The code of the native parser in one file. It is linked to the native part of the package that is
 * found when it runs, if that has the version which stands here.
 */
async function buildNativeParser() {
  const entry = createRequire(import.meta.url).resolve('satteri');
  const manifest = readFileSync(join(dirname(entry), '../package.json'), 'utf8');
  const { metafile } = await build({
    entryPoints: ['src/document/parse/native-code.ts'],
    outfile: 'dist/native-parser.cjs',
    bundle: true,
    format: 'iife',
    globalName: 'parser',
    platform: 'node',
    target: 'node20.19',
    external: ['#binding'],
    banner: {
      js: [
        `exports.version = '${JSON.parse(manifest).version}';`,
        'exports.link = (binding) => {',
        'const require = () => binding;',
      ].join('\n'),
    },
    footer: { js: 'return parser;\n};' },
    metafile: true,
    logLevel: 'warning',
  });
  return Object.keys(metafile.inputs);
}

/** The licences of the packages that were built in, wherever npm has put them. */
function licences(inputs) {
  const folders = inputs.map((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]);
  const found = [...new Set(folders.filter((folder) => folder !== undefined))].map(licence);
  return [...new Set(found)].sort().join(`\n${'-'.repeat(80)}\n\n`);
}

function licence(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text =
    file === undefined
      ? `License: ${manifest.license}\n`
      : readFileSync(join(folder, file), 'utf8');
  return `${manifest.name} ${manifest.version}\n\n${text.trim()}\n`;
}
