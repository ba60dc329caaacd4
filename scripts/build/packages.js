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

/** How packages are built in. */
export const packages = {
  external,
  plugins: [globalProcess],
  // Packages in the older module form load Node's own modules with `require`, and know their file.
  banner: {
    js: [
      "import { createRequire as __createRequire } from 'node:module';",
      'const require = __createRequire(import.meta.url);',
      'const __filename = import.meta.filename;',
    ].join('\n'),
  },
};
