import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'rolldown';
import { bundling } from '../bundling.js';

/**
 * The code of the native parser in one file. It is linked to the native part of the package that is
 * found when it runs, if that has the version which stands here. Gives the files that were built in.
 */
export async function buildNativeParser(folder) {
  const entry = createRequire(import.meta.url).resolve('satteri');
  const manifest = readFileSync(join(dirname(entry), '../package.json'), 'utf8');
  const { output } = await build({
    ...bundling,
    input: 'src/document/parse/native-code.ts',
    external: ['#binding'],
    output: {
      file: join(folder, 'native-parser.cjs'),
      format: 'cjs',
      charset: 'ascii',
      codeSplitting: false,
      intro: [
        `exports.version = '${JSON.parse(manifest).version}';`,
        'exports.link = (binding) => {',
        'const require = () => binding;',
        'const exports = {};',
      ].join('\n'),
      outro: 'return exports;\n};',
    },
  });
  return Object.keys(output[0].modules);
}
