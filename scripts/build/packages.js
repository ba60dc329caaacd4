import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const { dependencies, optionalDependencies, peerDependencies } = JSON.parse(
  readFileSync('package.json', 'utf8'),
);

/**
 * Packages that are installed with contextor: those that start from files of their own, load native
 * code, or are rarely needed. All others are development dependencies, and built in: finding and
 * opening their 300 files takes each thread longer than running them.
 */
const external = [
  ...Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }),
  // What cosmiconfig would load TypeScript with; contextor does it with jiti.
  'typescript',
];

/**
 * Imported as a module, `node:process` reads each property of `process`, and so opens the standard
 * streams in every thread.
 */
const globalProcess = {
  name: 'global-process',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(?:node:)?process$/ }, () => ({ path: 'process', namespace: 'global' }));
    onLoad({ filter: /./, namespace: 'global' }, () => ({ contents: 'module.exports = process;' }));
  },
};

const eager = "const childProcess = require('node:child_process');";
const onDemand =
  "const childProcess = { get spawn() { return require('node:child_process').spawn; } };";

/** commander starts other programs where a command is one of its own; loading what that takes is 5 % of a second build. */
const lazyChildProcess = {
  name: 'lazy-child-process',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]commander[\\/]lib[\\/]command\.js$/ }, ({ path }) => {
      const code = readFileSync(path, 'utf8');
      if (!code.includes(eager)) throw new Error(`${path} loads child processes in another way`);
      return { contents: code.replace(eager, onDemand) };
    });
  },
};

/** How packages are built in. */
export const packages = {
  external,
  minifyWhitespace: true,
  // One acorn, whether it is imported or required. Vue's parser of templates as it is made for
  // bundles: the one for Node has a parser of scripts as well, ten times as large.
  alias: {
    acorn: resolve('node_modules/acorn/dist/acorn.mjs'),
    '@vue/compiler-core': resolve(
      'node_modules/@vue/compiler-core/dist/compiler-core.esm-bundler.js',
    ),
    '@vue/compiler-dom': resolve('node_modules/@vue/compiler-dom/dist/compiler-dom.esm-bundler.js'),
    '@vue/shared': resolve('node_modules/@vue/shared/dist/shared.esm-bundler.js'),
  },
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [globalProcess, lazyChildProcess],
  // Packages in the older module form load Node's own modules with `require`, and know their file.
  banner: {
    js: [
      "import { createRequire as __createRequire } from 'node:module';",
      'const require = __createRequire(import.meta.url);',
      'const __filename = import.meta.filename;',
    ].join('\n'),
  },
};
