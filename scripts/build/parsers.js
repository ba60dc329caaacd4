import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { bundling } from '../bundling.js';
import { packages } from './packages.js';

/**
 * The code of the native parser in one file. It is linked to the native part of the package that is
 * found when it runs, if that has the version which stands here. Gives the files that were built in.
 */
export async function buildNativeParser() {
  const entry = createRequire(import.meta.url).resolve('satteri');
  const manifest = readFileSync(join(dirname(entry), '../package.json'), 'utf8');
  const { metafile } = await build({
    ...bundling,
    entryPoints: ['src/document/parse/native-code.ts'],
    outfile: 'dist/native-parser.cjs',
    format: 'iife',
    globalName: 'parser',
    external: ['#binding'],
    banner: {
      js: [
        '(function (module, exports) {',
        `exports.version = '${JSON.parse(manifest).version}';`,
        'exports.link = (binding) => {',
        'const require = () => binding;',
      ].join('\n'),
    },
    footer: { js: 'return parser;\n};\n})' },
    metafile: true,
  });
  return Object.keys(metafile.inputs);
}

/**
 * The reader of expressions, and the reference parser, which needs it too, in a file each: a document
 * that needs the latter costs its thread 20 ms in place of the 120 ms of 130 files. Gives the files
 * that were built in.
 */
export async function buildOnDemand() {
  const { metafile } = await build({
    ...bundling,
    entryPoints: {
      acorn: 'src/document/parse/acorn-code.ts',
      remark: 'src/document/parse/remark-code.ts',
    },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    plugins: [...packages.plugins, oneAcorn],
    banner: { js: '(function (module, exports, require) {' },
    footer: { js: '})' },
    metafile: true,
  });
  return Object.keys(metafile.inputs);
}

/** What remark takes of acorn's packages is what the reader of expressions has loaded. */
const oneAcorn = {
  name: 'one-acorn',
  setup({ onResolve, onLoad }) {
    const ofRemark = { filter: /^acorn(?:-jsx)?$/ };
    onResolve(ofRemark, ({ path, importer }) =>
      importer.endsWith('acorn-code.ts') ? undefined : { path, namespace: 'loaded' },
    );
    onLoad({ filter: /./, namespace: 'loaded' }, ({ path }) => ({
      contents: `module.exports = require('./acorn.cjs')${path === 'acorn' ? '' : '.jsx'};`,
    }));
    onResolve({ filter: /^\.\/acorn\.cjs$/ }, ({ path }) => ({ path, external: true }));
  },
};
