import { readFileSync } from 'node:fs';

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
