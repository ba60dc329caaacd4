import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';

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
  resolveId: {
    filter: { id: /^(?:node:)?process$/ },
    handler: () => '\0process',
  },
  load: {
    filter: { id: /^\0process$/ },
    handler: () => 'module.exports = process;',
  },
};

const eager = "const childProcess = require('node:child_process');";
const onDemand =
  "const childProcess = { get spawn() { return require('node:child_process').spawn; } };";

/** commander starts other programs where a command is one of its own; loading what that takes is 5 % of a second build. */
const lazyChildProcess = {
  name: 'lazy-child-process',
  transform: {
    filter: { id: /[\\/]commander[\\/]lib[\\/]command\.js$/ },
    handler(code, path) {
      if (!code.includes(eager)) throw new Error(`${path} loads child processes in another way`);
      return { code: code.replace(eager, onDemand), map: null };
    },
  },
};

/**
 * Packages that few documents need, by what they are built from: each file is loaded by `require` with
 * the first of these. All that a thread loads at its start is read by V8 in every run.
 */
export const rare = {
  '@sveltejs/acorn-typescript': ['@sveltejs/acorn-typescript'],
  '@vue/compiler-dom': ['@vue/compiler-dom'],
  './scripts/build/engines.js': [
    '@huggingface/jinja',
    '@lezer/python',
    'bibtex-parse',
    'liquidjs',
    're2js',
  ],
  yaml: ['yaml'],
};

/** The name of a file of such packages. */
export const rareFile = (input) => `rare/${basename(input, '.js')}.cjs`;

/** The file that has a package, from a chunk; undefined where it is built in. */
function fileOfRare(name) {
  const [input] = Object.entries(rare).find(([, names]) => names.includes(name)) ?? [];
  return input && `../${rareFile(input)}`;
}

/** A `require` of the sources makes a package one that is found when it is needed; built in, it is one of ours, or a file beside them. */
const ownRequire = {
  name: 'own-require',
  transform: {
    filter: { id: /[\\/](?:src|transforms)[\\/].*\.ts$/, code: 'createRequire(import.meta.url)' },
    handler: (code) => ({
      code: code
        .replace(/^const require = createRequire\(import\.meta\.url\);$/m, '')
        .replace(/createRequire\(import\.meta\.url\)(?=\(\s*')/g, 'require')
        .replace(/\brequire\('([^']+)'\)/g, (call, name) => {
          const file = fileOfRare(name);
          return file ? `createRequire(import.meta.url)('${file}')` : call;
        }),
      // Lines stay where they are.
      map: null,
    }),
  },
};

/** How packages are built in. */
export const packages = {
  external: (id) => external.some((name) => id === name || id.startsWith(`${name}/`)),
  resolve: {
    // One acorn, whether it is imported or required. Vue's parser of templates as it is made for
    // bundles: the one for Node has a parser of scripts as well, ten times as large.
    alias: {
      acorn: resolve('node_modules/acorn/dist/acorn.mjs'),
      '@vue/compiler-core': bundlerBuild('compiler-core'),
      '@vue/compiler-dom': bundlerBuild('compiler-dom'),
      '@vue/shared': bundlerBuild('shared'),
    },
  },
  transform: {
    target: 'node20.19',
    define: {
      'process.env.NODE_ENV': '"production"',
      // Packages written for CommonJS name the file that they are in.
      __filename: 'import.meta.filename',
      __dirname: 'import.meta.dirname',
    },
  },
  plugins: [globalProcess, lazyChildProcess, ownRequire],
};

function bundlerBuild(name) {
  return resolve(`node_modules/@vue/${name}/dist/${name}.esm-bundler.js`);
}
