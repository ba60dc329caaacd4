import { readFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import fastGlob from 'fast-glob';

/**
 * What is imported on demand, and loaded together. esbuild makes a file of each module that is
 * imported on demand, and one of all that the same of them share: without this, 200 files in place
 * of 30. A module that no line names has a file of its own.
 */
const hostGroups = [
  [
    'build',
    /^src\/(?:build|cli\/program|cli\/engine-settings|cli\/commands\/build)\.ts$|^cosmiconfig$/,
  ],
  [
    'work',
    /^src\/(?:(?:run|pool\/host|job|output\/shard)\/[\w-]+|steps|one-document|merge-parts|site-output)\.ts$|^fast-glob$/,
  ],
  ['ask', /^src\/mcp\/|^src\/serve-site\.ts$|^@modelcontextprotocol\//],
  ['stems', /^@orama\/stemmers\//],
  ['commands', /^src\/(?:cli|findings|queue|report|search|verify)\/|^smol-toml$|^acorn$/],
];

/** An import when the program runs; `typeof import('a')` and `import('a').Type` are types. */
const onDemand = /(?<!typeof )\bimport\('([^']+)'\)(?!\.[A-Z])/g;

/** `import { createRequire }` makes a package one that is found when it is needed; built in, it is one of ours. */
const ownRequire = [
  [/^const require = createRequire\(import\.meta\.url\);$/m, ''],
  [/createRequire\(import\.meta\.url\)(?=\(\s*')/g, 'require'],
];

/** How the sources of this project are read. */
export function sources(groups = hostGroups) {
  return {
    name: 'sources',
    setup({ onLoad, onResolve }) {
      const found = importedOnDemand(groups);
      onLoad({ filter: /[\\/](?:bin|src|transforms)[\\/].*\.ts$/ }, ({ path }) => ({
        loader: 'ts',
        contents: rewritten(readFileSync(path, 'utf8'), { path, found }),
      }));
      onResolve({ filter: /^group:/ }, ({ path }) => ({ path, namespace: 'group' }));
      onLoad({ filter: /^group:/, namespace: 'group' }, ({ path }) => ({
        resolveDir: resolve('.'),
        contents: [...found]
          .filter(([, { group }]) => path === `group:${group}`)
          .map(([module, { name }]) => `export * as ${name} from ${JSON.stringify(module)};`)
          .join('\n'),
      }));
    },
  };
}

function rewritten(text, { path, found }) {
  const code = text.replace(onDemand, (statement, module) => {
    const member = found.get(moduleOf(module, path));
    if (member === undefined) return statement;
    return `import('group:${member.group}').then((all) => all.${member.name})`;
  });
  return ownRequire.reduce((done, [from, to]) => done.replace(from, to), code);
}

/** The modules that are imported on demand anywhere and belong to a group, in a stable order. */
function importedOnDemand(groups) {
  const modules = fastGlob
    .sync('{bin,src,transforms}/**/*.ts')
    .flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(onDemand)].map(([, name]) => moduleOf(name, path)),
    );
  const found = new Map();
  for (const module of [...new Set(modules)].sort()) {
    const path = module.replace(/^\.\//, '');
    const group = groups.find(([, members]) => members.test(path))?.[0];
    if (group !== undefined) found.set(module, { group, name: `m${found.size}` });
  }
  return found;
}

/** `../build.ts` in `src/cli/main.ts` -> `./src/build.ts`; the name of a package stays. */
function moduleOf(name, importer) {
  if (!name.startsWith('.')) return name;
  return `./${relative('.', resolve(dirname(importer), name)).replaceAll(sep, '/')}`;
}
