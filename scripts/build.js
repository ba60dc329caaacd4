// Builds `dist`: the code with esbuild, the declarations with tsc (left out with --no-types).
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { buildCode } from './build/code.js';
import { licences } from './build/licences.js';
import { buildNativeParser, buildOnDemand } from './build/parsers.js';
import { buildWorkers } from './build/workers.js';
import { bundledScript } from './bundling.js';

rmSync('dist', { recursive: true, force: true });
const inputs = [
  ...(await buildCode()),
  ...(await buildWorkers()),
  ...(await buildNativeParser()),
  ...(await buildOnDemand()),
];
writeFileSync('dist/THIRD-PARTY-LICENSES.txt', licences(inputs));
const { configJsonSchema } = await import(await bundledScript('src/config/json-schema.ts'));
writeFileSync('dist/schema.json', `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
const { packVocabulary } = await import(await bundledScript('src/document/tokens/vocabulary.ts'));
const { default: tokens } = await import('gpt-tokenizer/bpeRanks/o200k_base');
writeFileSync('dist/o200k_base.bin', packVocabulary(tokens));
if (!process.argv.includes('--no-types')) {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json'], {
    stdio: 'inherit',
  });
}
