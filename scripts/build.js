// Builds `dist`: the code with esbuild, the declarations with tsc (left out with --no-types).
import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const entryPoints = [
  'bin/contextor.ts',
  'src/index.ts',
  'src/config/json-schema.ts',
  'src/engine/index.ts',
  'src/pool/worker/entry.ts',
  'src/pool/worker/process-entry.ts',
].filter((entry) => existsSync(entry));

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints,
  outdir: 'dist',
  outbase: '.',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  chunkNames: 'chunks/[name]-[hash]',
  logLevel: 'warning',
});
const { configJsonSchema } = await import('../dist/src/config/json-schema.js');
writeFileSync('dist/schema.json', `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
if (!process.argv.includes('--no-types')) {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json'], {
    stdio: 'inherit',
  });
}
